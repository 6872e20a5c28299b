import 'reflect-metadata';
import { getMetadataStorage } from 'class-validator';
import { PlanContent } from '../../server/activities/plan-content.dto';

/** Everything that a plan can have, as the server keeps it. */
const FULL: Required<PlanContent> = {
  title: '周末观星',
  category: 'popularization',
  scene: 'community',
  demandId: '01JDEMAND00000000000000000',
  startsAt: '2026-11-28T19:00:00+08:00',
  endsAt: '2026-11-28T21:00:00+08:00',
  recruitFrom: '2026-11-20T09:00:00+08:00',
  recruitUntil: '2026-11-28T18:00:00+08:00',
  place: '社区天台',
  areaCode: '110105',
  latitude: 39.92,
  longitude: 116.44,
  radiusMetres: 500,
  places: 12,
  posts: [
    { title: '讲解', requirement: '天文', places: 2, minAge: 18, maxAge: 60, membersOnly: true },
    { title: '引导', requirement: '细心', places: 10, minAge: 16, maxAge: 70, membersOnly: false },
  ],
  signUpMode: 'APPROVAL',
  waitlist: false,
  invitedOnly: false,
  membersOnly: true,
  depositFen: 2_000,
  riskNotice: '天黑，请结伴而行。',
  riskLevel: 'LOW',
  insurance: '人保 2026-7',
  guarantees: ['insurance'],
  targets: ['teenager'],
  minAge: 16,
  maxAge: 70,
  leadId: '01JLEAD0000000000000000000',
  contact: '010-12345678',
  intro: '看月亮和土星。',
};

interface Terminal {
  contentOf(plan: object): PlanContent;
  planOfContent(content: PlanContent, names?: object): object;
}

const PHONE = '../../miniprogram/api/plan-content';
const PC = '../../console/src/pages/organization/activities/plan-content';

describe('a plan that goes from the phone to the PC and back', () => {
  // Loaded by hand: each terminal is type-checked by a configuration of its own.
  const through = (path: string): PlanContent => {
    const { contentOf, planOfContent } = jest.requireActual<Terminal>(path);
    return contentOf(planOfContent(FULL, { areaName: null, leadName: null }));
  };

  test('is tried with every field that the server keeps', () => {
    const storage = getMetadataStorage();
    const fields = storage.getTargetValidationMetadatas(PlanContent, '', true, false);
    expect(Object.keys(FULL).sort()).toEqual([...new Set(fields.map((one) => one.propertyName))].sort());
  });

  test('keeps all of it on the phone', () => expect(through(PHONE)).toEqual(FULL));

  test('keeps all of it on the PC, where places are said post by post', () => {
    const { places: _, ...rest } = FULL;
    expect(through(PC)).toEqual(rest);
  });
});
