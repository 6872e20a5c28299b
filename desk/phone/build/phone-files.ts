import { join } from 'node:path';
import { build } from 'esbuild';
import { type BuildOptions, buildMiniProgram } from './mini-program.build';
import type { Problem } from './problem';

export interface PhoneFiles {
  /** Bodies by file name, to be served side by side. */
  files: Record<PhoneFileName, { type: string; body: string }>;
  warnings: Problem[];
}

/**
 * `mini-program.js` is the bundle, `phone.html` a phone that fills its window (see frame/standalone.ts for its query),
 * `phone-frame.js` defines `desk.mountPhone` for pages that hold several phones.
 */
export type PhoneFileName = 'mini-program.js' | 'phone.html' | 'phone.js' | 'phone-frame.js';

const FRAME = join(__dirname, '../frame');

/** Everything a web server needs to show a mini-program; throws `BuildFailure` like `buildMiniProgram`. */
export async function buildPhoneFiles(root: string, options: BuildOptions = {}): Promise<PhoneFiles> {
  const [{ js, warnings }, standalone, frame] = await Promise.all([
    buildMiniProgram(root, options),
    bundle('standalone.ts', options),
    bundle('index.ts', options),
  ]);
  const script = 'text/javascript; charset=utf-8';
  const files = {
    'mini-program.js': { type: script, body: js },
    'phone.js': { type: script, body: standalone },
    'phone-frame.js': { type: script, body: frame },
    'phone.html': { type: 'text/html; charset=utf-8', body: PAGE },
  };
  return { files, warnings };
}

async function bundle(entry: string, { minify = false }: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(FRAME, entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify,
    logLevel: 'silent',
    tsconfigRaw: '{}',
  });
  return outputFiles[0]?.text ?? '';
}

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">
<title>手机</title>
<body>
<script src="mini-program.js"></script>
<script src="phone.js"></script>
</body>
</html>
`;
