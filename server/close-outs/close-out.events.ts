declare module '../platform/outbox/events' {
  interface Events {
    /** An activity ended days ago and is not closed out: those who run it are to be reminded. */
    'close-out.due': { activityId: string };
    /** The organizers corrected what they said when they closed it out. */
    'close-out.corrected': { activityId: string };
  }
}

export {};
