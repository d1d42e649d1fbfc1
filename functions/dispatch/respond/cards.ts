import type { Masked, Reader } from '#shared/contracts/documents.ts';
import { keepCharts } from '#shared/domain/charts/keep.ts';
import type { AnsweringPorts, AskMore } from '#shared/domain/conversation/answering.ts';
import { type Card, cardOf, type RankedThing, rankedThings } from '#shared/domain/whatsapp/cards.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import type { Voice } from './voices.ts';

/**
 * A small picture of each thing of a ranking: the line is asked for each of them, as the same reader, and the
 * pictures of those answers are kept. None at all where one is not to be had: the answer says all without them.
 */
export const cardsWith =
  ({ charts, timeZone }: Pick<AnsweringPorts, 'charts' | 'timeZone'>) =>
  async (answer: Masked, reader: Reader, wording: Voice['wording'], askMore: AskMore): Promise<Card[]> => {
    const drawn = async (thing: RankedThing, place: number): Promise<Card | undefined> => {
      const detail = await askMore(thing.question, place);
      const blocks = await keepCharts(charts, reader, detail, timeZone);
      return cardOf(thing, { ...detail, blocks });
    };
    try {
      const things = rankedThings(answer, wording);
      const cards = await Promise.all(things.map(drawn));
      const known = cards.filter((card) => card !== undefined);
      if (known.length < cards.length)
        log.info('no cards', { questionId: answer.questionId, things: cards.length, cards: known.length });
      return known.length < cards.length ? [] : known;
    } catch (error) {
      log.error('cards away', { questionId: answer.questionId, ...describeError(error) });
      return [];
    }
  };
