import { Payment } from '../../server/payments';
import { DAY, HOUR, MINUTE, shanghaiDay, startOfShanghaiDay } from '../../server/platform/clock';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const FEN = 2_000;
const agreed = { riskAcknowledged: true };

describe('refundable attendance deposits', () => {
  let world: World;
  let organization: TestOrganization;
  let admin: Person;
  let [a, b, c] = [] as unknown as [Person, Person, Person];
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
    [a, b, c] = (await Promise.all(
      ['甲', '乙', '丙'].map((name) => world.person(`志愿者${name}`).register()),
    )) as [Person, Person, Person];
  }, 60_000);
  afterAll(() => world.stop());
  afterEach(() => world.desk.control.clearFaults());

  let days = 0;
  /** At ten in the morning, so that it ends on its own day. */
  const start = () =>
    new Date(
      startOfShanghaiDay(shanghaiDay(new Date(world.clock.now().getTime() + days * DAY))).getTime() +
        10 * HOUR,
    );
  const publish = (form: object = {}, places = 5) => {
    days += 1;
    return world.activity({
      organization,
      admin,
      places,
      startsAt: start(),
      form: { depositFen: FEN, ...form },
    });
  };
  const signUp = async (person: Person, id: string, more: object = {}): Promise<string> =>
    (await person.post(`/api/volunteer/activities/${id}/signups`, { ...agreed, ...more })).expect(201).id;
  const cancel = async (person: Person, signUpId: string) =>
    (await person.post(`/api/volunteer/signups/${signUpId}/cancellation`, { reason: '临时有事' })).expect(
      200,
    );
  const order = (person: Person, signUpId: string) =>
    person.post(`/api/volunteer/signups/${signUpId}/deposit/payment`);
  const pay = async (person: Person, signUpId: string) =>
    world.desk.control.pay(person.id, (await order(person, signUpId)).expect(200));
  const deposit = async (person: Person, signUpId: string) => {
    await world.settle();
    return (await person.get(`/api/volunteer/deposits?signUpIds=${signUpId}`)).expect(200).items[0];
  };
  const stateOf = async (person: Person, signUpId: string) => (await deposit(person, signUpId))?.state;
  const ordersOf = (signUpId: string) =>
    world.database.manager
      .findOneByOrFail(Payment, { signUpId })
      .then(({ id }) => world.desk.control.payments().orders.filter((o) => o.out_trade_no === `D${id}`));
  const refundsOf = (signUpId: string) =>
    world.database.manager
      .findOneByOrFail(Payment, { signUpId })
      .then(({ id }) => world.desk.control.payments().refunds.filter((r) => r.out_trade_no === `D${id}`));
  const titles = async (person: Person) => {
    await world.settle();
    const { items } = (await person.get('/api/volunteer/inbox')).expect(200);
    return items.map(({ title }: { title: string }) => title);
  };

  it('takes what policy allows of those who may ask for it, and tells everybody', async () => {
    const terms = (await world.anonymous.get('/api/public/deposit-terms')).expect(200);
    expect(terms).toEqual({ available: true, maxFen: 5_000, payMinutes: 30, returnDays: 7 });
    const id = await publish();
    expect((await world.anonymous.get(`/api/public/activities/${id}`)).expect(200).depositFen).toBe(FEN);
    const path = `/api/organizer/activities/${id}`;
    const { posts: _, ...plan } = (await admin.get(path)).expect(200);
    const refusals: [object, [number, string]][] = [
      [{ depositFen: 5_001 }, [400, 'deposit_too_high']],
      [{ depositFen: 0 }, [400, 'invalid_input']],
      [{ invitedOnly: true }, [400, 'deposit_not_for_invited']],
    ];
    for (const [change, refusal] of refusals) {
      const asked = world.activity({
        organization,
        admin,
        form: { title: plan.title, depositFen: FEN, ...change },
      });
      const [status, code] = refusal;
      await expect(asked).rejects.toThrow(new RegExp(`${status}[^]*${code}`));
    }
    const free = await publish({ depositFen: undefined });
    const signUpId = await signUp(a, free);
    expect((await order(a, signUpId)).refusal).toEqual([409, 'no_deposit_due']);
    expect(await deposit(a, signUpId)).toBeUndefined();
    await cancel(a, signUpId);
  });

  it('is paid once, whoever asks how often, and goes back in full when its owner cancels', async () => {
    const signUpId = await signUp(a, await publish());
    // Tapped at the same moment as the relay asks for it: one payment, one order.
    const [first, second] = await Promise.all([order(a, signUpId), order(a, signUpId), world.settle()]);
    expect(await stateOf(a, signUpId)).toBe('CREATED');
    expect(await titles(a)).toContain('请支付押金');
    expect((await order(b, signUpId)).refusal).toEqual([404, 'signup_not_found']);
    expect((await b.post(`/api/volunteer/signups/${signUpId}/deposit/check`)).refusal).toEqual([
      404,
      'payment_not_found',
    ]);
    expect((await b.get(`/api/volunteer/deposits?signUpIds=${signUpId}`)).expect(200).items).toEqual([]);

    const forgeries = ['signature', 'stale', 'foreign-merchant', 'foreign-app', 'wrong-amount'] as const;
    const [{ out_trade_no: number }] = (await ordersOf(signUpId)) as [{ out_trade_no: string }];
    for (const forgery of forgeries)
      expect(await world.desk.control.forgePayment(number, forgery)).toBeGreaterThanOrEqual(400);
    expect(await stateOf(a, signUpId)).toBe('CREATED');

    world.desk.control.disturbPushes({ kind: 'duplicate', times: 2 });
    world.desk.control.pay(a.id, first.expect(200));
    expect(await deposit(a, signUpId)).toMatchObject({ state: 'PAID', amountFen: FEN, refundReason: null });
    expect(() => world.desk.control.pay(a.id, second.expect(200))).toThrow();
    expect((await order(a, signUpId)).refusal).toEqual([409, 'no_deposit_due']);
    await world.runSchedules();
    expect(await stateOf(a, signUpId)).toBe('PAID');
    const shown = await admin.get(
      `/api/organizer/activities/${(await a.get('/api/volunteer/signups')).body.items[0].activityId}/deposits?signUpIds=${signUpId}`,
    );
    expect(shown.expect(200).items).toMatchObject([{ signUpId, state: 'PAID' }]);

    await cancel(a, signUpId);
    expect(await deposit(a, signUpId)).toMatchObject({ state: 'REFUNDED', refundReason: 'CANCELLED' });
    await world.runSchedules();
    expect(await refundsOf(signUpId)).toMatchObject([{ status: 'SUCCESS', amount: { refund: FEN } }]);
    expect((await titles(a)).filter((title: string) => title === '押金已退回')).toHaveLength(1);
  });

  it('frees the place of who does not pay, and passes it on in order', async () => {
    const id = await publish({}, 1);
    const unpaid = await signUp(a, id);
    const waiting = await signUp(b, id, { waitlist: true });
    const form = (await order(a, unpaid)).expect(200);
    world.advance(29 * MINUTE + 30_000);
    await world.runSchedules();
    expect((await order(a, unpaid)).refusal).toEqual([409, 'deposit_time_over']);
    expect((await a.get('/api/volunteer/signups')).body.items[0].state).toBe('CONFIRMED');
    world.advance(MINUTE);
    await world.runSchedules();
    expect(await stateOf(a, unpaid)).toBe('CLOSED');
    expect(await ordersOf(unpaid)).toMatchObject([{ trade_state: 'CLOSED' }]);
    expect(() => world.desk.control.pay(a.id, form)).toThrow();
    expect((await a.get('/api/volunteer/signups')).body.items[0]).toMatchObject({ state: 'CANCELLED' });
    expect(await titles(a)).toContain('押金没有按时支付，名额已让给下一位');

    const accepted = await b.post(`/api/volunteer/signups/${waiting}/acceptance`, agreed);
    expect(accepted.expect(200).state).toBe('CONFIRMED');
    await pay(b, waiting);
    expect(await stateOf(b, waiting)).toBe('PAID');
    (await admin.post(`/api/organizer/activities/${id}/cancellation`, { reason: '场地停用' })).expect(204);
    expect(await deposit(b, waiting)).toMatchObject({
      state: 'REFUNDED',
      refundReason: 'ACTIVITY_CANCELLED',
    });
    expect((await world.anonymous.get(`/api/public/activities/${id}`)).body.freePlaces).toBe(1);
  });

  it('waits for the platform when it cannot go back, and goes back once', async () => {
    const id = await publish({ signUpMode: 'APPROVAL' });
    const ids = [await signUp(b, id), await signUp(c, id)] as const;
    expect((await order(b, ids[0])).refusal).toEqual([409, 'no_deposit_due']);
    const approved = { signUpIds: ids, decision: 'APPROVE' };
    (await admin.post(`/api/organizer/activities/${id}/signup-decisions`, approved)).expect(200);
    await pay(b, ids[0]);
    await pay(c, ids[1]);
    await world.settle();

    const platform = await world.platformAdmin();
    const listed = async () => (await platform.get('/api/platform/abnormal-payments')).expect(200).items;
    world.desk.control.switchPayFault('merchant-not-enough', true);
    await cancel(b, ids[0]);
    expect(await stateOf(b, ids[0])).toBe('ABNORMAL');
    world.desk.control.clearFaults();
    world.desk.control.switchPayFault('refund-abnormal', true);
    await cancel(c, ids[1]);
    expect(await stateOf(c, ids[1])).toBe('ABNORMAL');
    expect(await titles(c)).toContain('押金暂时没能退回');
    const [second, first] = await listed();
    expect([first.failure, second.failure]).toEqual(['NOT_ENOUGH', 'REFUND_ABNORMAL']);
    expect((await b.get('/api/platform/abnormal-payments')).status).toBe(403);
    // Those who run the activity see whose it is, and no other activity's.
    const ofActivity = (activityId: string) => `/api/organizer/activities/${activityId}/abnormal-deposits`;
    const own = (await admin.get(ofActivity(id))).expect(200).items;
    expect(own).toMatchObject([
      { signUpId: ids[1], volunteerName: '志愿者丙', volunteerNumber: c.number, amountFen: FEN },
      { signUpId: ids[0], volunteerName: '志愿者乙' },
    ]);
    expect((await admin.get(ofActivity(await publish()))).expect(200).items).toEqual([]);
    expect((await b.get(ofActivity(id))).refusal).toEqual([403, 'not_organizer']);

    world.desk.control.clearFaults();
    const again = (payment: { id: string }) => platform.post(`/api/platform/payments/${payment.id}/refund`);
    (await again(first)).expect(204);
    expect(await stateOf(b, ids[0])).toBe('REFUNDED');
    expect((await again(first)).refusal).toEqual([409, 'payment_state_changed']);
    (await again(second)).expect(204);
    expect(await stateOf(c, ids[1])).toBe('ABNORMAL');
    world.desk.control.resolveRefund(second.outRefundNo);
    (await again(second)).expect(204);
    expect(await stateOf(c, ids[1])).toBe('REFUNDED');
    expect(await listed()).toEqual([]);
    expect((await admin.get(ofActivity(id))).expect(200).items).toEqual([]);
    expect(await refundsOf(ids[1])).toHaveLength(1);
  });

  it('finds what a lost notification left: no place is lost that was paid for, no money kept', async () => {
    const id = await publish();
    const startsAt = start();
    const [paid, left, came] = [await signUp(a, id), await signUp(b, id), await signUp(c, id)];
    world.desk.control.switchPayFault('no-notification', true);
    await pay(a, paid);
    await pay(b, left);
    expect(await stateOf(a, paid)).toBe('CREATED');
    const checked = await a.post(`/api/volunteer/signups/${paid}/deposit/check`);
    expect(checked.expect(200).state).toBe('PAID');
    await cancel(b, left);
    expect(await stateOf(b, left)).toBe('REFUNDED');
    await pay(c, came);
    world.advance(31 * MINUTE);
    await world.runSchedules();
    expect([await stateOf(a, paid), await stateOf(c, came)]).toEqual(['PAID', 'PAID']);

    const until = (moment: number) => world.advance(moment - world.clock.now().getTime());
    until(startsAt.getTime());
    const here = { position: { latitude: 39.996, longitude: 116.474, accuracyMetres: 20 } };
    (await c.post(`/api/volunteer/activities/${id}/check-in`, here)).expect(200);
    world.advance(HOUR);
    (await c.post(`/api/volunteer/activities/${id}/check-out`, here)).expect(200);
    expect(await deposit(c, came)).toMatchObject({ refundReason: 'ATTENDED' });

    // Did not come, said nothing: it goes back all the same.
    until(startsAt.getTime() + 6 * DAY);
    await world.runSchedules();
    // A week is the life of a session.
    await a.logIn();
    expect(await stateOf(a, paid)).toBe('PAID');
    until(startsAt.getTime() + 2 * HOUR + 7 * DAY);
    await world.runSchedules();
    world.advance(11 * MINUTE);
    await world.runSchedules();
    await a.logIn();
    expect(await deposit(a, paid)).toMatchObject({ state: 'REFUNDED', refundReason: 'ENDED' });
  });
});
