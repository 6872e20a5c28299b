export interface ActivityHappened {
  activityId: string;
}

/** `together`: it is one of several dates to which this was done at once; the event for all of them tells people. */
export interface DateHappened extends ActivityHappened {
  together?: true;
}

export interface Rescheduled extends ActivityHappened {
  changeId: string | null;
}

declare module '../platform/outbox/events' {
  interface Events {
    'activity.submitted': ActivityHappened;
    'activity.returned': DateHappened;
    'activity.rejected': DateHappened;
    /** Back to a draft before anybody signed up. */
    'activity.withdrawn': ActivityHappened;
    'activity.published': DateHappened;
    /** Comes once besides one event each, when several dates of a series were reviewed at once. */
    'activities.reviewed': {
      /** in their order */
      activityIds: string[];
      outcome: 'published' | 'returned' | 'rejected';
      /** what an approval came too late for, rejected thereby */
      leftOut: string[];
    };
    /** Time or place changed; everybody signed up is to be told (R24). */
    'activity.rescheduled': DateHappened & Rescheduled;
    /**
     * Comes once besides one `activity.rescheduled` each, when several dates of a series were moved at once. `after` is
     * the last volunteer who was told: whoever tells many people emits it again for those who come after.
     */
    'activities.rescheduled': { dates: Rescheduled[]; after?: string };
    /** A post has more or fewer places than before. */
    'activity.places-changed': ActivityHappened & { postId: string };
    /**
     * Its sign-ups are cancelled afterwards, one `signup.cancelled` with cause ACTIVITY each: tell people then,
     * because who is still confirmed at this moment is not certain.
     */
    'activity.cancelled': DateHappened;
    /**
     * Comes once besides one `activity.cancelled` each, when several dates of a series were cancelled at once. Their
     * sign-ups are cancelled person by person, with cause SERIES.
     */
    'activities.cancelled': { activityIds: string[] };
    /** By a CAST unit; its sign-ups end like those of a cancelled one. */
    'activity.taken-down': ActivityHappened;
    'activity.closed': ActivityHappened;
  }
}
