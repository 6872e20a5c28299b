import { type ActivityDetail, findActivity } from '../../../api/activities';
import {
  type AttendanceStep,
  attendanceStep,
  type CheckOut,
  checkIn,
  checkOut,
  findCheckIn,
  type Presence,
} from '../../../api/attendance';
import { newAttemptKey } from '../../../core/attempt-key';
import { busily } from '../../../core/busy';
import { dropScan, isUnanswered, keepScan, type PendingScan, pendingScan } from '../../../core/pending-scan';
import { currentPosition, distanceMetres, metresText } from '../../../core/position';
import { scanText } from '../../../core/scan';
import { LOADING, show } from '../../../core/screen';

/**
 * Checking in and out (R33): by the code shown at the place, or by the phone's position with the distance shown. A scan
 * that the network swallows is kept with the position and sent again under the same key.
 */
Page({
  data: {
    screen: LOADING,
    id: '',
    activity: null as ActivityDetail | null,
    step: { kind: 'in', title: '', sentence: '', again: false } as AttendanceStep,
    /** what the check-out just now earned; empty before */
    served: '',
    distance: '',
    near: false,
    radius: '',
    /** a scan waits on this phone */
    waiting: false,
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id, waiting: pendingScan(id) !== null });
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id } = this.data;
      const [activity, last] = await Promise.all([findActivity(id), findCheckIn(id)]);
      return { activity, step: attendanceStep(activity, last), radius: metresText(activity.radiusMetres) };
    });
  },
  scan(): Promise<void> {
    return busily(this, async () => {
      const code = await scanText();
      if (!code) return;
      const { id: activityId, step } = this.data;
      const kind = step.kind === 'out' ? 'out' : 'in';
      await this.send({ activityId, kind, code, key: newAttemptKey() });
    });
  },
  /** The scan that waits, again. */
  sendAgain(): Promise<void> {
    return busily(this, async () => {
      const kept = pendingScan(this.data.id);
      if (kept) await this.send(kept);
      else this.setData({ waiting: false });
    });
  },
  async send(scan: PendingScan): Promise<void> {
    const { kind, activityId, ...presence } = scan;
    try {
      await this.prove(kind, presence);
    } catch (failure) {
      if (isUnanswered(failure)) await this.keep(scan);
      // The server has decided: the same scan will not get another answer.
      else this.forget();
      throw failure;
    }
    this.forget();
  },
  /** The position of now proves the place when the scan arrives later. Positioning needs no network. */
  async keep(scan: PendingScan): Promise<void> {
    keepScan(scan);
    this.setData({ waiting: true });
    if (scan.position) return;
    try {
      keepScan({ ...scan, position: await currentPosition() });
    } catch {
      // Refused or unknown: the scan still counts when it gets through while its code is shown.
    }
  },
  forget() {
    dropScan();
    this.setData({ waiting: false });
  },
  locate(): Promise<void> {
    return busily(this, async () => {
      const position = await currentPosition();
      const { radiusMetres, latitude, longitude } = this.data.activity as ActivityDetail;
      if (latitude !== null && longitude !== null) {
        const metres = distanceMetres(position, { latitude, longitude });
        this.setData({ distance: metresText(metres), near: metres <= radiusMetres });
      }
      await this.prove(this.data.step.kind === 'out' ? 'out' : 'in', { position, key: newAttemptKey() });
    });
  },
  async prove(kind: 'in' | 'out', presence: Presence): Promise<void> {
    const { id } = this.data;
    if (kind === 'out') this.leave(await checkOut(id, presence));
    else {
      await checkIn(id, presence);
      wx.showToast({ title: '签到成功', icon: 'success' });
    }
    this.setData({ distance: '' });
    await this.load();
  },
  leave({ minutes, hours }: CheckOut) {
    const nothing = '这次不足一分钟，或不在活动时间内，没有产生时长。';
    this.setData({ served: minutes > 0 ? `本次服务 ${hours} 小时，公示期满后计入。` : nothing });
    wx.showToast({ title: '签退成功', icon: 'success' });
  },
  again() {
    this.setData({ served: '', 'step.kind': 'in', 'step.title': '再次签到', 'step.again': false });
  },
  act() {
    if (this.data.step.kind === 'done')
      wx.redirectTo({ url: `/pages/volunteer/arrival/arrival?id=${this.data.id}` });
    else return this.scan();
  },
});
