import type { BothClocks } from '../page/both-clocks';
import { Wire } from '../story/wires';
import type { DeskControl } from '../wire';
import { askForService } from './demo-demands';
import { enterApproved, enterWaiting } from './demo-past';
import {
  ADMIN,
  APPLICANT,
  DEMO_PEOPLE,
  type DemoRole,
  OFFICER,
  ORGANIZER,
  SECOND_VOLUNTEER,
  VOLUNTEER,
} from './demo-people';
import { DemoPerson } from './demo-person';
import { demoPhotos } from './demo-photos';
import { COMING, EARLIER, formOf, midnight, PAST, type Plan, weeklyOf } from './demo-plans';
import { findOrFoundTeam, letJoin } from './demo-team';
import { leaveWaiting, SUBMITTED } from './demo-waiting';

const MINUTE = 60_000;
const HERE = { position: { latitude: 39.9219, longitude: 116.4436, accuracyMetres: 15 } };
const APPROVAL = {
  decision: 'APPROVE',
  checklist: {
    notOnesJob: true,
    notCompelled: true,
    notForPrivateGain: true,
    freeForThoseServed: true,
    noRewardBeyondReimbursement: true,
  },
};

/** What the demonstration shows, made by its people through the same wires as everything else. */
export class Demo {
  private readonly people: Map<DemoRole, DemoPerson>;

  constructor(
    productUrl: string,
    private readonly wechat: DeskControl,
    private readonly clocks: BothClocks,
  ) {
    const product = new Wire(productUrl);
    this.people = new Map(DEMO_PEOPLE.map((role) => [role, new DemoPerson(product, wechat, role)]));
  }

  /**
   * Makes what is not there yet, so it may run at every start.
   * @throws Error when the product refuses a step
   */
  async make(): Promise<void> {
    for (const person of this.people.values()) {
      person.appear();
      await person.follow();
      await person.register();
    }
    const team = await findOrFoundTeam(this.as(ADMIN), this.as(OFFICER), this.as(ORGANIZER));
    await letJoin(team, this.as(ORGANIZER), [this.as(VOLUNTEER), this.as(SECOND_VOLUNTEER)]);
    await this.makeActivities(team);
    await this.shareRecap(team);
  }

  private as(role: DemoRole): DemoPerson {
    return this.people.get(role) as DemoPerson;
  }

  private async makeActivities(team: string): Promise<void> {
    const own = `/api/organizer/activities?organizationId=${team}&limit=50`;
    const { items } = await this.as(ORGANIZER).get(own);
    const made = new Map<string, string>(
      items.map(({ title, id }: { title: string; id: string }) => [title, id]),
    );
    // What waits is made last.
    if (made.has(SUBMITTED.title)) return;
    const entered = { organizer: this.as(ORGANIZER), people: [this.as(SECOND_VOLUNTEER)] };
    await enterApproved(team, { ...entered, officer: this.as(OFFICER) }, await this.clocks.now());
    await this.earnCertificate(team);
    const today = midnight(await this.clocks.now());
    const ids: string[] = [];
    for (const plan of [PAST, ...COMING]) {
      ids.push(made.get(plan.title) ?? (await this.publish(team, plan, today)));
    }
    const [past, next] = ids as [string, string];
    await this.takePlace(past, PAST, [VOLUNTEER, SECOND_VOLUNTEER], today);
    await this.writeRecap(past);
    await this.as(ORGANIZER).post(`/api/organizer/organizations/${team}/notices`, {
      title: '今天下午的数字课堂还缺人',
      body: '下午两点，朝阳区科技馆一层，教老年人识别诈骗短信。会用智能手机就能来。',
      activityId: next,
    });
    const waiting = {
      organizer: this.as(ORGANIZER),
      applicant: this.as(APPLICANT),
      founder: this.as(SECOND_VOLUNTEER),
    };
    const asking = { requester: this.as(SECOND_VOLUNTEER), officer: this.as(OFFICER) };
    await askForService(team, asking, today);
    await enterWaiting(team, entered, await this.clocks.now());
    await leaveWaiting(team, waiting, today, await this.clocks.now());
    for (const role of [VOLUNTEER, SECOND_VOLUNTEER]) {
      await this.as(role).ask('PUT', '/api/volunteer/consents/SHOWCASE', { granted: true });
    }
    // Time that moves counts the figures, as midnight does.
    await this.clocks.advance(MINUTE);
  }

