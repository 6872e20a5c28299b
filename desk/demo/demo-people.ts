export interface DemoRole {
  id: string;
  nickname: string;
  phone: string;
  birthDay: string;
  gender: 'female' | 'male';
  /** Shown beside the name. */
  role: string;
}

/** The people of the demonstration: nobody that exists, the same at every start. */
export const ORGANIZER: DemoRole = {
  id: 'demo-organizer',
  nickname: '林晓',
  phone: '19900000101',
  birthDay: '1985-05-20',
  gender: 'female',
  role: '组织管理员',
};

export const VOLUNTEER: DemoRole = {
  id: 'demo-volunteer',
  nickname: '陈思远',
  phone: '19900000102',
  birthDay: '1996-09-12',
  gender: 'male',
  role: '志愿者',
};

export const SECOND_VOLUNTEER: DemoRole = {
  id: 'demo-volunteer-2',
  nickname: '王秋月',
  phone: '19900000103',
  birthDay: '1958-03-07',
  gender: 'female',
  role: '志愿者',
};

export const OFFICER: DemoRole = {
  id: 'demo-officer',
  nickname: '赵建明',
  phone: '19900000104',
  birthDay: '1979-11-02',
  gender: 'male',
  role: '朝阳区科协',
};

export const ADMIN: DemoRole = {
  id: 'demo-admin',
  nickname: '孙平',
  phone: '19900000105',
  birthDay: '1982-02-14',
  gender: 'male',
  role: '平台管理员',
};

/** Has applied to join; the organizer finds her in the to-dos. */
export const APPLICANT: DemoRole = {
  id: 'demo-applicant',
  nickname: '周雨桐',
  phone: '19900000106',
  birthDay: '1991-07-23',
  gender: 'female',
  role: '志愿者',
};

export const DEMO_PEOPLE = [ORGANIZER, VOLUNTEER, SECOND_VOLUNTEER, OFFICER, ADMIN, APPLICANT];
