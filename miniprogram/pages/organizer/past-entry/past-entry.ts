import type { Problems } from '../../../api/activity-plan-problems';
import { uploadProof } from '../../../api/organizer-attendance';
import {
  downloadPastProof,
  findPast,
  handInPast,
  type PastActivity,
  type ProofFile,
  proofFile,
} from '../../../api/past-activities';
import {
  EMPTY_ENTRY,
  ENTRY_STEPS,
  entryOf,
  entryProblems,
  formOfEntry,
  type PastEntry,
  placeEntryFailure,
} from '../../../api/past-entry';
import { newAttemptKey } from '../../../core/attempt-key';
import { busily, confirmed } from '../../../core/busy';
import { codeOptions } from '../../../core/codes';
import { goBack } from '../../../core/go-back';
import { chooseChatFiles, choosePhotos, showFile } from '../../../core/phone-media';
import { LOADING, show } from '../../../core/screen';
import { readStored, writeStored } from '../../../core/storage';
import type { ChosenMember } from '../components/member-sheet/member-sheet';

const LAST = ENTRY_STEPS.length - 1;
const STORED = 'organizer.past.';
/** What the server takes. */
const MOST_PROOFS = 6;
const MOST_PEOPLE = 100;

/** What was written and not handed in; of a correction, what it corrects. */
interface Left {
  entry: PastEntry;
  step: number;
  version: number;
  /** names the handing in of what is written now */
  key?: string;
}

/** 补录 an activity that was not published here, or correct one, in steps. What is written stays on this phone until it is handed in. */
Page({
  data: {
    screen: LOADING,
    /** of what is corrected; empty for a new one */
    id: '',
    organizationId: '',
    past: null as PastActivity | null,
    entry: EMPTY_ENTRY,
    problems: {} as Problems,
    step: 0,
    steps: ENTRY_STEPS,
    last: LAST,
    resumed: false,
    categories: codeOptions('activityCategory'),
    known: [] as string[],
    choosingMembers: false,
    files: [] as ProofFile[],
    mostProofs: MOST_PROOFS,
    uploading: '',
    /** name → where a file that was chosen just now lies on this phone */
    paths: {} as Partial<Record<string, string>>,
    key: '',
    busy: false,
  },
  onLoad({ id = '', organizationId = '' }): Promise<void> {
    this.setData({ id, organizationId });
    if (id) wx.setNavigationBarTitle({ title: '修改补录' });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id } = this.data;
      const past = id ? await findPast('organizer', id) : null;
      if (past && !past.correctable)
        wx.redirectTo({ url: `/pages/organizer/past-activity/past-activity?id=${id}` });
      const left = readStored<Left>(this.storedAs());
      const own = left?.version === (past?.version ?? 0) ? left : null;
      const entry = own?.entry ?? (past ? entryOf(past) : EMPTY_ENTRY);
      const organizationId = past?.organizationId ?? this.data.organizationId;
      const begin = {
        past,
        organizationId,
        step: own?.step ?? 0,
        key: own?.key ?? newAttemptKey(),
        resumed: own !== null,
        problems: {},
      };
      return { ...begin, ...shownOf(entry) };
    });
  },
  storedAs(): string {
    return STORED + (this.data.id || this.data.organizationId);
  },
  remember() {
    const { entry, step, past, key } = this.data;
    writeStored(this.storedAs(), { entry, step, key, version: past?.version ?? 0 });
  },
  forget() {
    writeStored(this.storedAs(), null);
  },
  startOver(): Promise<void> {
    return busily(this, async () => {
      if (!(await confirmed('重新填写？', '没提交的内容不能找回。', '重新填写'))) return;
      this.forget();
      await this.load();
    });
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
    this.change({ [currentTarget.dataset.field as string]: detail.value });
  },
  whereChanged({ detail }: WechatMiniprogram.CustomEvent<Partial<PastEntry>>) {
    this.change(detail);
  },
  change(part: Partial<PastEntry>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(part)) delete problems[field];
    // Other content is another attempt: what was changed is never answered with what was sent before.
    this.setData({ ...shownOf({ ...this.data.entry, ...part }), problems, key: newAttemptKey() });
    this.remember();
  },
  openMembers() {
    this.setData({ choosingMembers: true });
  },
  closeMembers() {
    this.setData({ choosingMembers: false });
  },
  membersChosen({ detail }: WechatMiniprogram.CustomEvent<{ members: ChosenMember[] }>) {
    const more = detail.members.map((member) => ({ ...member, startAt: '', endAt: '' }));
    this.change({ people: [...this.data.entry.people, ...more].slice(0, MOST_PEOPLE) });
  },
  addPhotos(): Promise<void> {
    return this.add(choosePhotos);
  },
  addFiles(): Promise<void> {
    return this.add(chooseChatFiles);
  },
  add(choose: (count: number) => Promise<string[]>): Promise<void> {
    return busily(this, async () => {
      try {
        const chosen = await choose(MOST_PROOFS - this.data.entry.proof.length);
        for (const [index, path] of chosen.entries()) {
          this.setData({ uploading: `正在上传第 ${index + 1}/${chosen.length} 份` });
          const name = await uploadProof(path);
          this.setData({ paths: { ...this.data.paths, [name]: path } });
          // The same file twice is one proof.
          const { proof } = this.data.entry;
          if (!proof.includes(name)) this.change({ proof: [...proof, name] });
        }
      } finally {
        this.setData({ uploading: '' });
      }
    });
  },
  openProof({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const { name } = currentTarget.dataset as { name: string };
    return busily(this, async () => {
      const path = this.data.paths[name] ?? (await this.kept(name));
      if (path) await showFile(path, name);
      else wx.showToast({ title: '已上传，提交以后可以查看', icon: 'none' });
    });
  },
  /** What was handed in before lies on the server only. */
  async kept(name: string): Promise<string | undefined> {
    const place = this.data.past?.proof.indexOf(name) ?? -1;
    return place < 0 ? undefined : downloadPastProof('organizer', this.data.id, place);
  },
  removeProof({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { name } = currentTarget.dataset as { name: string };
    this.change({ proof: this.data.entry.proof.filter((each) => each !== name) });
  },
  goTo(step: number) {
    this.setData({ step });
    this.remember();
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },
  back() {
    this.goTo(this.data.step - 1);
  },
  next(): Promise<void> | undefined {
    const { entry, step } = this.data;
    const problems = entryProblems(entry, step);
    this.setData({ problems });
    const [first] = Object.values(problems);
    if (first) {
      wx.showToast({ title: first, icon: 'none' });
      return undefined;
    }
    if (step === LAST) return this.submit();
    this.goTo(step + 1);
    return undefined;
  },
  submit(): Promise<void> {
    return busily(this, async () => {
      const { organizationId, id, entry, key } = this.data;
      await handInPast(organizationId, id, formOfEntry(entry), key).catch((failure) => {
        const { problems, step } = placeEntryFailure(failure);
        if (step >= 0) this.setData({ problems, step });
        throw failure;
      });
      this.forget();
      wx.showToast({ title: '已提交给上级科协审核', icon: 'none' });
      goBack(`/pages/organizer/past-activities/past-activities?organizationId=${organizationId}`);
    });
  },
});

/** The entry, and what the page shows of it. */
const shownOf = (entry: PastEntry) => ({
  entry,
  known: entry.people.map(({ volunteerNumber }) => volunteerNumber),
  files: entry.proof.map(proofFile),
});
