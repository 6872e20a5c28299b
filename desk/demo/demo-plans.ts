const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Plan {
  title: string;
  /** days after the day of the demonstration, and hours of the clock in Beijing */
  day: number;
  from: number;
  hours: number;
  places: number;
  /** a weekly service of so many dates */
  weeks?: number;
  more: Record<string, unknown>;
}

const SCIENCE_HALL = {
  place: '朝阳区科技馆一层报告厅',
  areaCode: '110105',
  latitude: 39.9219,
  longitude: 116.4436,
  radiusMetres: 300,
};

/** It took place days ago: its hours are through publicity, and certified. */
export const EARLIER: Plan = {
  title: '实验室开放日：看得见的声音',
  day: 1,
  from: 13,
  hours: 3,
  places: 10,
  more: {
    ...SCIENCE_HALL,
    scene: 'school',
    riskNotice: '实验室内请听从老师安排，不触碰通电设备。',
    intro: '带中学生用示波器看声音，讲解分贝和噪声防护。',
  },
};

/** It takes place while the demonstration is made; its recap is what people share. */
export const PAST: Plan = {
  title: '流动科技馆进社区',
  day: 1,
  from: 9,
  hours: 2,
  places: 20,
  more: {
    ...SCIENCE_HALL,
    scene: 'community',
    riskNotice: '现场有少量搬运工作，请穿平底鞋，注意脚下电线。',
    intro: '布置展台，引导孩子动手做实验，活动后清场。',
  },
};

/** Days count from the day of `PAST`: the first begins that afternoon. */
export const COMING: Plan[] = [
  {
    title: '银发数字课堂：手机防诈骗',
    day: 1,
    from: 14,
    hours: 2,
    places: 12,
    more: {
      ...SCIENCE_HALL,
      scene: 'community',
      targets: ['03'],
      riskNotice: '服务对象多为老年人，请放慢语速，注意搀扶，不代为操作支付。',
      intro: '一对一教老年人识别诈骗短信、设置紧急联系人，使用长者模式。',
    },
  },
  {
    title: '气球火箭：小学科学课助教',
    day: 4,
    from: 13,
    hours: 3,
    places: 8,
    more: {
      ...SCIENCE_HALL,
      place: '朝阳区实验小学新源里校区科学教室',
      latitude: 39.9527,
      longitude: 116.4575,
      scene: 'school',
      riskNotice: '实验使用打气筒和细线，请全程看护学生，避免弹射伤人。',
      intro: '协助科学老师带四年级学生做气球火箭，记录飞行距离并讲解反作用力。',
    },
  },
  {
    title: '奥森植物观察与病虫害识别',
    day: 6,
    from: 9,
    hours: 3,
    places: 30,
    more: {
      ...SCIENCE_HALL,
      place: '奥林匹克森林公园南园南门集合',
      latitude: 40.0163,
      longitude: 116.3905,
      radiusMetres: 500,
      scene: 'park',
      // The one with a deposit: what is paid on the simulated sheet comes back.
      depositFen: 2_000,
      category: 'professional',
      riskNotice: '户外步行约 3 公里，请穿运动鞋，注意防晒和补水，不触碰陌生昆虫。',
      intro: '由植保专家带队，教市民识别常见行道树和病虫害，拍照上传观察记录。',
    },
  },
  {
    title: '每周一课：社区修理铺',
    day: 8,
    from: 19,
    hours: 2,
    places: 6,
    weeks: 4,
    more: {
      ...SCIENCE_HALL,
      place: '望京社区活动中心一层',
      latitude: 39.9968,
      longitude: 116.4744,
      scene: 'community',
      category: 'livelihood',
      riskNotice: '使用电烙铁和螺丝刀，请戴护目镜，先断电再拆机。',
      intro: '教居民修台灯、换插头、认识家用电器的安全标志，每周一次。',
    },
  },
];

/** @returns how it is repeated: on the weekday in Beijing on which it begins */
export const weeklyOf = (startsAt: string, weeks: number) => ({
  weekdays: String(new Date(Date.parse(startsAt) + 8 * HOUR).getUTCDay() || 7),
  count: weeks,
});

/** @returns from when to when @param today 00:00 of day 0 in Beijing */
export function spanOf({ day, from, hours }: Pick<Plan, 'day' | 'from' | 'hours'>, today: Date) {
  const startsAt = new Date(today.getTime() + day * DAY + from * HOUR);
  const endsAt = new Date(startsAt.getTime() + hours * HOUR);
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

/** @returns the form of the plan @param today 00:00 of day 0 in Beijing */
export function formOf({ title, places, more, ...when }: Plan, today: Date, now: Date) {
  const span = spanOf(when, today);
  return {
    title,
    category: 'popularization',
    ...span,
    recruitFrom: now.toISOString(),
    recruitUntil: span.startsAt,
    places,
    riskLevel: 'NONE',
    guarantees: ['05', '07'],
    targets: ['01', '11'],
    contact: '林晓，服务台当面咨询',
    membersOnly: false,
    ...more,
  };
}

/** @returns 00:00 of the instant's day in Beijing */
export const midnight = (instant: Date): Date =>
  new Date(`${new Date(instant.getTime() + 8 * HOUR).toISOString().slice(0, 10)}T00:00:00+08:00`);
