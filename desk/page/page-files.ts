import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import tokens from '../../config/design-tokens.json';
import { buildPhoneFiles } from '../phone/build/phone-files';

export interface PageFile {
  type: string;
  body: string;
}

export type PageFiles = Record<string, PageFile>;

const CLIENT = join(__dirname, 'client');
const MINI_PROGRAM = join(__dirname, '../../miniprogram');
const SCRIPT = 'text/javascript; charset=utf-8';

/**
 * The desk page: its document, style and script, and the mini-program that its phones run. Takes a few seconds.
 * @throws BuildFailure when the mini-program does not compile
 */
export async function buildPageFiles(): Promise<PageFiles> {
  const [phone, script] = await Promise.all([
    buildPhoneFiles(MINI_PROGRAM, { minify: true }),
    build({
      entryPoints: [join(CLIENT, 'main.ts')],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: 'es2022',
      logLevel: 'silent',
      tsconfigRaw: '{}',
    }),
  ]);
  return {
    '/': { type: 'text/html; charset=utf-8', body: client('page.html') },
    '/desk.css': {
      type: 'text/css; charset=utf-8',
      body: [colours(), ...['desk', 'phone', 'wechat'].map((name) => client(`${name}.css`))].join('\n'),
    },
    '/desk.js': { type: SCRIPT, body: script.outputFiles[0]?.text ?? '' },
    // One phone that fills its window: for looking at a single page, and for a real phone's browser.
    ...Object.fromEntries(
      (['mini-program.js', 'phone.html', 'phone.js'] as const).map((name) => [`/${name}`, phone.files[name]]),
    ),
  };
}

const client = (file: string): string => readFileSync(join(CLIENT, file), 'utf8');

/** The tokens that mini-program and shared pages use, too. */
function colours(): string {
  const lines = Object.entries(tokens.color).map(([name, value]) => `  --${name}: ${value};`);
  return `:root {\n${lines.join('\n')}\n}`;
}
