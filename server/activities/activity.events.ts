export interface ActivityHappened {
  activityId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    'activity.submitted': ActivityHappened;
    'activity.returned': ActivityHappened;
    'activity.rejected': ActivityHappened;
    /** Back to a draft before anybody signed up. */
    'activity.withdrawn': ActivityHappened;
    'activity.published': ActivityHappened;
    /** Time or place changed; everybody signed up is to be told (R24). */
    'activity.rescheduled': ActivityHappened & { changeId: string | null };
    /** A post has more or fewer places than before. */
    'activity.places-changed': ActivityHappened & { postId: string };
    /**
     * Its sign-ups are cancelled afterwards, one `signup.cancelled` with cause ACTIVITY each: tell people then,
     * because who is still confirmed at this moment is not certain.
     */
    'activity.cancelled': ActivityHappened;
    /** By a CAST unit; its sign-ups end like those of a cancelled one. */
    'activity.taken-down': ActivityHappened;
    'activity.closed': ActivityHappened;
  }
}
