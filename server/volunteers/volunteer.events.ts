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

/** Something happened to a volunteer that ends or resumes what they do elsewhere. */
export interface VolunteerStanding {
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
    /** a person looked, or a guardian consented, and it is well */
    'volunteer.approved': VolunteerStanding;
    'volunteer.rejected': VolunteerStanding;
    'volunteer.suspended': VolunteerStanding;
    'volunteer.resumed': VolunteerStanding;
    /** a guardian took their consent back: the minor waits for one again */
    'volunteer.consent-withdrawn': VolunteerStanding;
    /** the cool-off began */
    'volunteer.deregistering': VolunteerStanding;
    /** the person is gone; rows that name the id are anonymous now */
    'volunteer.erased': VolunteerStanding;
    /** at home in another area */
    'volunteer.moved': VolunteerStanding;
    'follower.changed': FollowerChanged;
  }
}
