export interface OrganizationHappened {
  organizationId: string;
  /** who applied for it */
  applicantId: string;
}

export interface OrganizationStateChanged {
  organizationId: string;
}

/** What belonged to one organization belongs to another from now on. */
export interface OrganizationMerged {
  organizationId: string;
  intoId: string;
}

/** A CAST unit hangs under another parent with all below it. */
export interface UnitMoved {
  unitId: string;
  fromId: string;
  intoId: string;
  /** the request that was approved */
  changeId: string;
}

export interface OrganizationChangeHappened {
  changeId: string;
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
    'organization.renamed': OrganizationStateChanged;
    'organization.moved': OrganizationStateChanged;
    'unit.moved': UnitMoved;
    'organization.dissolved': OrganizationStateChanged;
    'organization.merged': OrganizationMerged;
    'organization-change.requested': OrganizationChangeHappened;
    'organization-change.decided': OrganizationChangeHappened;
  }
}
