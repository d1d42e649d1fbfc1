import { minutesOf } from './calendar.ts';
import type { Process } from './process.ts';
import { randomOf } from './random.ts';

/** A step as it stands in `workflow_entity.nodes`. */
export type Step = {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  parameters: Record<string, unknown>;
};

const VERSIONS: Record<string, number> = {
  code: 2,
  httpRequest: 4.2,
  postgres: 2.6,
  mySql: 2.4,
  scheduleTrigger: 1.2,
};

const parametersOf = (kind: string, process: Process): Record<string, unknown> => {
  switch (kind) {
    case 'code':
      return { language: 'javaScript', jsCode: 'return $input.all();' };
    case 'httpRequest':
      return { method: 'POST', url: `https://api.casalumera.example/${process.key}`, options: {} };
    case 'postgres':
    case 'mySql':
      return {
        operation: 'executeQuery',
        query: `SELECT * FROM ${process.key.replaceAll('-', '_')}`,
        options: {},
      };
    case 'emailSend':
      return {
        fromEmail: 'ufficio@casalumera.example',
        toEmail: '={{ $json.email }}',
        subject: process.name,
      };
    case 'wait':
      return {
        resume: 'webhook',
        limitWaitTime: process.pause?.deadlineDays !== undefined,
        ...(process.pause?.deadlineDays === undefined
          ? {}
          : { limitType: 'afterTimeInterval', resumeAmount: process.pause.deadlineDays, resumeUnit: 'days' }),
      };
    default:
      return { options: {} };
  }
};

const at = (clock: string) => ({
  triggerAtHour: Math.floor(minutesOf(clock) / 60),
  triggerAtMinute: minutesOf(clock) % 60,
});

/** The rule of a schedule trigger, as the editor writes it. */
const ruleOf = ({ start }: Process): Record<string, unknown>[] => {
  if (start.kind === 'every') {
    const hours = start.minutes / 60;
    if (start.fromHour !== undefined || start.toHour !== undefined) {
      const span = `${start.fromHour ?? 0}-${(start.toHour ?? 24) - 1}`;
      const expression =
        hours < 1 ? `*/${start.minutes} ${span} * * *` : `0 ${span}${hours > 1 ? `/${hours}` : ''} * * *`;
      return [{ field: 'cronExpression', expression }];
    }
    if (hours >= 24) {
      return [{ field: 'days', triggerAtHour: 0, triggerAtMinute: 0 }];
    }
    return hours < 1
      ? [{ field: 'minutes', minutesInterval: start.minutes }]
      : [{ field: 'hours', hoursInterval: hours }];
  }
  if (start.kind !== 'at') {
    return [];
  }
  return start.times.map((clock) => {
    if (start.dayOfMonth !== undefined) {
      return { field: 'months', triggerAtDayOfMonth: start.dayOfMonth, ...at(clock) };
    }
    if (start.weekdays?.length === 1) {
      return { field: 'weeks', triggerAtDay: start.weekdays, ...at(clock) };
    }
    const { triggerAtHour, triggerAtMinute } = at(clock);
    return start.weekdays
      ? {
          field: 'cronExpression',
          expression: `${triggerAtMinute} ${triggerAtHour} * * ${start.weekdays.join(',')}`,
        }
      : { field: 'days', triggerAtHour, triggerAtMinute };
  });
};

/** The path on which an event-driven process listens, if it does. */
export const pathOf = ({ key, start, state }: Process): string | undefined =>
  state === undefined && (start.kind === 'never' || (start.kind === 'event' && start.mode === 'webhook'))
    ? key
    : undefined;

const entranceOf = ({
  key,
  name,
  start,
  state,
}: Process): readonly [kind: string, Record<string, unknown>] => {
  if (start.kind === 'never' && state === 'off') {
    return ['n8n-nodes-base.manualTrigger', {}];
  }
  if (start.kind === 'event' && start.mode === 'chat') {
    return ['@n8n/n8n-nodes-langchain.chatTrigger', { public: true }];
  }
  if (start.kind === 'event' && start.by === 'mail') {
    return ['n8n-nodes-base.emailReadImap', { mailbox: 'INBOX' }];
  }
  return start.kind === 'event' && start.by === 'form'
    ? ['n8n-nodes-base.formTrigger', { path: key, formTitle: name }]
    : ['n8n-nodes-base.webhook', { httpMethod: 'POST', path: key }];
};

const triggerOf = (process: Process): readonly [kind: string, Record<string, unknown>] => {
  const { kind } = process.start;
  if (kind === 'every' || kind === 'at') {
    return ['n8n-nodes-base.scheduleTrigger', { rule: { interval: ruleOf(process) } }];
  }
  if (kind === 'called') {
    return ['n8n-nodes-base.executeWorkflowTrigger', { inputSource: 'passthrough' }];
  }
  return kind === 'failure' ? ['n8n-nodes-base.errorTrigger', {}] : entranceOf(process);
};

const typeOf = (kind: string) =>
  kind === 'openAi' ? '@n8n/n8n-nodes-langchain.openAi' : `n8n-nodes-base.${kind}`;

export const stepsOf = (process: Process): Step[] => {
  const random = randomOf(`steps:${process.key}`);
  const [type, parameters] = triggerOf(process);
  const first = { name: process.trigger, type, parameters, version: VERSIONS[type.split('.')[1] ?? ''] ?? 1 };
  const rest = process.steps.map(([name, kind]) => ({
    name,
    type: typeOf(kind),
    parameters: parametersOf(kind, process),
    version: VERSIONS[kind] ?? 1,
  }));
  return [first, ...rest].map(({ version, ...step }, index) => ({
    id: random.uuid(),
    ...step,
    typeVersion: version,
    position: [220 + 220 * index, 300],
  }));
};

export const connectionsOf = (steps: readonly Step[]): Record<string, unknown> =>
  Object.fromEntries(
    steps
      .slice(0, -1)
      .map(({ name }, index) => [
        name,
        { main: [[{ node: steps[index + 1]?.name, type: 'main', index: 0 }]] },
      ]),
  );
