import { type Problems, placeFailure } from '../../../api/activity-plan-problems';
import {
  apply,
  EMPTY_FOUNDING,
  type Founding,
  findApplication,
  findParents,
  foundingForm,
  foundingOf,
  foundingProblems,
  type Parent,
} from '../../../api/organizer-applications';
import { busily, tell } from '../../../core/busy';
import { codeOptions } from '../../../core/codes';
import { LOADING, show } from '../../../core/screen';
import { readStored, writeStored } from '../../../core/storage';

const STORED = 'organizer.founding.';

/** Applies to found an organization, or mends an application that came back. */
Page({
  data: {
    screen: LOADING,
    id: '',
    founding: EMPTY_FOUNDING,
    problems: {} as Problems,
    reason: '',
    /** of the principal, masked */
    knownPhone: '',
    parents: [] as Parent[],
    parentSearch: '',
    choosingArea: false,
    types: codeOptions('organizationType'),
    levels: [{ code: '', name: '不分级' }, ...codeOptions('teamLevel')],
    categories: codeOptions('activityCategory'),
    lines: [
      { code: 'TERRITORY', name: '属地：地方科协和基层队伍' },
      { code: 'SYSTEM', name: '系统：学会、高校、企业' },
    ],
    joinModes: [
      { code: 'REVIEW', name: '管理员审核后加入' },
      { code: 'OPEN', name: '申请即可加入' },
    ],
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id } = this.data;
      const returned = id ? await findApplication(id) : undefined;
      const kept = readStored<Founding>(STORED + id);
      // What was kept by an older version lacks the newer fields.
      const founding = { ...(returned ? foundingOf(returned) : EMPTY_FOUNDING), ...kept };
      return { founding, reason: returned?.stateReason ?? '', knownPhone: returned?.principalPhone ?? '' };
    });
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
    this.change({ [currentTarget.dataset.field as string]: detail.value });
  },
  change(part: Partial<Founding>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(part)) delete problems[field];
    const founding = { ...this.data.founding, ...part };
    this.setData({ founding, problems });
    // Personal numbers are not kept on the phone.
    writeStored(STORED + this.data.id, { ...founding, principalPhone: '' });
  },
  openAreas() {
    this.setData({ choosingArea: true });
  },
  closeAreas() {
    this.setData({ choosingArea: false });
  },
  areaChosen({ detail }: WechatMiniprogram.CustomEvent<{ code: string; name: string }>) {
    this.change({ areaCode: detail.code, areaName: detail.name });
  },
  searchTyped({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ parentSearch: detail.value });
  },
  searchParents(): Promise<void> {
    return busily(this, async () => {
      const parents = await findParents(this.data.parentSearch.trim() || '科学技术协会');
      this.setData({ parents });
      if (parents.length === 0) wx.showToast({ title: '没有找到，换个名称试试', icon: 'none' });
    });
  },
  parentChosen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const parent = this.data.parents[currentTarget.dataset.index as number];
    this.change({ parentId: parent.id, parentName: parent.name });
    this.setData({ parents: [] });
  },
  submit(): Promise<void> | undefined {
    const { founding, id } = this.data;
    const problems = foundingProblems(founding);
    this.setData({ problems });
    const [first] = Object.values(problems);
    if (first) {
      wx.showToast({ title: first, icon: 'none' });
      return undefined;
    }
    return busily(this, async () => {
      await apply(id, foundingForm(founding)).catch((failure) => {
        this.setData({ problems: placeFailure(failure).problems });
        throw failure;
      });
      writeStored(STORED + id, null);
      wx.redirectTo({ url: '/pages/organizer/applications/applications' });
      tell(`${founding.parentName}会审核，结果会在“消息”里告诉您。`, '申请已提交');
    });
  },
});
