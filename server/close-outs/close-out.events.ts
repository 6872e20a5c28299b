declare module '../platform/outbox/events' {
  interface Events {
    /** An activity ended days ago and is not closed out: those who run it are to be reminded. */
    'close-out.due': { activityId: string };
  }
}

export {};
