export interface DemandHappened {
  demandId: string;
}

/** Something between a demand and one organization. */
export interface DemandMatched extends DemandHappened {
  organizationId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    'demand.published': DemandHappened;
    'demand.rejected': DemandHappened;
    'demand.dispatched': DemandMatched;
    'demand.accepted': DemandMatched;
    /** Back to the pool: declined, not answered in time, or given back after accepting (R71). */
    'demand.returned': DemandMatched & { cause: 'DECLINE' | 'TIME_OUT' | 'RELEASE' };
    'demand.in-service': DemandMatched;
    'demand.completed': DemandMatched;
    'demand.rated': DemandMatched;
    /** `organizationId` is null when nobody had it. */
    'demand.withdrawn': DemandHappened & { organizationId: string | null };
  }
}
