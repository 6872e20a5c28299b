import { buildMiniProgram } from '../../desk/phone/build/mini-program.build';
import { packageSizes } from '../../desk/phone/build/package-sizes';
import { BuildFailure, type Problem } from '../../desk/phone/build/problem';
import { SourceTree } from '../../desk/phone/build/source-tree';
import { SAMPLE } from './support/bundles';
import { folderOf, onePage } from './support/folder';

async function problemsOf(files: Record<string, string>): Promise<Problem[]> {
  const { root, remove } = folderOf(files);
  try {
    await buildMiniProgram(root);
    return [];
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    return error.problems;
  } finally {
    remove();
  }
}

describe('what the build refuses', () => {
  const refusals: [string, Record<string, string>, string, number, RegExp][] = [
    ['a forgotten end tag', onePage({ wxml: '<view>\n  <text>a\n</view>' }), 'page.wxml', 2, /end tag/],
    [
      'a broken expression',
      onePage({ wxml: '<view>\n{{ a + }}</view>' }),
      'page.wxml',
      2,
      /expression|unexpected/i,
    ],
    [
      'an unknown component',
      onePage({ json: { usingComponents: { x: './nowhere' } } }),
      'page.json',
      1,
      /nowhere/,
    ],
    ['a missing page', { 'app.json': '{"pages":["page"]}' }, 'app.json', 1, /page not found: page/],
    ['json that is none', { ...onePage({}), 'page.json': '{' }, 'page.json', 1, /JSON/],
    ['an unclosed style rule', onePage({ wxss: '.a {\n color: red;' }), 'page.wxss', 1, /Unclosed/],
    ['a missing style import', onePage({ wxss: '\n@import "./no.wxss";' }), 'page.wxss', 2, /no\.wxss/],
    ['a script error', onePage({ ts: 'Page({\n  a: ,\n});' }), 'page.ts', 2, /Unexpected/],
    ['a missing module', onePage({ ts: '\nimport { a } from "./no";\nPage({ a });' }), 'page.ts', 2, /no/],
    ['a missing template import', onePage({ wxml: '<import src="./no.wxml" />' }), 'no.wxml', 1, /not found/],
  ];

  test.each(refusals)('%s', async (_, files, file, line, message) => {
    const [problem] = await problemsOf(files);
    expect(problem?.file.endsWith(file)).toBe(true);
    expect(problem?.line).toBe(line);
    expect(problem?.message).toMatch(message);
  });

  test('all bad templates are named at once', async () => {
    const files = {
      'app.json': '{"pages":["a","b"]}',
      'a.wxml': '<view>',
      'b.wxml': '<text>',
    };
    expect((await problemsOf(files)).map(({ file }) => file.slice(-6))).toEqual(['a.wxml', 'b.wxml']);
  });
});

test('what packages do wrong is only a warning', async () => {
  const { root, remove } = folderOf(
    onePage({ json: { usingComponents: { 't-tag': 'tdesign-miniprogram/tag/tag' } } }),
  );
  const { warnings } = await buildMiniProgram(root);
  remove();
  expect(warnings.map(({ file }) => file).join()).toContain('tag.wxml');
});

test('a package counts what its pages lead to, and npm components count to the main one', () => {
  const sizes = packageSizes(new SourceTree(SAMPLE));
  const [main, parts, all] = ['main', 'parts', 'all'].map(
    (name) => sizes.find((each) => each.name === name)!,
  );
  expect(main!.bytes).toBeGreaterThan(50_000);
  expect(parts!.bytes).toBeLessThan(10_000);
  expect(all!.bytes).toBe(main!.bytes + parts!.bytes);
});
