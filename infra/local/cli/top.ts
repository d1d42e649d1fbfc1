import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { runningInstance } from '../data-folder.ts';
import { Snapshot } from '../figures/snapshot.ts';
import { view } from '../figures/view.ts';
import { CommandFailure, runCommand } from './terminal.ts';

const HELP = `How the assistant on this machine is doing, every second.

  npm run top                 until q is pressed
  npm run top -- --once       one page, for a script or a glance
  npm run top -- --json       the same figures as JSON

  --once   one page
  --json   one document
  --help   this text

It reads what the functions themselves write as metrics: the same figures that the dashboards on AWS show.`;

const WHAT = `What is what

  answers    how many a second, and how long they took, by channel
  p50 …      half, 95 % and 99 % of them were quicker than this
  api …      the functions, in the order in which a question meets them
  errors     what failed in the last minute, by the name of the fault
  refused    answers that were refusals, by their reason
  answers    by kind: answer, clarify, refuse, static
  missing    what was away while something was answered
  cache      how much of what was looked for was found there
  breakers   neighbours that failed so often that they were not asked for a while
  queues     messages that wait; what was given up: npm run redrive
  models     calls, tokens and money, where a model is configured
  people     thumbs, messages sent, colleagues called, news told

Any key goes back.`;

const options = {
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const EVERY_MS = 1000;
const SMALLEST = { columns: 80, rows: 24 };

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const first = await snapshot();
  if (values.json === true) console.log(JSON.stringify(first, null, 2));
  else if (values.once === true || !process.stdout.isTTY)
    console.log(view(first, screen(false)).slice(0, -1).join('\n'));
  else await watch(first);
  return 0;
};

/** @throws CommandFailure where no assistant runs */
const snapshot = async (): Promise<Snapshot> => {
  const instance = await runningInstance(process.env['MILHENA_DATA_DIR'] ?? '.milhena');
  const nobody = new CommandFailure('No assistant runs on this machine: npm start.', 2);
  if (!instance) throw nobody;
  try {
    const response = await fetch(instance.figuresUrl, { signal: AbortSignal.timeout(EVERY_MS * 2) });
    return z.parse(Snapshot, await response.json());
  } catch {
    throw nobody;
  }
};

const sizeOf = (stream: NodeJS.WriteStream): Partial<typeof SMALLEST> =>
  stream.isTTY ? { columns: stream.columns, rows: stream.rows } : {};

const screen = (colours: boolean) => {
  // Nothing is known of the size of what is no terminal.
  const { columns, rows } = { ...SMALLEST, ...sizeOf(process.stdout) };
  return { columns, rows, colours };
};

/** Another screen, so that what stood in the terminal is there again at the end. */
const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const TO_END_OF_LINE = '\u001b[K';
const TO_END_OF_PAGE = '\u001b[J';

/** Drawn over the page of before, never cleared first: nothing flickers. */
const draw = (lines: readonly string[]): void => {
  const page = lines.map((line) => line + TO_END_OF_LINE).join('\r\n');
  process.stdout.write(HOME + page + TO_END_OF_PAGE);
};

const watch = async (first: Snapshot): Promise<void> => {
  const state = { latest: first, explains: false, ends: false, trouble: '' };
  const waiting = new AbortController();
  const colours = process.env['NO_COLOR'] === undefined;
  const show = () => {
    const trouble = state.trouble === '' ? undefined : state.trouble;
    draw(state.explains ? WHAT.split('\n') : view(state.latest, { ...screen(colours), trouble }));
  };
  const end = () => {
    state.ends = true;
    waiting.abort();
  };
  const pressed = (key: Buffer) => {
    const text = key.toString('utf8');
    if (text === 'q' || text === '\u0003') return end();
    state.explains = !state.explains && text === 'h';
    return show();
  };
  process.stdout.write(ENTER);
  process.stdin.setRawMode?.(true);
  process.stdin.on('data', pressed);
  process.stdout.on('resize', show);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  try {
    while (!state.ends) {
      show();
      await sleep(EVERY_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
      if (state.ends) break;
      await snapshot().then(
        (next) => Object.assign(state, { latest: next, trouble: '' }),
        () => Object.assign(state, { trouble: 'it ended: npm start' }),
      );
    }
  } finally {
    process.stdin.setRawMode?.(false);
    process.stdin.pause();
    process.stdout.write(LEAVE);
  }
};

if (import.meta.main) await runCommand(main);