  private async publish(team: string, plan: Plan, today: Date): Promise<string> {
    const form = formOf(plan, today, await this.clocks.now());
    const { id } = await this.as(ORGANIZER).post(`/api/organizer/organizations/${team}/activities`, form);
    if (plan.weeks)
      await this.as(ORGANIZER).post(
        `/api/organizer/activities/${id}/series`,
        weeklyOf(form.startsAt, plan.weeks),
      );
    await this.as(ORGANIZER).post(`/api/organizer/activities/${id}/submission`);
    await this.as(OFFICER).post(`/api/unit/activities/${id}/review`, APPROVAL);
    return id;
  }

  /** One volunteer has served before: their hours count, and they applied for a certificate. */
  private async earnCertificate(team: string): Promise<void> {
    const today = midnight(await this.clocks.now());
    const id = await this.publish(team, EARLIER, today);
    await this.takePlace(id, EARLIER, [VOLUNTEER], today);
    await this.clocks.advancePastPublicity();
    for (const person of this.people.values()) await person.logIn();
    const volunteer = this.as(VOLUNTEER);
    const [served] = (await volunteer.get('/api/volunteer/certificate-issuers')).items;
    await volunteer.post('/api/volunteer/certificates', {
      organizationId: team,
      fromDay: served.firstDay,
      toDay: served.lastDay,
    });
  }

  /** People sign up, come and go; their hours are in publicity afterwards. */
  private async takePlace(id: string, plan: Plan, roles: DemoRole[], today: Date): Promise<void> {
    const helpers = roles.map((role) => this.as(role));
    const path = `/api/volunteer/activities/${id}`;
    for (const helper of helpers) await helper.post(`${path}/signups`, { riskAcknowledged: true });
    const { startsAt, endsAt } = formOf(plan, today, today);
    for (const [instant, act] of [
      [new Date(Date.parse(startsAt) - 5 * MINUTE), 'check-in'],
      [new Date(Date.parse(endsAt) + 2 * MINUTE), 'check-out'],
    ] as const) {
      await this.clocks.advanceTo(instant);
      // A session does not outlast the days that just went by.
      for (const person of this.people.values()) await person.logIn();
      for (const helper of helpers) await helper.post(`${path}/${act}`, HERE);
    }
  }

  private async writeRecap(activityId: string): Promise<void> {
    const organizer = this.as(ORGANIZER);
    const photoIds: string[] = [];
    for (const photo of await demoPhotos()) photoIds.push(await organizer.uploadPhoto(photo));
    const { id } = await organizer.post(`/api/organizer/activities/${activityId}/recaps`, {
      text: '两位志愿者陪八十个孩子做了一上午实验，最受欢迎的是气球火箭。\n一位奶奶说，孙子回家后还在琢磨怎样让火箭飞得更远。',
      photoIds,
      photoConsent: true,
      peopleServed: 80,
    });
    await organizer.post(`/api/organizer/recaps/${id}/submission`);
    await this.as(OFFICER).post(`/api/unit/recaps/${id}/review`, { decision: 'PUBLISHED' });
  }

  /** Moments are WeChat's, which forgets them when the desk stops. */
  private async shareRecap(team: string): Promise<void> {
    const { items } = await this.as(ORGANIZER).get(`/api/public/recaps?organizationId=${team}`);
    const [recap] = items;
    if (!recap || this.wechat.person(ORGANIZER.id).posts.length > 0) return;
    this.wechat.share(ORGANIZER.id, {
      to: 'moments',
      title: `${recap.activityTitle}：陪八十个孩子做了一上午实验`,
      path: `pages/recap/detail/detail?id=${recap.id}`,
    });
  }
}
