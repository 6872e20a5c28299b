/** A way from 首页 into a part of the mini-program; three stand in a row. */
export interface Entry {
  name: string;
  /** of TDesign */
  icon: string;
  url: string;
  /** orange instead of blue: what people did and earned */
  warm?: boolean;
}

export const ENTRIES: Entry[] = [
  { name: '报名活动', icon: 'calendar-event', url: '/pages/tabs/activities/activities' },
  { name: '找组织', icon: 'usergroup', url: '/pages/tabs/organizations/organizations' },
  { name: '需求', icon: 'chat-bubble-help', url: '/pages/demand/board/board' },
  { name: '集中展示', icon: 'chart-bar', url: '/pages/showcase/showcase/showcase', warm: true },
  { name: '活动风采', icon: 'image', url: '/pages/recap/list/list', warm: true },
  { name: '证书验证', icon: 'verify', url: '/pages/certificate/verify/verify' },
];
