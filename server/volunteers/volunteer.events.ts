export interface VolunteerRegistered {
  volunteerId: string;
}

export interface VolunteerVerified {
  volunteerId: string;
}

/** Somebody who was brought in came themselves (R62). */
export interface VolunteerClaimed {
  volunteerId: string;
}

export interface FollowerChanged {
  accountId: string;
  following: boolean;
}

declare module '../platform/outbox/events' {
  interface Events {
    'volunteer.registered': VolunteerRegistered;
    'volunteer.verified': VolunteerVerified;
    'volunteer.claimed': VolunteerClaimed;
    'follower.changed': FollowerChanged;
  }
}
