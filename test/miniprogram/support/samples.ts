/** Answers as the server gives them; instants lie around 2026-11-25 10:00 in Shanghai. */
export const AS_OF = '2026-11-25T02:00:00.000Z';

export const activity = (more: object = {}) => ({
  id: 'a1',
  title: '科学实验进社区',
  category: 'popularization',
  scene: 'community',
  organizationId: 'o1',
  seriesId: null,
  organizationName: '望京科技志愿服务队',
  startsAt: '2026-11-28T01:00:00.000Z',
  endsAt: '2026-11-28T03:30:00.000Z',
  place: '朝阳区望京街道',
  areaCode: '110105',
  areaName: '北京市朝阳区',
  places: 30,
  freePlaces: 12,
  waiting: 0,
  invitedOnly: false,
  membersOnly: false,
  state: 'PUBLISHED',
  phase: 'recruiting',
  ...more,
});

export const aPost = (more: object = {}) => ({
  id: 'p1',
  title: '志愿者',
  requirement: null,
  places: 30,
  freePlaces: 12,
  waiting: 0,
  minAge: null,
  maxAge: null,
  membersOnly: false,
  ...more,
});

export const demand = (more: object = {}) => ({
  id: 'd1',
  number: 'D1',
  title: '想请人为孩子们讲航天',
  bodyName: '望京街道新时代文明实践所',
  bodyKind: 'practice_centre',
  bodyKindName: '新时代文明实践中心（所、站）',
  areaCode: '110105',
  areaName: '北京市朝阳区',
  category: 'popularization',
  discipline: '590',
  fromDay: '2026-12-01',
  untilDay: '2026-12-20',
  peopleExpected: 40,
  state: 'OPEN',
  organization: null,
  answerBy: null,
  createdAt: AS_OF,
  ...more,
});

export const activityDetail = (more: object = {}) => ({
  ...activity(),
  posts: [aPost()],
  signUpMode: 'FIRST_COME',
  waitlist: true,
  recruitFrom: '2026-11-20T01:00:00.000Z',
  recruitUntil: '2026-11-27T01:00:00.000Z',
  latitude: 39.99,
  longitude: 116.47,
  radiusMetres: 300,
  riskNotice: '现场有用电设备。',
  riskLevel: 'LOW',
  insured: true,
  depositFen: null,
  guarantees: ['01'],
  targets: ['01'],
  minAge: 16,
  maxAge: null,
  leadName: '李*',
  contact: '010-12345678',
  intro: '做三个小实验。',
  stateReason: null,
  rescheduledAt: null,
  rescheduleReason: null,
  reasons: [{ code: 'not_logged_in', message: '请先登录，再报名。' }],
  changes: [],
  asOf: AS_OF,
  ...more,
});

export const eligible = {
  eligible: true,
  reasons: [],
  mayWait: false,
  posts: [{ postId: 'p1', eligible: true, reasons: [], mayWait: false }],
  signUp: null,
  position: null,
};

export const depositTerms = { available: true, maxFen: 5_000, payMinutes: 30, returnDays: 7 };

/** The deposit of sign-up `s1`; pay by half an hour from now. */
export const deposit = (more: object = {}) => ({
  id: 'd1',
  signUpId: 's1',
  amountFen: 2_000,
  state: 'CREATED',
  payBy: new Date(Date.now() + 30 * 60_000).toISOString(),
  paidAt: null,
  refundReason: null,
  refundedAt: null,
  returnBy: '2026-12-05T03:30:00.000Z',
  ...more,
});

export const organization = (more: object = {}) => ({
  id: 'o1',
  number: 'O1',
  name: '北京市朝阳区望京街道科技志愿服务队',
  type: '13',
  typeName: '社会团体',
  line: 'TERRITORY',
  teamLevel: 'team',
  areaCode: '110105',
  areaName: '北京市朝阳区',
  joinMode: 'REVIEW',
  memberCount: 12_300,
  activityCount: 4,
  intro: '面向社区。',
  categories: ['popularization'],
  principalName: '李*',
  territoryParent: { id: 'u1', name: '朝阳区科协' },
  systemParent: null,
  legacyNumber: null,
  address: null,
  foundedOn: null,
  creditCode: null,
  headcount: null,
  principalPhone: null,
  createdAt: AS_OF,
  ...more,
});

export const pageOf = (items: object[], next: string | null = null) => ({ items, next, asOf: AS_OF });
