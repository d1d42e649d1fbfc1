import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import * as z from 'zod/mini';

const run = promisify(execFile);

interface Program {
  path: string;
  environment: Record<string, string>;
}

const ON_THE_SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const PACKAGE = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
/** Unpacks into the folder that TMPDIR names; the variable of Lambda makes it bring its libraries along. */
const UNPACK = `import chromium from ${JSON.stringify(PACKAGE)}; await chromium.executablePath();`;

/** The Chromium of the npm package, unpacked once a version; whoever comes first does it for all. */
const packaged = async (): Promise<Program> => {
  const manifest: unknown = JSON.parse(await readFile(join(dirname(PACKAGE), '..', 'package.json'), 'utf8'));
  const { version } = z.parse(z.object({ version: z.string() }), manifest);
  const home = join(tmpdir(), `milhena-chromium-${version}`);
  const path = join(home, 'chromium');
  if (!existsSync(path)) {
    await mkdir(tmpdir(), { recursive: true });
    const staging = await mkdtemp(`${home}-`);
    await run(process.execPath, ['--input-type=module', '-e', UNPACK], {
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    await writeFile(join(staging, 'fonts.conf'), fontsOf(home));
    await rename(staging, home).catch(() => rm(staging, { recursive: true, force: true }));
  }
  const libraries = [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { path, environment: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(home, 'fonts.conf') } };
};

const DEJAVU = dirname(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/package.json')));

/** The same letters on every machine: Open Sans of the package, DejaVu for what it lacks, then the system's. */
const fontsOf = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts', 'fonts')}</dir>
  <dir>${DEJAVU}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>${join(homedir(), '.fonts')}</dir>
  <cachedir>${join(home, 'font-cache')}</cachedir>
  <alias binding="strong">
    <family>system-ui</family>
    <prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer>
  </alias>
  <alias binding="strong">
    <family>sans-serif</family>
    <prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer>
  </alias>
</fontconfig>
`;

const launch = ({ path, environment }: Program): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, ...environment },
  });

/**
 * A real Chromium: that of the npm package, which needs nothing of the machine, or else one that is installed.
 * @throws Error with what was tried, when none starts
 */
export const openBrowser = async (): Promise<Browser> => {
  const tried: string[] = [];
  const ways = [
    packaged,
    ...ON_THE_SYSTEM.filter(existsSync).map(
      (path) => async (): Promise<Program> => ({ path, environment: {} }),
    ),
  ];
  for (const way of ways) {
    try {
      return await launch(await way());
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`No Chromium starts on this machine:\n${tried.join('\n')}`);
};
