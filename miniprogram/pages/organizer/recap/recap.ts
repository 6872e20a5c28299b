import { findCloseOut } from '../../../api/close-out';
import {
  findManagedRecap,
  findRecapOf,
  type ManagedRecap,
  saveRecap,
  submitRecap,
  takeDownRecap,
  uploadPhoto,
} from '../../../api/organizer-recaps';
import type { Photo } from '../../../api/recaps';
import { askReason } from '../../../core/ask-reason';
import { busily, tell } from '../../../core/busy';
import { goBack } from '../../../core/go-back';
import { choosePhotos } from '../../../core/phone-media';
import { LOADING, show } from '../../../core/screen';
import { readStored, writeStored } from '../../../core/storage';

const MOST_PHOTOS = 9;
const STATE_NAMES = {
  DRAFT: '草稿',
  PENDING: '待审核',
  PUBLISHED: '已发布',
  RETURNED: '退回修改',
  TAKEN_DOWN: '已撤下',
};

/** What was written and not saved. */
interface Unsaved {
  /** the words that the server had: what another admin wrote meanwhile is not written over */
  base: string;
  content: { text: string; photos: Photo[]; peopleServed: string; photoConsent: boolean };
}

const unsavedKey = (activityId: string): string => `organizer.recap.unsaved.${activityId}`;

/** Writes the recap of an activity: words, photos, how many people were served. What is not saved stays on this phone. */
Page({
  data: {
    screen: LOADING,
    /** of the activity */
    id: '',
    recap: null as ManagedRecap | null,
    stateName: '',
    editable: true,
    text: '',
    photos: [] as Photo[],
    peopleServed: '',
    /** what the close-out offers: a sentence, and how many were served */
    proposal: '',
    proposedPeople: '',
    photoConsent: false,
    uploading: '',
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id } = this.data;
      const [recap, proposed] = await Promise.all([findRecapOf(id), proposalOf(id)]);
      const found = recap ? stateOf(recap) : { peopleServed: proposed.proposedPeople, editable: true };
      const unsaved = readStored<Unsaved>(unsavedKey(id));
      if (!found.editable || unsaved?.base !== (recap?.text ?? '')) return { ...proposed, ...found };
      wx.showToast({ title: '已接着上次写的', icon: 'none' });
      return { ...proposed, ...found, ...unsaved.content };
    });
  },
  keep(part: Partial<Unsaved['content']>) {
    this.setData(part);
    const { id, recap, text, photos, peopleServed, photoConsent } = this.data;
    const unsaved: Unsaved = {
      base: recap?.text ?? '',
      content: { text, photos, peopleServed, photoConsent },
    };
    writeStored(unsavedKey(id), unsaved);
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
    this.keep({ [currentTarget.dataset.field as string]: detail.value });
  },
  takeProposal() {
    const { text, proposal, proposedPeople } = this.data;
    this.keep({
      text: [text.trimEnd(), proposal].filter(Boolean).join('\n'),
      peopleServed: proposedPeople,
    });
  },
  addPhotos(): Promise<void> {
    return busily(this, async () => {
      const paths = await choosePhotos(MOST_PHOTOS - this.data.photos.length);
      try {
        for (const [index, path] of paths.entries()) {
          this.setData({ uploading: `正在上传 ${index + 1}/${paths.length}` });
          this.keep({ photos: [...this.data.photos, await uploadPhoto(path)] });
        }
      } finally {
        this.setData({ uploading: '' });
      }
    });
  },
  removePhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { index } = currentTarget.dataset as { index: number };
    this.keep({ photos: this.data.photos.filter((_, each) => each !== index) });
  },
  async write(): Promise<ManagedRecap | undefined> {
    const { id, recap, text, photos, peopleServed, photoConsent } = this.data;
    if (!text.trim() || !/^\d{1,8}$/.test(peopleServed)) {
      tell(text.trim() ? '请填写服务了多少人，没有可以写 0。' : '请先写写这次活动。');
      return undefined;
    }
    const form = { text: text.trim(), photoIds: photos.map(({ photoId }) => photoId), photoConsent };
    const saved = await saveRecap(id, recap?.id ?? '', { ...form, peopleServed: Number(peopleServed) });
    writeStored(unsavedKey(id), null);
    this.setData(stateOf(saved));
    return saved;
  },
  save(): Promise<void> {
    return busily(this, async () => {
      if (await this.write()) wx.showToast({ title: '草稿已保存', icon: 'none' });
    });
  },
  submit(): Promise<void> {
    return busily(this, async () => {
      const saved = await this.write();
      if (!saved) return;
      await submitRecap(saved.id);
      this.setData(stateOf(await findManagedRecap('organizer', saved.id)));
      tell('上级科协审核通过后，所有人都能看到，也可以分享到朋友圈。', '已提交审核');
    });
  },
  takeDown(): Promise<void> {
    return busily(this, async () => {
      const { recap } = this.data;
      const reason = recap && (await askReason('撤下分享', '写明原因；撤下后可以重新写一篇'));
      if (!recap || !reason) return;
      await takeDownRecap(recap.id, reason);
      goBack(`/pages/organizer/manage/manage?id=${recap.activityId}`);
    });
  },
  open() {
    wx.navigateTo({ url: `/pages/recap/detail/detail?id=${this.data.recap?.id}` });
  },
});

/** What the close-out offers; nothing before the closing. The recap can be written without it. */
async function proposalOf(id: string) {
  const known = await findCloseOut(id).catch(() => null);
  const closed = known?.closedAt && known.proposal;
  return {
    proposal: closed ? (known.proposal as string) : '',
    proposedPeople: known?.closedAt ? String(known.peopleServed ?? '') : '',
  };
}

const stateOf = (recap: ManagedRecap) => ({
  recap,
  stateName: STATE_NAMES[recap.state],
  editable: recap.state === 'DRAFT' || recap.state === 'RETURNED',
  text: recap.text,
  photos: recap.photos,
  peopleServed: String(recap.peopleServed),
  photoConsent: recap.photoConsent,
});
