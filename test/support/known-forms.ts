import type { Conversation } from '#shared/contracts/conversation.ts';
import { converse } from '#shared/domain/understanding/conversation/converse.ts';
import { formOf } from '#shared/domain/understanding/forms.ts';
import { readAlone } from '#shared/domain/understanding/understand.ts';
import type { JudgedTurn } from './composed-report.ts';
import { NOW, TIME_ZONE } from './demo-company.ts';
import { demoDirectory } from './demo-directory.ts';
import { catalog, grammar } from './understanding.ts';

const { forms: _, ...others } = grammar;
/** Without the forms that are known already: how sure a reading is by all else. */
const knowledge = { catalog, grammar: others, directory: demoDirectory };

interface Read {
  form: string;
  /** Nothing else keeps it from being called sure. */
  sure: boolean;
}

/** The questions of one dialogue as they are read; a follow-up as the question in full that it means. */
const readIn = (turns: readonly JudgedTurn[]): Read[] => {
  let conversation: Conversation | undefined;
  return turns.map(({ q }) => {
    const asked = { askedAt: NOW, timeZone: TIME_ZONE };
    const read = converse({ ...asked, text: q, ...(conversation && { conversation }) }, knowledge);
    ({ conversation } = read);
    const { frame } = readAlone({ ...asked, text: conversation?.last?.text ?? q }, knowledge);
    return { form: formOf(frame), sure: read.understanding.confidence > 0.9 };
  });
};

export interface Forms {
  /** Of questions that were answered rightly, and with which none was wrong that would be called sure. */
  known: string[];
  /** Answers that would be called sure by all else, and those of them that are wrong. */
  sure: number;
  misled: number;
}

export const formsOf = (turns: readonly JudgedTurn[]): Forms => {
  const right = new Set<string>();
  const wrongly = new Set<string>();
  const counts = { sure: 0, misled: 0 };
  for (const dialogue of Map.groupBy(turns, ({ id }) => id).values())
    for (const [at, { form, sure }] of readIn(dialogue).entries()) {
      const { answer, wrong } = dialogue[at] ?? {};
      if (answer?.kind !== 'answer') continue;
      if (sure) counts.sure += 1;
      if (sure && wrong !== undefined) counts.misled += 1;
      if (wrong === undefined) right.add(form);
      else if (sure) wrongly.add(form);
    }
  return { known: [...right].filter((form) => !wrongly.has(form)).toSorted(), ...counts };
};
