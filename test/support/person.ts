import { syntheticId, syntheticPhone } from '../../desk/people/synthetic';
import type { Desk } from '../../desk/wire';
import { type Answer, Client } from './client';
import type { Conformity } from './conformity';

export interface RegistrationChoices {
  birthDay?: string;
  gender?: 'male' | 'female';
  areaCode?: string;
  documentNumber?: string;
  guardian?: { name: string; phone: string };
  name?: string;
  profile?: Record<string, unknown>;
}

/** Somebody with the simulated WeChat in one hand and the mini-program open: acts only through the wires. */
export class Person extends Client {
  volunteerId = '';
  number = '';
  readonly phone = syntheticPhone();

  constructor(
    baseUrl: string,
    private readonly desk: Desk,
    conformity: Conformity | undefined,
    /** id in the simulated WeChat */
    readonly id: string,
    readonly name: string,
  ) {
    super(baseUrl, conformity);
    desk.control.putPerson({ id, nickname: name, phone: this.phone });
  }

  async logIn(): Promise<this> {
    const { code } = this.desk.control.loginCode(this.id);
    const answer = await this.post('/api/public/sessions', { code });
    this.token = answer.expect(201).token;
    return this;
  }

  async confirmPhone(): Promise<Answer> {
    return this.put('/api/volunteer/phone', { code: this.desk.control.phoneCode(this.id).code });
  }

  registrationForm(choices: RegistrationChoices = {}): Record<string, unknown> {
    const { birthDay, gender, areaCode = '110105', documentNumber, guardian, name = this.name } = choices;
    return {
      name,
      documentType: '01',
      documentNumber: documentNumber ?? syntheticId({ birthDay, gender }),
      areaCode,
      serviceCategories: ['popularization'],
      profile: choices.profile ?? {},
      agreementVersion: '2026-01',
      consents: { identity: true, location: true, photos: true, sharing: false },
      ...(guardian ? { guardian } : {}),
    };
  }

  /** Logs in when needed, confirms the phone and registers; throws unless that succeeds. */
  async register(choices: RegistrationChoices = {}): Promise<this> {
    if (!this.token) await this.logIn();
    (await this.confirmPhone()).expect(200);
    const answer = await this.post('/api/volunteer/registration', this.registrationForm(choices));
    const { id, number } = answer.expect(201);
    this.volunteerId = id;
    this.number = number;
    return this;
  }

  follow(scene?: string) {
    return this.desk.control.follow(this.id, scene ? { scene } : {});
  }

  /** What the official account and its templates wrote to this person, oldest first. */
  chat() {
    return this.desk.control.person(this.id).chat;
  }
}
