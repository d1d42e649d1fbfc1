import * as z from 'zod/mini';
import { Classified, Queried, Question } from '#shared/contracts/documents.ts';

const Probe = z.object({ probe: z.literal(true) });
const Probed = z.object({ database: z.object({ ok: z.boolean(), ms: z.number() }) });

/** A probe of the database, or a classified question (which wants figures, or the names read anew). */
export const QueryInput = z.union([Probe, Classified]);
export type QueryInput = z.infer<typeof QueryInput>;

/** After a reading of the names the question goes back to be classified, as it came. */
export const QueryOutput = z.union([Probed, Queried, Question]);
export type QueryOutput = z.infer<typeof QueryOutput>;
