import * as z from 'zod/mini';
import { Masked, type Question } from '../contracts/documents.ts';
import { AssistantTimeout, AssistantUnavailable } from '../contracts/faults.ts';
import type { Recovered } from '../contracts/recoveries.ts';
import { once } from '../once.ts';
import type { AssistantLine, LineProbe } from '../ports.ts';

const Probed = z.object({ database: z.object({ ok: z.boolean(), ms: z.number() }) });

/**
 * The line behind a synchronous Express state machine. The endpoint is taken as configured (no `sync-` prefix
 * added by the SDK), so that the same code reaches AWS and one machine.
 */
export const stepFunctionsLine = (
  stateMachineArn: string,
  recovered: Recovered = () => undefined,
): AssistantLine & LineProbe => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-sfn');
    const config = {
      disableHostPrefix: true,
      // A run reads and answers, so it may be done again; the SDK itself keeps retries few when many fail.
      maxAttempts: 3,
      requestHandler: { httpsAgent: { maxSockets: 200 }, httpAgent: { maxSockets: 200 } },
    };
    return { sdk, sfn: new sdk.SFNClient(config) };
  });
  const run = async (input: unknown, name: string): Promise<unknown> => {
    const { sdk, sfn } = await client();
    const command = new sdk.StartSyncExecutionCommand({
      stateMachineArn,
      name,
      input: JSON.stringify(input),
    });
    const { status, output, $metadata } = await sfn.send(command).catch((error: unknown) => {
      throw new AssistantUnavailable(error instanceof Error ? error.name : 'unknown');
    });
    if (status === 'TIMED_OUT') throw new AssistantTimeout('The line did not end in time');
    if (status !== 'SUCCEEDED' || output === undefined) throw new AssistantUnavailable(`The line ${status}`);
    if (($metadata.attempts ?? 1) > 1) recovered({ failure: 'line_lost', how: 'retried' });
    return JSON.parse(output);
  };
  return {
    ask: async (question: Question) => shaped(Masked, await run(question, question.questionId)),
    probe: async () => shaped(Probed, await run({ probe: true }, `probe-${crypto.randomUUID()}`)),
  };
};

/** The same line, asked as if it were always this instant; without one, the line itself. */
export const lineAt = (line: AssistantLine, fixed: string | undefined): AssistantLine =>
  fixed === undefined
    ? line
    : { ask: (question) => line.ask({ ...question, askedAt: new Date(fixed).toISOString() }) };

const shaped = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) throw new AssistantUnavailable('The line answered in an unknown shape');
  return parsed.data;
};
