export interface OrganizationHappened {
  organizationId: string;
  /** who applied for it */
  applicantId: string;
}

export interface OrganizationStateChanged {
  organizationId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    'organization.submitted': OrganizationHappened;
    'organization.approved': OrganizationHappened;
    'organization.returned': OrganizationHappened;
    'organization.rejected': OrganizationHappened;
    'organization.suspended': OrganizationStateChanged;
    'organization.resumed': OrganizationStateChanged;
  }
}
