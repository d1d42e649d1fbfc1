import type { Reader } from '#shared/contracts/documents.ts';
import type { AccessStore, AssistantLine } from '#shared/ports.ts';
import type { AskAs } from './monitor.ts';

export interface AskAsPorts {
  line: AssistantLine;
  access: AccessStore;
  /** What may be seen by who is on no list. */
  unlisted: 'everything' | 'nothing';
  timeZone: string;
  newId: () => string;
}

/**
 * Asks the line as somebody: with what they may see, and outside every conversation of theirs.
 * @throws AssistantUnavailable, AssistantTimeout, StoreUnavailable
 */
export const askingAs =
  ({ line, access, unlisted, timeZone, newId }: AskAsPorts) =>
  (reader: Reader, language: string, at: string): AskAs => {
    let looked: ReturnType<AccessStore['read']> | undefined;
    return async (text) => {
      looked ??= access.read(reader);
      const allow = await looked;
      const all = allow === undefined && unlisted === 'everything';
      return line.ask({
        version: 1,
        questionId: `p-${newId()}`,
        sessionId: 'subscriptions',
        reader,
        access: all ? { kind: 'all' } : { kind: 'listed', allow: allow ?? {} },
        channel: 'whatsapp',
        text,
        askedLanguage: language,
        askedAt: at,
        timeZone,
      });
    };
  };
