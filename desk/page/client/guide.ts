import { ask } from './desk-api';
import { fill, h } from './dom';
import type { PhoneFrame } from './phone-frame';

type Go = [label: string, run: () => void];

/** What a newcomer does, step by step; every button does the first move of its step. */
export function guide(
  left: PhoneFrame,
  right: PhoneFrame,
  moved: () => void,
  reveal: (frame: PhoneFrame) => void,
) {
  const number = h('div', { class: 'document-number' });
  const open = (frame: PhoneFrame, path: string) => () => {
    reveal(frame);
    void frame.open(path);
  };
  const account = (frame: PhoneFrame) => () => {
    reveal(frame);
    void frame.openAccount();
  };
  const toStart = async () => {
    await ask('POST', '/desk/clock', { until: 'start' });
    moved();
  };
  const steps: [string, string, Go[], HTMLElement?][] = [
    [
      '注册',
      '把右边的手机交给一位新朋友，在小程序里注册成为科技志愿者。',
      [
        ['换一位新朋友', () => void right.giveToFresh()],
        ['打开注册', open(right, 'pages/volunteer/registration/registration')],
      ],
      number,
    ],
    [
      '加入',
      '右边找到「朝阳区星火科普志愿服务队」申请加入，左边林晓在工作台通过。',
      [
        ['右：找组织', open(right, 'pages/tabs/organizations/organizations')],
        ['左：工作台', open(left, 'pages/organizer/workbench/workbench')],
      ],
    ],
    [
      '报名',
      '右边选最近的一场活动（今天的「银发数字课堂」），看清风险提示后报名。',
      [['右：看活动', open(right, 'pages/tabs/activities/activities')]],
    ],
    [
      '通知',
      '右边先进公众号点「关注」；左边在工作台发一条通知，右边的公众号里马上就能看到。',
      [
        ['右：公众号', account(right)],
        ['左：工作台', open(left, 'pages/organizer/workbench/workbench')],
      ],
    ],
    [
      '签到',
      '把时钟拨到活动开始前；左边打开报了名的活动，点“签到码”；右边在报名里点“签到 · 签退”，扫左边的码。',
      [
        ['拨到开始前', () => void toStart()],
        ['左：活动', open(left, 'pages/organizer/activities/activities')],
        ['右：报名', open(right, 'pages/volunteer/signups/signups')],
      ],
    ],
    [
      '分享',
      '右边打开一篇活动风采，点右上角 ••• 分享到朋友圈；左边在「发现 › 朋友圈」不登录也能看。',
      [['右：活动风采', open(right, 'pages/recap/list/list')]],
    ],
  ];
  const refresh = () => {
    const text = right.documentNumber;
    fill(
      number,
      text
        ? h('span', {}, '右边这位新朋友的（虚构）身份证号：', h('code', {}, text))
        : h('span', {}, '新朋友会得到一个虚构的身份证号，填在实名这一步。'),
    );
  };
  refresh();
  const element = h(
    'aside',
    { class: 'guide', 'aria-label': '指南' },
    h('h1', {}, '在桌面上体验'),
    h('p', {}, '两部手机里的微信是模拟的，小程序和平台是真的：同一套代码，同一个服务端。'),
    h(
      'ol',
      {},
      ...steps.map(([title, text, ways, more]) =>
        h(
          'li',
          {},
          h('b', {}, title),
          h('p', {}, text),
          more,
          h('div', { class: 'ways' }, ...ways.map(([label, run]) => h('button', { click: run }, label))),
        ),
      ),
    ),
    h('p', { class: 'links' }, h('a', { href: '/api/docs', target: '_blank' }, '接口文档')),
  );
  return { element, refresh };
}
