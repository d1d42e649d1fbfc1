import type { WriteStream } from 'node:tty';
import type { LocalCloud } from './cloud.ts';
import type { OnProgress, Progress } from './progress.ts';
import { questionsOf } from '../lexicon.ts';
import type { LocalSettings } from './settings.ts';

export interface Board {
  progress: OnProgress;
  summary: (cloud: LocalCloud, settings: LocalSettings) => void;
}

const WIDTH = 20;

const line = (name: string, value: string) => `${name.padEnd(WIDTH)}${value}`;

/** What a person sees while it boots, and once it runs. The last line is for programs: `ready <url>`. */
export const boardOf = (out: Pick<WriteStream, 'write'> & { isTTY?: boolean }): Board => {
  const startedAt = performance.now();
  // A terminal shows what is under way and then wipes it; a file gets only what is done.
  const wipe = out.isTTY ? '\r\u001b[2K' : '';
  const done = ({ part, note, ms }: Progress) =>
    out.write(`${wipe}${line(part, `${String(ms).padStart(6)} ms  ${note}`)}\n`);
  const begun = new Set<string>();
  const underWay = ({ part, note }: Progress) => {
    if (out.isTTY) out.write(`${wipe}${line(part, `${note} …`)}`);
    // In a file a percentage that grows is of no use.
    else if (begun.size < begun.add(part + note.replace(/ {0,4}\d{1,3} %$/, '')).size)
      out.write(`${line(part, `${note} …`)}\n`);
  };
  return {
    progress: (progress) => {
      if (progress.ms === undefined) underWay(progress);
      else done(progress);
    },
    summary: (cloud, settings) => {
      done({ part: 'all', note: 'booted', ms: Math.round(performance.now() - startedAt) });
      out.write(`\n${summaryOf(cloud, settings).join('\n')}\n\nready ${cloud.url}\n`);
    },
  };
};

const summaryOf = (cloud: LocalCloud, settings: LocalSettings): string[] => {
  const questions = questionsOf(settings);
  return [
    line(
      'real',
      `PostgreSQL${settings.databaseUrl === undefined ? ' (embedded)' : ' (yours)'}; template, bundles, catalog as they go to AWS`,
    ),
    line(
      'emulated',
      'Lambda, API Gateway, Step Functions, DynamoDB, SQS, Secrets Manager, EventBridge schedules',
    ),
    line('absent', 'IAM, VPC, WAF, RDS Proxy, alarms, secret rotation; Valkey'),
    line('model', modelOf(settings)),
    line('now', settings.now ? `fixed at ${settings.now.toISOString()}` : 'the clock'),
    line('time zone', settings.timeZone),
    line('state and logs', settings.dataDir),
    line('API key', cloud.apiKey),
    line(
      'try',
      `curl -s ${cloud.url}/v1/ask -H 'x-api-key: ${cloud.apiKey}' -H 'content-type: application/json' \\`,
    ),
    line('', `-d '${JSON.stringify({ question: questions[0] })}'`),
    ...(cloud.chatUrl === '' ? [] : [line('chat', `${cloud.chatUrl} (a WhatsApp of this machine)`)]),
    line('or', `npm run ask -- "${questions.at(-1)}"`),
    line('end', 'Ctrl+C'),
  ];
};

const modelOf = ({ models }: LocalSettings): string =>
  models
    ? `${models.models.map(({ name, baseUrl }) => `${name} at ${new URL(baseUrl).host}`).join(', ')}, only where the rules are unsure`
    : 'none: questions are read by rules alone';
