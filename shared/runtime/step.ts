import * as z from 'zod/mini';
import { Fault, InvalidDocument } from '../contracts/faults.ts';
import { once } from '../once.ts';
import { describeError, log, measure, openLog } from './log.ts';
import { along, type Trail } from './trail.ts';

type Work<Input, Output> = (document: Input) => Output | Promise<Output>;

/**
 * One arrow of the line: the document is read by its schema, worked on, and handed on. The use case is
 * loaded when the first document arrives, so that a cold function starts with little code.
 * A fault leaves by its name (Step Functions matches it) and without the text of foreign errors.
 */
export const step = <In extends z.ZodMiniType, Out extends z.ZodMiniType>(
  name: string,
  input: In,
  output: Out,
  load: () => Promise<Work<z.output<In>, z.input<Out>>>,
): ((event: unknown) => Promise<z.output<Out>>) => {
  const work = once(load);
  const perform = async (event: unknown) => {
    const startedAt = performance.now();
    const [run] = await Promise.allSettled([work(), openLog()]);
    try {
      if (run.status === 'rejected') throw run.reason;
      const result = readDocument(output, await run.value(readDocument(input, event)));
      measure(name, startedAt);
      log.info(name, { ms: Math.round(performance.now() - startedAt) });
      return result;
    } catch (error) {
      const known = describeError(error);
      measure(name, startedAt, known.error);
      log.error(name, { ...known });
      throw presentable(error, known.error);
    }
  };
  return (event) => along(trailOf(event), () => perform(event));
};

/** @throws InvalidDocument naming the fields that are wrong, never their values. */
const readDocument = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map((issue) => issue.path.join('.') || '(document)'));
  throw new InvalidDocument(`Unexpected shape at: ${[...fields].slice(0, 10).join(', ')}`);
};

/** Lambda writes what is thrown into its own log: only our own words may be in it. */
const presentable = (error: unknown, name: string): Error => {
  if (error instanceof Fault) return error;
  const bare = new Error('See the log of this function by the question id.');
  bare.name = name;
  bare.stack = `${name}: ${bare.message}`;
  return bare;
};

const WithIds = z.object({ questionId: z.optional(z.unknown()), requestId: z.optional(z.unknown()) });
const trailOf = (event: unknown): Trail => {
  const { questionId, requestId } = z.safeParse(WithIds, event).data ?? {};
  return { questionId: idOf(questionId), requestId: idOf(requestId) };
};

const ID = /^[\w.:-]{1,128}$/;
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && ID.test(value) ? value : undefined;
