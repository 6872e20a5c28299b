import type { DemoPerson } from './demo-person';

const DAY = 86_400_000;

const dayOf = (today: Date, ahead: number): string =>
  new Date(today.getTime() + ahead * DAY + DAY / 3).toISOString().slice(0, 10);

/** What a community, a school and a village ask for; `until` counts in days from the day of the demonstration. */
const DEMANDS = [
  {
    until: 20,
    step: 'DISPATCH',
    form: {
      bodyName: '朝阳区望京街道新时代文明实践所',
      bodyKind: 'practice_centre',
      place: '望京街道文化活动中心二层',
      title: '寒假托管班想听一堂航天课',
      category: 'popularization',
      discipline: '590',
      peopleExpected: 40,
      description: '托管班有四十名七到十岁的孩子，希望讲一次航天科普，带两个能动手的小实验。有投影和桌椅。',
      riskNotice: '活动室在二层，没有电梯；孩子多，实验材料要避免尖锐物。',
    },
  },
  {
    until: 30,
    step: 'PUBLISH',
    form: {
      bodyName: '朝阳区芳草地社区',
      bodyKind: 'community',
      place: '芳草地社区居委会一层',
      title: '请人教老年人识别养老诈骗',
      category: 'livelihood',
      peopleExpected: 60,
      description: '社区六十岁以上居民近千人，近期有人接到诈骗电话，希望做两场讲座，现场演练怎样核实。',
      riskNotice: '服务对象年纪较大，请控制时长，注意搀扶。',
    },
  },
  {
    until: 25,
    step: 'SUBMIT',
    form: {
      bodyName: '朝阳区黑庄户乡文化站',
      bodyKind: 'village',
      place: '黑庄户乡文化站二层',
      title: '大棚草莓叶片发黄，想请农技专家看看',
      category: 'technical',
      discipline: '210',
      peopleExpected: 25,
      description: '十二户种植草莓，近两周叶片发黄，不清楚是缺肥还是病害，希望专家到棚里看，并教大家辨认。',
      riskNotice: '大棚内地面湿滑，温度较高，请穿防滑鞋。',
    },
  },
] as const;

/** One demand waits for its answer by the team, one on the board, one for review. Made once: what is there stays. */
export async function askForService(
  team: string,
  { requester, officer }: Record<'requester' | 'officer', DemoPerson>,
  today: Date,
): Promise<void> {
  const { items } = await requester.get('/api/volunteer/demands');
  if (items.length > 0) return;
  for (const { form, until, step } of DEMANDS) {
    const { nickname, phone } = requester.role;
    const contact = { contactName: nickname, contactPhone: phone, areaCode: '110105' };
    const days = { fromDay: dayOf(today, 3), untilDay: dayOf(today, until) };
    const { id } = await requester.post('/api/volunteer/demands', { ...form, ...contact, ...days });
    if (step === 'SUBMIT') continue;
    await officer.post(`/api/unit/demands/${id}/review`, { decision: 'PUBLISH' });
    if (step === 'DISPATCH') await officer.post(`/api/unit/demands/${id}/dispatch`, { organizationId: team });
  }
}
