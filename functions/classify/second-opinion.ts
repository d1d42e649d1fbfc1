import type { Conversed } from '#shared/domain/understanding/conversation/converse.ts';
import type { Asked, Knowledge } from '#shared/domain/understanding/understand.ts';
import type { AskModels, Asker } from './ask-models.ts';
import type { Help } from './model-help.ts';

interface Helped {
  read: Conversed;
  help: Help;
}

/** Undefined where nobody has to be asked; otherwise asks. */
type Opinion = (
  message: Asked,
  first: Conversed,
  knowledge: Knowledge,
) => ((asker: Asker) => Promise<Helped>) | undefined;

/**
 * Asks a model where the rules are unsure. Without a model, or when it fails or says nothing of use, what the
 * rules read stands; unless a budget says that such a question is not answered at all.
 */
export const secondOpinion = async (ask: AskModels | undefined): Promise<Opinion> => {
  if (!ask) return () => undefined;
  const { secondReading } = await import('#shared/domain/understanding/assist/second-reading.ts');
  return (message, first, knowledge) => {
    const second = secondReading(message, first, knowledge);
    return (
      second &&
      (async (asker) => {
        const { value, isRefused, help } = await ask({ work: 'reading', ...second }, asker);
        return { read: isRefused ? refused(first) : (value ?? first), help };
      })
    );
  };
};

const refused = ({ understanding, ...rest }: Conversed): Conversed => {
  const { language, category, confidence } = understanding;
  const refusal = {
    language,
    category,
    confidence,
    kind: 'refuse' as const,
    reason: 'budget_spent' as const,
  };
  return { ...rest, understanding: refusal };
};
