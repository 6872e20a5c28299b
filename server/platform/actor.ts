/**
 * Who is asking. Settled once by the audience router; rights over a resource are the service's to decide.
 *
 * @property accountId   the WeChat identity that logged in
 * @property volunteerId the registered person behind it, null before registration
 * @property reading     the request only reads (GET), which is all that an auditor may do
 */
export interface Actor {
  readonly sessionId: string;
  readonly accountId: string;
  readonly volunteerId: string | null;
  readonly reading?: boolean;
}

/** The actor of every audience beyond `volunteer`: somebody who has registered. */
export type RegisteredActor = Actor & { readonly volunteerId: string };
