import { IconSet } from '../../desk/phone/build/icon-set';
import { SourceTree } from '../../desk/phone/build/source-tree';
import { StaticFiles } from '../../desk/phone/build/static-files';
import { StyleCompiler, type StyleReach } from '../../desk/phone/build/style.compiler';
import { folderOf } from './support/folder';

const application: StyleReach = { kind: 'application' };
const component: StyleReach = { kind: 'component', scope: 'card' };
const page: StyleReach = { kind: 'page', page: 'pages/home/home' };

function compiled(
  wxss: string,
  reach: StyleReach,
  files: Record<string, string> = {},
  icons = new IconSet(),
): string {
  const { root, remove } = folderOf({ 'at.wxss': wxss, ...files });
  const tree = new SourceTree(root);
  const css = new StyleCompiler(tree, icons, new StaticFiles(tree)).compile('at.wxss', reach);
  remove();
  return css.replace(/\s+/g, ' ').trim();
}

test.each([
  ['.a { width: 750rpx }', application, '.a { width: 100cqw }'],
  ['.a { margin: -7.5rpx .5rpx }', application, '.a { margin: -1cqw 0.0667cqw }'],
  ['.a { height: calc(100vh - 20rpx) }', application, '.a { height: calc(100cqh - 2.6667cqw) }'],
  [
    '.a { padding-bottom: env(safe-area-inset-bottom) }',
    application,
    '.a { padding-bottom: var(--safe-area-inset-bottom, 0px) }',
  ],
  ['page, view.a text { color: red }', application, 'wx-page, wx-view.a wx-text { color: red }'],
  [
    '.a > .b:not(.c)::after { color: red }',
    component,
    '.card--a > .card--b:not(.card--c)::after { color: red }',
  ],
  [':host { color: red }', component, '[wx-host="card"] { color: red }'],
  ['.a .b { color: red }', page, ':where([is="pages/home/home"]) .a .b { color: red }'],
  ['page { color: red }', page, 'wx-page:where([is="pages/home/home"]) { color: red }'],
  ['@keyframes x { from { top: 75rpx } }', component, '@keyframes x { from { top: 10cqw } }'],
  ['@media (max-width: 1px) { .a { top: 0 } }', component, '@media (max-width: 1px) { .card--a { top: 0 } }'],
])('%s in %j', (wxss, reach, css) => {
  expect(compiled(wxss, reach)).toBe(css);
});

test('imports are put in their place, each once, also when they go in circles', () => {
  const files = { 'in/b.wxss': '@import "../at.wxss"; .b { color: red }' };
  expect(compiled('@import "./in/b.wxss"; .a { color: red }', component, files)).toBe(
    '.card--b { color: red } .card--a { color: red }',
  );
});

test('pictures of the package travel in the sheet', () => {
  const css = compiled('.a { background: url(./i.svg) }', application, { 'i.svg': '<svg/>' });
  expect(css).toContain(`url("data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}")`);
});

test('of the icon font only the icons that are named remain, as drawings', () => {
  const icons = new IconSet();
  icons.noticeIn('<t-icon name="location" />');
  const sheet =
    "@font-face{font-family:t;src:url(https://x/t.woff)} .t-icon{font-family:t} .t-icon-location:before{content:'\\E1'} .t-icon-add:before{content:'\\E2'}";
  const css = compiled(sheet, application, {}, icons);
  expect(css).not.toContain('https://x');
  expect(css).not.toContain('.t-icon-add');
  expect(css).toMatch(/\.t-icon-location:before\s?\{[^}]*mask:\s?url\("data:image\/svg\+xml/);
  expect(css).toContain('viewBox');
});
