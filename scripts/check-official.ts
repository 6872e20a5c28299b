import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * `npm run check:official [folder]`: WeChat's own compilers as a second opinion on the mini-program. `wcc` of
 * `miniprogram-compiler` reads every template; `miniprogram-ci` builds the npm packages and compiles the project. Nothing
 * is uploaded. The packages are large, so they are no dependencies: they are installed once into `artifacts/official`.
 *
 * With `WECHAT_CI_KEY` (the key file for uploading code that the platform gives out) and `WECHAT_MP_APPID` WeChat's
 * servers are asked what they are asked in DevTools. Without them the key is thrown away and the project's attributes are
 * made up; then only what the compilers do on this machine counts.
 */
const PACKAGES = ['miniprogram-ci@2.1.42', 'miniprogram-compiler@0.2.3'];
const HOME = resolve('artifacts/official');
const MODULES = join(HOME, 'node_modules');
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux/wcc',
  darwin: 'mac/wcc',
  win32: 'windows/wcc.exe',
};
const TIMEOUT_MS = 10 * 60_000;
const MOST_BYTES = 64 * 1024 * 1024;
const LIMITS_KIB = { package: 2 * 1024, all: 20 * 1024 };

interface Compiled {
  [file: string]: Buffer | string;
}

interface OfficialTools {
  Project: new (options: object) => { attr(): Promise<object> };
  packNpmManually(options: object): Promise<{ miniProgramPackNum: number }>;
  getCompiledResult(options: object, done?: unknown): Promise<Compiled>;
}

async function main(): Promise<number> {
  const folder = resolve(process.argv[2] ?? 'miniprogram');
  install();
  compileTemplates(folder);
  const tools = createRequire(join(HOME, 'package.json'))('miniprogram-ci') as OfficialTools;
  const copy = mkdtempSync(join(tmpdir(), 'stvs-official-'));
  try {
    copyProject(folder, copy);
    await tools.packNpmManually({ packageJsonPath: join(copy, 'package.json'), miniprogramNpmDistDir: copy });
    const setting = JSON.parse(readFileSync(join(copy, 'project.config.json'), 'utf8')).setting;
    const project = projectOf(tools, copy);
    const compiled = await tools.getCompiledResult({
      project,
      version: '0.0.0',
      setting: { ...setting, useProjectConfig: true },
      onProgressUpdate: () => {},
    });
    return report(compiled);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function install(): void {
  if (PACKAGES.every((each) => existsSync(join(MODULES, each.split('@')[0] as string)))) return;
  console.log(`installing ${PACKAGES.join(' and ')} into ${HOME} (about 280 MB)`);
  mkdirSync(HOME, { recursive: true });
  writeFileSync(join(HOME, 'package.json'), '{ "private": true }\n');
  const options = { cwd: HOME, stdio: 'inherit', timeout: TIMEOUT_MS } as const;
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', ...PACKAGES], options);
}

/** @throws Error with the compiler's words: file, line and column */
function compileTemplates(folder: string): void {
  const wcc = join(MODULES, 'miniprogram-compiler/bin', PLATFORMS[process.platform] ?? 'linux/wcc');
  chmodSync(wcc, 0o755);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(wxml|wxs)$/.test(file),
  );
  const { status, stdout, stderr } = spawnSync(wcc, ['-d', ...files], {
    cwd: folder,
    timeout: TIMEOUT_MS,
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0 || stdout.length === 0) throw new Error(`wcc refuses a template: ${stderr.toString()}`);
  console.log(`wcc compiled ${files.length} templates`);
}

/** As DevTools finds it after `npm install` beside app.json. */
function copyProject(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies))
    cpSync(resolve('node_modules', name), join(to, 'node_modules', name), {
      recursive: true,
      dereference: true,
    });
}

function projectOf({ Project }: OfficialTools, projectPath: string): object {
  const { WECHAT_CI_KEY, WECHAT_MP_APPID } = process.env;
  const own = WECHAT_CI_KEY !== undefined && WECHAT_MP_APPID !== undefined;
  const privateKey = own ? readFileSync(WECHAT_CI_KEY, 'utf8') : throwAwayKey();
  const appid = own ? WECHAT_MP_APPID : 'wx0000000000000000';
  const project = new Project({
    appid,
    type: 'miniProgram',
    projectPath,
    privateKey,
    ignores: ['node_modules/**/*'],
  });
  if (!own) {
    console.log('WECHAT_CI_KEY and WECHAT_MP_APPID are not set: WeChat is not asked about the project');
    project.attr = async () => ({
      platform: false,
      appType: 0,
      isSandbox: false,
      released: false,
      setting: SIZES,
    });
  }
  return project;
}

/** What the platform answers about sizes, in KiB. */
const SIZES = {
  MaxCodeSize: LIMITS_KIB.package,
  MaxSubpackageSubCodeSize: LIMITS_KIB.package,
  MaxSubpackageFullCodeSize: LIMITS_KIB.all,
};

const throwAwayKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString();

function report(compiled: Compiled): number {
  const files = Object.entries(compiled);
  const bytes = files.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
  console.log(`WeChat's compilers made ${files.length} files, ${Math.ceil(bytes / 1024)} KiB`);
  return files.length > 0 && bytes <= LIMITS_KIB.all * 1024 ? 0 : 1;
}

main().then(
  // The compilers leave workers behind.
  (problems) => process.exit(problems),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
