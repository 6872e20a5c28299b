import { instantOf, momentOf } from '../../../api/activity-plan';
import type { Problems } from '../../../api/activity-plan-problems';
import { findManaged } from '../../../api/organizer-activities';
import { enterHours, listEnterable, uploadProof } from '../../../api/organizer-attendance';
import { busily } from '../../../core/busy';
import type { CodeOption } from '../../../core/codes';
import { goBack } from '../../../core/go-back';
import { choosePhotos } from '../../../core/phone-media';
import { LOADING, show } from '../../../core/screen';

/** What the server takes. */
const MOST_PROOFS = 6;

const EMPTY = { volunteerId: '', startAt: '', endAt: '', content: '', reason: '' };

/** Hours by hand, with the reason; somebody else has to approve them. */
Page({
  data: {
    screen: LOADING,
    id: '',
    people: [] as CodeOption[],
    form: EMPTY,
    problems: {} as Problems,
    /** names of what was uploaded */
    proof: [] as string[],
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id, form } = this.data;
      const [activity, people] = await Promise.all([findManaged('organizer', id), listEnterable(id)]);
      const span = { startAt: momentOf(activity.startsAt), endAt: momentOf(activity.endsAt) };
      return { people, form: { ...form, ...span } };
    });
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field = currentTarget.dataset.field as string;
    this.setData({ [`form.${field}`]: detail.value, [`problems.${field}`]: '' });
  },
  addProof(): Promise<void> {
    return busily(this, async () => {
      const paths = await choosePhotos(MOST_PROOFS - this.data.proof.length);
      for (const path of paths) this.setData({ proof: [...this.data.proof, await uploadProof(path)] });
    });
  },
  submit(): Promise<void> | undefined {
    const { form, id } = this.data;
    const reason = form.reason.trim();
    const problems: Problems = {
      ...(form.volunteerId ? {} : { volunteerId: '请选择志愿者' }),
      ...(form.endAt > form.startAt ? {} : { endAt: '结束时间要晚于开始时间' }),
      ...(reason.length >= 2 ? {} : { reason: '请写明为什么手工登记' }),
    };
    this.setData({ problems });
    if (Object.keys(problems).length > 0) return undefined;
    return busily(this, async () => {
      const { volunteerId, startAt, endAt } = form;
      const content = form.content.trim();
      await enterHours(id, {
        volunteerId,
        startAt: instantOf(startAt),
        endAt: instantOf(endAt),
        reason,
        ...(content ? { content } : {}),
        ...(this.data.proof.length > 0 ? { proof: this.data.proof } : {}),
      });
      wx.showToast({ title: '已登记，等待另一位管理员审核', icon: 'none' });
      goBack(`/pages/organizer/manage/manage?id=${id}`);
    });
  },
});
