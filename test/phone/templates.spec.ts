import { resolve } from 'node:path';
import { checkTemplates } from '../../desk/phone/build/check-templates';
import { folderOf } from './support/folder';

const SCRIPT = `
interface Activity { id: number; title: string; place?: { name: string } | null }
Page({
  data: { list: [] as Activity[], ready: false, loose: {} as any },
  open() {},
});`;

/** Template, and where it is wrong about what. */
const PAGES: Record<string, [wxml: string, mistakes: string[]]> = {
  'a template that fits': [
    '<view wx:if="{{ready}}" wx:for="{{list}}" wx:key="id" bindtap="open">{{index}} {{item.place.name}}</view>',
    [],
  ],
  'a list of anything': ['<view wx:for="{{loose.list}}" wx:key="level">{{loose[item.key]}}</view>', []],
  'a field that is not in data': ['<view>\n{{raedy}}</view>', ['2:3 raedy']],
  'a field of a list item': ['<view wx:for="{{list}}">{{item.titel}}</view>', ['1:32 titel']],
  'a field behind a field': ['<view wx:for="{{list}}">{{item.place.nam}}</view>', ['1:38 nam']],
  'a handler': ['<view\n  bindtap="opne" />', ['2:12 opne']],
  'a handler written with a colon': ['<view\n  catch:tap="opne" />', ['2:14 opne']],
  'a handler behind a comment': ['<!-- bindtap="none" -->\n<view capture-bindtap="opne" />', ['2:24 opne']],
  'two mistakes': ['<view>{{a}}</view>\n<view bindtap="b">{{ready}}</view>', ['1:9 a', '2:16 b']],
};

let found: Record<string, string[]>;

// One run for all: most of its time goes into reading WeChat's typings.
beforeAll(async () => {
  const names = Object.keys(PAGES);
  const pages = names.flatMap((name, index): [string, string][] => [
    [`page-${index}.ts`, SCRIPT],
    [`page-${index}.wxml`, PAGES[name]?.[0] ?? ''],
  ]);
  const { root, remove } = folderOf({
    'app.json': JSON.stringify({
      pages: [...names.map((_, index) => `page-${index}`), 'loose'],
      usingComponents: { card: '/card' },
    }),
    'card.ts':
      'Component({ properties: { title: String }, data: { open: true }, methods: { toggle() {} } });',
    'card.wxml': '<view bindtap="toggle">{{title}}{{open}}{{titel}}</view>',
    'loose.ts': 'Page({ data: {}, load() { return this.again(); }, again() { return this.load(); } });',
    'loose.wxml': '<view bindtap="load" /><view bind:tap="laod" />',
    ...Object.fromEntries(pages),
  });
  const problems = await checkTemplates(root);
  remove();
  const of = (file: string) =>
    problems
      .filter((problem) => problem.file.endsWith(`/${file}.wxml`))
      .map(({ line, column, message }) => `${line}:${column} ${message.split("'")[1]}`);
  found = { card: of('card'), loose: of('loose') };
  names.forEach((name, index) => {
    found[name] = of(`page-${index}`);
  });
});

test.each(Object.entries(PAGES))('%s', (name, [, mistakes]) => {
  expect(found[name]).toEqual(mistakes);
});

test("a component's template is checked against its properties, data and methods", () => {
  expect(found.card).toEqual(['1:43 titel']);
});

test('a handler of a page whose methods have no types because they call each other', () => {
  expect(found.loose).toEqual(['1:40 laod']);
});

test('the sample has no mistakes', async () => {
  expect(await checkTemplates(resolve(__dirname, 'sample'))).toEqual([]);
});
