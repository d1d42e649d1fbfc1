import { parseArgs } from 'node:util';
import { bootLocalCloud, type BootOptions, type LocalCloud } from './cloud.ts';
import { BootFailure, EXIT_CODES } from './failure.ts';
import { boardOf } from './board.ts';
import { HANDED_ON, KNOBS, readSettings } from './settings.ts';

const HELP = `npm start -- [--fresh] [--help]

Boots Milhena on this machine: the template and the bundles that go to AWS, on local engines.
  --fresh   forgets what was kept before: demo data, sessions, keys
  --help    this text

Settings (environment variables, all optional):
${Object.entries(KNOBS)
  .map(([name, { meaning, byDefault }]) => `  ${name}\n      ${meaning} Default: ${byDefault}.`)
  .join('\n')}
  ${Object.keys(HANDED_ON).join(', ')}
      Handed to the functions that ask for them.

Exit codes:
${Object.values(EXIT_CODES)
  .map(([code, meaning]) => `  ${code}  ${meaning}.`)
  .join('\n')}`;

const readOptions = (given: string[]): { fresh: boolean; help: boolean } => {
  try {
    const { values } = parseArgs({
      args: given,
      options: {
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch {
    throw new BootFailure('setting', `Only --fresh and --help are known, not ${given.join(' ')}.`);
  }
};

/** Ends it, and then this process, when a signal says so. */
export const endWith = (cloud: LocalCloud): void => {
  let ending = false;
  const end = async () => {
    // Twice: somebody is in a hurry.
    if (ending) process.exit(130);
    ending = true;
    process.stderr.write('ending …\n');
    await cloud.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
};

/** What `npm start` does; tests bring a template of their own. */
export const start = async (given: string[], options: BootOptions = {}): Promise<void> => {
  try {
    const { fresh, help } = readOptions(given);
    if (help) {
      console.log(HELP);
      return;
    }
    // Functions run in UTC on AWS; the time zone of a process is one for all its threads.
    process.env['TZ'] = 'UTC';
    const settings = { ...readSettings(process.env), ...options };
    const board = boardOf(process.stdout);
    const cloud = await bootLocalCloud({ ...settings, fresh, onProgress: board.progress });
    endWith(cloud);
    board.summary(cloud, settings);
  } catch (error) {
    const failure =
      error instanceof BootFailure ? error : new BootFailure('unexpected', String(error), { cause: error });
    process.stderr.write(`\n${failure.message}\n`);
    process.exit(failure.exitCode);
  }
};

if (import.meta.main) await start(process.argv.slice(2));
