export interface SignUpHappened {
  signUpId: string;
  activityId: string;
  volunteerId: string;
}

export interface SignUpCancelled extends SignUpHappened {
  /**
   * VOLUNTEER: cancelled themselves. ACTIVITY: it was cancelled or taken down (R24). SERIES: with other
   * dates of its series at once, of which `signups.cancelled-together` tells. DEPOSIT: it was not paid in time.
   * Who did not do it themselves is to be told.
   */
  cause: 'VOLUNTEER' | 'ACTIVITY' | 'SERIES' | 'DEPOSIT';
}

declare module '../platform/outbox/events' {
  interface Events {
    /** Asked for a place that the organizer gives. */
    'signup.applied': SignUpHappened;
    'signup.waitlisted': SignUpHappened;
    /** A place is kept for them until `offerExpiresAt`: their turn in the waiting list, or an invitation. */
    'signup.offered': SignUpHappened;
    'signup.confirmed': SignUpHappened;
    /** Confirmed for an activity that asks for a deposit; comes besides `signup.confirmed`. */
    'signup.deposit-due': SignUpHappened;
    'signup.rejected': SignUpHappened;
    'signup.declined': SignUpHappened;
    /** The offer was not accepted in time, or the activity began before it was their turn. */
    'signup.expired': SignUpHappened;
    'signup.cancelled': SignUpCancelled;
    'signup.attended': SignUpHappened;
    'signup.no-show': SignUpHappened;
    'signup.excused': SignUpHappened;
    /** Somebody who was not there said why; the activity's lead is to look at it. */
    'signup.excuse-made': SignUpHappened;
    'signup.excuse-refused': SignUpHappened;
    /** A chunk of an ended activity's sign-ups was cancelled and more may be left. */
    'signups.partly-cancelled': { activityId: string };
    /** Several dates were cancelled at once: of each person in it all sign-ups to them, so that each is told once. */
    'signups.cancelled-together': { signUpIds: string[] };
    /** A chunk of the people who signed up to them was dealt with and more may be left. */
    'signups.partly-cancelled-together': { activityIds: string[] };
    /** More places were free than one transaction offers. */
    'signups.partly-offered': { activityId: string; postId: string };
  }
}
