import type { Reader } from '#shared/contracts/documents.ts';
import type { Part } from '#shared/contracts/reply.ts';
import type { Want } from '#shared/contracts/subscription.ts';
import type { KeptSubscription } from '#shared/ports.ts';
import { tokenise } from '../language/tokens.ts';
import { literal } from '../whatsapp/format.ts';
import { describeQuiet, describeWant } from './describe.ts';
import { type ReadWish, readWish, type Wish } from './read.ts';
import { type Made, MOST_SUBSCRIPTIONS, type SubscribePorts, subscribing } from './subscribe.ts';
import type { SubscriptionWords } from './words.ts';

export interface Wished {
  reader: Reader;
  text: string;
  at: string;
  /** On the button that opens a list. */
  open: string;
}

/** What is said to a wish about being told, and in which language. */
export interface Heeded {
  language: string;
  parts: Part[];
}

const saying = (text: string): Part[] => [{ type: 'text', text }];
const OTHER = 'other';

/**
 * Does what a message wishes about being told. Undefined when it wishes no such thing: it is for the line. Done
 * again it says the same and changes nothing more.
 * @throws StoreUnavailable, AssistantUnavailable, AssistantTimeout
 */
export const wishes = (ports: SubscribePorts, all: readonly SubscriptionWords[]) => {
  const { subscriptions } = ports;
  const subscribe = subscribing(ports);

  return async ({ reader, text, at, open }: Wished): Promise<Heeded | undefined> => {
    const found = readWish(text, all);
    const words = all.find(({ language }) => language === found?.language);
    if (found === undefined || words === undefined) return undefined;
    const parts = await done(found, { reader, words, at, open });
    return { language: words.language, parts };
  };

  async function done(
    { wish, again }: ReadWish,
    setting: { reader: Reader; words: SubscriptionWords; at: string; open: string },
  ): Promise<Part[]> {
    const { reader, words, at, open } = setting;
    const { says } = words;
    const mine = () => subscriptions.list(reader);
    switch (wish.do) {
      case 'which':
        return saying(says.which);
      case 'list':
        return saying(listed(await mine(), words));
      case 'end':
        return saying(await end(wish, await mine(), { reader, words, at }));
      case 'quiet': {
        const kept = await mine();
        for (const { subscription, revision } of kept)
          await subscriptions.write({ ...subscription, quiet: wish.quiet }, revision);
        return saying(kept.length === 0 ? says.hushNone : describeQuiet(wish.quiet, says.hush));
      }
      case 'alert': {
        const { do: _, quiet, ...alert } = wish;
        const made = await subscribe.alert({ kind: 'alert', ...alert }, { reader, words, quiet, at });
        return said(made, { words, open, again });
      }
      case 'summary': {
        const want: Want = { kind: 'summary', at: wish.at, days: wish.days };
        return said(await subscribe.make(want, { reader, words, quiet: wish.quiet, at }), {
          words,
          open,
          again,
        });
      }
    }
  }

  async function end(
    { what, name }: Extract<Wish, { do: 'end' }>,
    mine: readonly KeptSubscription[],
    { reader, words, at }: { reader: Reader; words: SubscriptionWords; at: string },
  ): Promise<string> {
    const { says } = words;
    const meant = mine.filter(({ subscription: { want } }) => what === 'all' || want.kind === what);
    const ended = name === undefined ? meant : await named(meant, name, { reader, words, at });
    for (const { subscription } of ended) await subscriptions.remove(reader, subscription.subscriptionId);
    if (ended.length === 0) return says.nothingEnded;
    const list = ended.map(({ subscription }) => describeWant(subscription.want, says));
    return says.ended.replace('{what}', () => (list.length === 1 ? list.join('') : `\n${bulleted(list)}`));
  }

  /** Those that are called so; where none is, those that the line takes the name for. */
  async function named(
    mine: readonly KeptSubscription[],
    name: string,
    { reader, words, at }: { reader: Reader; words: SubscriptionWords; at: string },
  ): Promise<readonly KeptSubscription[]> {
    const called = mine.filter(({ subscription: { want } }) => isCalled(want, name));
    if (called.length > 0 || mine.length === 0) return called;
    const { about, answer } = await subscribe.resolve(name, { reader, words, at });
    const keys = answer.blocks.flatMap((block) =>
      block.type === 'choices' ? block.choices.map(({ id }) => id) : [],
    );
    return mine.filter(
      ({ subscription: { want } }) =>
        want.kind === 'alert' &&
        want.about !== undefined &&
        (want.about.key === about?.key || keys.includes(want.about.key)),
    );
  }
};

const STEM = 5;
const stemsOf = (text: string): string[] =>
  tokenise(text).flatMap(({ kind, norm }) => (kind === 'mark' ? [] : norm.slice(0, STEM)));

const isCalled = (want: Want, name: string): boolean => {
  const stems = stemsOf(want.kind === 'alert' ? (want.about?.name ?? '') : '');
  return stems.length > 0 && stemsOf(name).every((stem) => stems.includes(stem));
};

const bulleted = (lines: readonly string[]): string => lines.map((line) => `• ${line}`).join('\n');

const listed = (mine: readonly KeptSubscription[], { says }: SubscriptionWords): string => {
  if (mine.length === 0) return says.none;
  const lines = bulleted(mine.map(({ subscription }) => describeWant(subscription.want, says)));
  const quiet = mine.find(({ subscription }) => subscription.quiet !== undefined)?.subscription.quiet;
  const hours = quiet === undefined ? [] : [describeQuiet(quiet, says.quiet)];
  return [`${says.yours}\n${lines}`, ...hours, says.howToEnd].join('\n\n');
};

const said = (
  made: Made,
  { words: { says }, open, again }: { words: SubscriptionWords; open: string; again: ReadWish['again'] },
): Part[] => {
  if (made.kind === 'full') return saying(says.full.replace('{most}', String(MOST_SUBSCRIPTIONS)));
  if (made.kind === 'made') {
    const { want, quiet } = made.subscription;
    const done = says.done.replace('{what}', () => describeWant(want, says));
    return saying(quiet === undefined ? done : `${done} ${describeQuiet(quiet, says.quiet)}`);
  }
  const { answer, blocks, kind } = made.answer;
  const choices = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const known = choices.filter(({ id }) => id !== OTHER).slice(0, 10);
  if (known.length === 0) return saying(kind === 'answer' ? says.which : literal(answer));
  const options = known.map(({ label }) => ({
    label,
    description: label,
    action: { do: 'say' as const, text: again(label).slice(0, 1000) },
  }));
  const [text = ''] = answer.split(/(?<=\?)\s/);
  return [{ type: 'options', text: literal(text), open, options }];
};
