import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { Answer } from '#shared/contracts/answer.ts';
import { anyAssistant, post } from './assistant.ts';
import { originWords } from './formula-words.ts';
import { CommandFailure, runCommand, table } from './terminal.ts';

const HELP = `Asks one question and prints the answer.

  npm run ask -- "Quanti processi sono falliti ieri?"
  npm run ask -- "Which processes failed most this week?" --proof

  --proof             where each figure comes from: value, formula, cells, statement, parameters
  --definitions       what the figures asked for are and are not
  --json              the whole answer as JSON (save it, then check it: npm run verify -- answer.json)
  --language it|en    the language of the answer; otherwise that of the question
  --session <id>      the conversation this question belongs to
  --user <id>         who asks
  --help              this text

Uses the assistant that runs on this machine (PORT, MILHENA_DATA_DIR), or starts one for this question.`;

const options = {
  json: { type: 'boolean' },
  proof: { type: 'boolean' },
  definitions: { type: 'boolean' },
  language: { type: 'string' },
  session: { type: 'string' },
  user: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const question = positionals.join(' ').trim();
  if (question === '') throw new CommandFailure('Write the question between quotes. Try --help.', 2);
  const assistant = await anyAssistant();
  try {
    const given = { sessionId: values.session, userId: values.user, language: values.language };
    const answer = await post(assistant, '/v1/ask', { question, ...given });
    console.log(
      values.json === true
        ? JSON.stringify(answer, null, 2)
        : readable(answer, { proof: values.proof === true, definitions: values.definitions === true }),
    );
  } finally {
    await assistant.stop();
  }
  return 0;
};

const readable = (document: unknown, show: { proof: boolean; definitions: boolean }): string => {
  const answer = z.parse(Answer, document);
  const lines = [answer.answer];
  for (const block of answer.blocks) {
    if (block.type === 'choices')
      lines.push('', ...block.choices.map(({ label }, at) => `  ${at + 1}. ${label}`));
    if (block.type === 'definitions' && show.definitions)
      lines.push('', ...block.definitions.map(({ label, text }) => `  ${label}: ${text}`));
    if (block.type === 'topics') lines.push('', ...block.topics.map((topic) => `  – ${topic}`));
  }
  if (answer.suggestions.length > 0) lines.push('', ...answer.suggestions.map((next) => `  → ${next}`));
  if (show.proof) lines.push('', proofs(answer));
  return lines.join('\n');
};

const proofs = ({ claims, evidence }: Answer): string => {
  if (claims.length === 0) return 'Nothing in this answer needs a proof.';
  const columns = new Map(evidence.map((one) => [one.id, one.columns]));
  const figures = claims.map((claim) => [
    claim.text,
    JSON.stringify(claim.value),
    claim.unit,
    originWords(claim, columns.get(claim.evidence) ?? []),
  ]);
  const statements = evidence.map(
    ({ id, fingerprint, parameters, rows, readAt }) =>
      `  ${id}  ${fingerprint}\n      read at ${readAt}, rows: ${rows.length}\n      parameters: ${JSON.stringify(parameters)}`,
  );
  return [
    'Proof of every figure',
    table([['text', 'value', 'unit', 'from'], ...figures]),
    '',
    'Statements',
    ...statements,
  ].join('\n');
};

await runCommand(main);
