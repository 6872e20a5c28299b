export interface VolunteerRegistered {
  volunteerId: string;
}

export interface VolunteerVerified {
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
    'follower.changed': FollowerChanged;
  }
}
