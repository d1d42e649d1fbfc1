import type { Answer, Claim } from '#shared/contracts/answer.ts';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import type { CauseRules } from '#shared/domain/causes/cause-of.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { witnessesOf } from '#shared/domain/proof/witness.ts';
import type { BusinessDatabase } from '#shared/ports.ts';
import { nameColumns, maskEvidence } from '#functions/mask/mask-evidence.ts';
import { prepareRead, readEvidence } from '#functions/query/evidence.ts';
import { agrees, type Place, reads as readsRight, worthOf } from './claims.ts';

export interface Verifier extends Place {
  catalog: Catalog;
  causes: CauseRules;
  database: BusinessDatabase;
  schema: string;
}

export interface Finding {
  what: string;
  holds: boolean;
  why?: string;
}

/** Replays an answer's proofs: its statements are compiled anew, run anew, and every claim computed anew. */
export const verifyAnswer = async (answer: Answer, verifier: Verifier): Promise<Finding[]> => {
  const { evidence } = answer;
  const asked = evidence.flatMap(({ id, query }) => (query ? [{ id, query }] : []));
  const statements = evidence.map((one) => statementFinding(one, verifier));
  const fresh = await Promise.all(asked.map((read) => readAgain(read, evidence, verifier)));
  const then = { catalog: verifier.catalog, witnesses: witnessesOf(evidence, asked, verifier.catalog) };
  const now = { catalog: verifier.catalog, witnesses: witnessesOf(fresh, asked, verifier.catalog) };

  const judge = (claim: Claim): Finding => {
    const what = `${claim.slot} “${claim.text}”`;
    const no = (why: string): Finding => ({ what, holds: false, why });
    if (!answer.answer.includes(claim.text)) return no('claim tampered: the answer does not say so');
    if (!agrees(claim, then, verifier)) return no('claim tampered: it does not follow from its own evidence');
    if (!readsRight(claim, then, verifier))
      return no(`claim tampered: ${String(claim.value)} does not read so`);
    if (agrees(claim, now, verifier)) return { what, holds: true };
    const value = worthOf(claim, now)?.value;
    return no(
      `rows changed: it was ${String(claim.value)}, now it is ${value === undefined ? 'unknown' : String(value)}`,
    );
  };
  return [...statements, ...figuresOutside(answer), ...answer.claims.map(judge)];
};

const ALL = { kind: 'all' } as const;
const WHO = { questionId: 'verify', reader: { tenantId: 'local', userId: 'verify' } };

const statementFinding = (evidence: Evidence, { catalog, schema, timeZone }: Verifier): Finding => {
  const what = `statement ${evidence.id}`;
  if (evidence.query === undefined) return { what, holds: false, why: 'the answer does not carry its query' };
  const { scope = ALL, readAt: now } = evidence;
  const compiled = compile(evidence.query, { catalog, schema, timeZone, now, scope });
  if (compiled.fingerprint !== evidence.fingerprint)
    return {
      what,
      holds: false,
      why: 'fingerprint differs: another catalog, version or query made this answer',
    };
  if (JSON.stringify(compiled.parameters) !== JSON.stringify(evidence.parameters))
    return {
      what,
      holds: false,
      why: 'its parameters are not those of its query (is the time zone the same?)',
    };
  return { what, holds: true };
};

const readAgain = async (read: Read, evidence: Evidence[], verifier: Verifier): Promise<Evidence> => {
  const before = evidence.find(({ id }) => id === read.id);
  const askedAt = before?.readAt ?? new Date(0).toISOString();
  const scope = before?.scope ?? ALL;
  const asker = { ...WHO, askedAt, scope, timeZone: verifier.timeZone };
  const again = await readEvidence(verifier)(prepareRead(verifier, read, asker), asker);
  return maskEvidence(again, nameColumns(verifier.catalog), verifier.maskName);
};

/** Every digit of the answer belongs to a claim. */
const figuresOutside = ({ answer, claims }: Answer): Finding[] => {
  let rest = answer;
  const texts = claims.map(({ text }) => text).sort((a, b) => b.length - a.length);
  for (const text of texts) rest = rest.replaceAll(text, ' ');
  const found = rest.match(/\d[\d.,:]*/g) ?? [];
  return [...new Set(found)].map((figure) => ({
    what: `figure “${figure}”`,
    holds: false,
    why: 'claim tampered: no claim stands behind it',
  }));
};
