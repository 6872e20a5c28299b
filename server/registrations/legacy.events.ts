export interface LegacyDecided {
  associationId: string;
  organizationId: string;
  claimantId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    'legacy.linked': LegacyDecided;
    'legacy.rejected': LegacyDecided;
    /** registered by the form, or merged, before anybody decided */
    'legacy.superseded': LegacyDecided;
  }
}
