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
import { busily } from '../../../core/busy';
import { currentPosition, distanceMetres, metresText } from '../../../core/position';
import { scanText } from '../../../core/scan';
import { LOADING, show } from '../../../core/screen';

/** Checking in and out (R33): by the code shown at the place, or by the phone's position with the distance shown. */
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
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
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
      if (code) await this.prove({ code });
    });
  },
  locate(): Promise<void> {
    return busily(this, async () => {
      const position = await currentPosition();
      const { radiusMetres, ...place } = this.data.activity as ActivityDetail;
      const metres = distanceMetres(position, place);
      this.setData({ distance: metresText(metres), near: metres <= radiusMetres });
      await this.prove({ position });
    });
  },
  async prove(presence: Presence): Promise<void> {
    const { id, step } = this.data;
    if (step.kind === 'out') this.leave(await checkOut(id, presence));
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
    if (this.data.step.kind === 'done') wx.redirectTo({ url: '/pages/volunteer/hours/hours' });
    else return this.scan();
  },
});
