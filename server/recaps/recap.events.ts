export interface RecapHappened {
  recapId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    'recap.submitted': RecapHappened;
    'recap.published': RecapHappened;
    'recap.returned': RecapHappened;
    'recap.taken-down': RecapHappened;
  }
}
