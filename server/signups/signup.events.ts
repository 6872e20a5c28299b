export interface SignUpHappened {
  signUpId: string;
  activityId: string;
  volunteerId: string;
}

export interface SignUpCancelled extends SignUpHappened {
  /** VOLUNTEER: cancelled themselves. ACTIVITY: it was cancelled or taken down, and they are to be told (R24). */
  cause: 'VOLUNTEER' | 'ACTIVITY';
}

declare module '../platform/outbox/events' {
  interface Events {
    'signup.confirmed': SignUpHappened;
    'signup.cancelled': SignUpCancelled;
    'signup.attended': SignUpHappened;
    /** A chunk of an ended activity's sign-ups was cancelled and more may be left. */
    'signups.partly-cancelled': { activityId: string };
  }
}
