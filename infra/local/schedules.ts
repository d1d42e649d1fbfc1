import * as z from 'zod/mini';
import type { Queues } from './emulators/queues.ts';
import { executionArn, type Machine } from './flows/machine.ts';
import type { FunctionPool } from './functions/pool.ts';
import { BootFailure } from './failure.ts';
import type { TemplateReader } from './template/template.ts';

const Target = z.object({
  Arn: z.string(),
  Input: z.prefault(z.string(), '{}'),
  DeadLetterConfig: z.optional(z.object({ Arn: z.string() })),
  InputTransformer: z.optional(z.never()),
  InputPath: z.optional(z.never()),
});
const Rule = z.object({
  // Only the clock starts something here; events of AWS services do not exist.
  ScheduleExpression: z.string(),
  EventPattern: z.optional(z.never()),
  State: z.prefault(z.string(), 'ENABLED'),
  Targets: z.array(Target),
});
type Target = z.output<typeof Target>;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export interface Schedules {
  count: number;
  /** All of them once more, now; resolves when what they started has ended. */
  tick: () => Promise<void>;
  stop: () => void;
}

interface Targets {
  machines: readonly Machine[];
  functions: FunctionPool;
  queues: Queues | undefined;
  log: (line: string) => void;
}

/** Starts the clocks of the template. The first tick comes at once, as EventBridge does for a new rate. */
export const openSchedules = (template: TemplateReader, targets: Targets): Schedules => {
  const rules = template
    .all('AWS::Events::Rule', Rule)
    .filter(({ properties }) => properties.State === 'ENABLED');
  const clocks = rules.map(({ id, properties }) => {
    const every = periodOf(id, properties.ScheduleExpression);
    const tick = async () => {
      await Promise.all(properties.Targets.map((target) => fire(id, target, targets)));
    };
    void tick();
    return { tick, timer: setInterval(() => void tick(), every).unref() };
  });
  return {
    count: rules.length,
    tick: async () => {
      await Promise.all(clocks.map(({ tick }) => tick()));
    },
    stop: () => {
      for (const { timer } of clocks) clearInterval(timer);
    },
  };
};

const periodOf = (id: string, expression: string): number => {
  const [, number = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const ms = UNIT_MS[unit];
  if (ms !== undefined) return Number(number) * ms;
  throw new BootFailure(
    'template',
    `AWS::Events::Rule (${id}): the schedule ${expression} is not known here.`,
  );
};

const fire = async (
  id: string,
  target: Target,
  { machines, functions, queues, log }: Targets,
): Promise<void> => {
  const machine = machines.find(({ arn }) => arn === target.Arn);
  const name = /:function:([\w-]+)$/.exec(target.Arn)?.[1];
  try {
    if (machine) {
      const execution = `schedule-${Date.now()}`;
      const outcome = await machine.run(target.Input, {
        arn: executionArn(machine, execution),
        name: execution,
      });
      // On AWS a started execution counts as delivered, however it ends.
      log(`${id} ${outcome.status}${outcome.error === undefined ? '' : ` ${outcome.error}`}`);
    } else if (name !== undefined) await functions.invoke(name, target.Input);
    else throw new Error(`Nothing here has the address ${target.Arn}`);
  } catch (error) {
    log(`${id} not delivered: ${String(error)}`);
    if (target.DeadLetterConfig) queues?.send(target.DeadLetterConfig.Arn, target.Input);
  }
};
