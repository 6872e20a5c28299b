import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

/** SHOWCASE: to be shown, masked, among the volunteers of the showcase (R80). */
export const CONSENT_KINDS = [
  'AGREEMENT',
  'IDENTITY',
  'LOCATION',
  'PHOTOS',
  'SHARING',
  'SHOWCASE',
  'GUARDIAN',
] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** Those that the service can do without; the others end only with the account. */
export const CHOSEN_CONSENTS = ['LOCATION', 'PHOTOS', 'SHARING', 'SHOWCASE'] as const;
export type ChosenConsent = (typeof CHOSEN_CONSENTS)[number];

/** What somebody chose beside the agreement itself when they registered. */
export interface GivenConsents {
  identity: boolean;
  location: boolean;
  photos: boolean;
  sharing: boolean;
}

/** What somebody agreed to, when, in which version and where (R02). Rows are only added; a withdrawal is a row too. */
@Entity('consents')
@Index('ix_consents_volunteer', ['volunteerId', 'kind'])
export class Consent {
  @IdColumn() id: string;
  @RefColumn() volunteerId: string;
  @CodeColumn(12) kind: ConsentKind;
  @CodeColumn(10) decision: 'GRANTED' | 'WITHDRAWN';
  @TextColumn(32) version: string;
  @CodeColumn(16) channel: 'MINI_PROGRAM' | 'WEB';
  /** The account that decided: the volunteer's own or a guardian's. */
  @RefColumn() accountId: string;
  @InstantColumn() at: Date;
}
