import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import type { Content, IncomingMessage, Sender } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import type { Reply } from '#shared/contracts/reply.ts';
import { operators } from '#shared/domain/people/operators.ts';
import { offered } from '#shared/domain/people/offers.ts';
import { GIULIA, optionsOf, saidIn, startChat } from '#test/support/people.ts';

const LUCA: Sender = { phone: '393339998888', scopedId: 'IT.77', name: 'Luca' };
export const PER_MINUTE = 6;

const STOPS = ['STOP', 'basta!', ' Annulla ', 'Unsubscribe.'];
const STARTS = ['riprendi', 'START'];
const OTHERS = [
  'Quanti falliti ieri?',
  'how many failed?',
  'ciao',
  'aiuto',
  'persona',
  'vorrei un collega',
  'assistente',
  '?',
  '',
  'quando si ferma il processo?',
  'x'.repeat(1200),
];

type Step =
  | { do: 'write'; who: number; text: string; late: boolean; group: boolean }
  /** Taps the nth thing that the last reply offers; beyond its end, something forged. */
  | { do: 'tap'; who: number; nth: number }
  | { do: 'send'; who: number; content: Content }
  | { do: 'react'; who: number; back: number; emoji: string }
  | { do: 'edit'; who: number; back: number }
  /** The message that many before comes again. */
  | { do: 'repeat'; back: number }
  | { do: 'wait'; minutes: number }
  | { do: 'operate'; who: number; wish: 'grant' | 'refuse' | 'handback' }
  | { do: 'take over'; who: number }
  /** The next thing that is written fails, before or after it was. */
  | { do: 'crash'; when: 'before' | 'after' }
  | { do: 'break'; what: 'lineAway' | 'nobodyThere'; is: boolean };

const who = fc.integer({ min: 0, max: 1 });
const someBack = fc.integer({ min: 0, max: 3 });
export const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who,
      text: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...OTHERS) },
        { weight: 1, arbitrary: fc.constantFrom(...STOPS) },
        { weight: 2, arbitrary: fc.constantFrom(...STARTS) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
      ),
      late: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
      group: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('tap' as const), who, nth: fc.nat({ max: 5 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      who,
      content: fc.constantFrom<Content>(
        { type: 'media', media: 'audio' },
        { type: 'media', media: 'image', caption: 'Quanti falliti?' },
        { type: 'location' },
        { type: 'revoke', original: 'wamid.IN1' },
        { type: 'unsupported', what: 'poll' },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('react' as const),
      who,
      back: someBack,
      emoji: fc.constantFrom('👍', '👎🏿', '😂'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), who, back: someBack }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('repeat' as const), back: someBack }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 5, 11, 70, 600) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('operate' as const),
      who,
      wish: fc.constantFrom('grant' as const, 'refuse' as const, 'handback' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take over' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      what: fc.constantFrom('lineAway' as const, 'nobodyThere' as const),
      is: fc.boolean(),
    }),
  },
);

/** What is known of a person from outside, by their messages and what operators did alone. */
interface Seen {
  stopped: boolean;
  mayAsk: boolean;
}

const WISHES = {
  grant: { admission: 'granted' },
  refuse: { admission: 'refused' },
  handback: { handBack: true },
} as const;

/** Whoever hands something over to be done does so again when it broke off. */
const again = <Value>(work: () => Promise<Value>): Promise<Value> => work().catch(work);

/** Plays a conversation, and checks at each step what must hold. */
export class Play {
  /** What did not hold. */
  readonly faults: string[] = [];
  readonly people = [GIULIA, LUCA];
  readonly seen: Seen[];
  readonly messages: IncomingMessage[] = [];
  readonly replies: (Reply | undefined)[] = [undefined, undefined];
  readonly ids = new Map<string, string>();
  readonly chat: Awaited<ReturnType<typeof startChat>>;
  constructor(chat: Awaited<ReturnType<typeof startChat>>, admission: 'listed' | 'everyone') {
    this.chat = chat;
    this.seen = this.people.map(() => ({ stopped: false, mayAsk: admission === 'everyone' }));
  }

  private must(holds: boolean, what: string): void {
    if (!holds) this.faults.push(what);
  }

  async play(step: Step): Promise<void> {
    const { chat } = this;
    if (step.do === 'wait')
      chat.state.at = new Date(Date.parse(chat.state.at) + step.minutes * 60_000).toISOString();
    else if (step.do === 'break') chat.state[step.what] = step.is;
    else if (step.do === 'crash') chat.state.crash = step.when;
    else if (step.do === 'repeat') await this.repeat(step.back);
    else if (step.do === 'take over') {
      const change = { version: 1 as const, numberId: '1055', kind: 'taken_over' as const };
      const taken = { ...change, to: this.people[step.who] ?? GIULIA, at: chat.state.at };
      await again(() => chat.heed(taken));
    } else if (step.do === 'operate') await this.operate(step.who, step.wish);
    else await this.hear(step.who, this.messageOf(step));
  }

  private messageOf(
    step: Extract<Step, { do: 'write' | 'tap' | 'send' | 'react' | 'edit' }>,
  ): IncomingMessage {
    const { chat } = this;
    const sender = this.people[step.who] ?? GIULIA;
    const before = this.messages.at(-1 - ('back' in step ? step.back : 0))?.messageId ?? 'wamid.none';
    const made = (content: Content, more: Partial<IncomingMessage> = {}) =>
      chat.message(content, { sender, ...more });
    switch (step.do) {
      case 'write': {
        const sentAt = new Date(Date.parse(chat.state.at) - 4 * 3_600_000).toISOString();
        const inGroup = step.group && !STOPS.includes(step.text) && !STARTS.includes(step.text);
        return made(
          { type: 'text', text: step.text },
          { ...(step.late && { sentAt }), ...(inGroup && { groupId: 'g1' }) },
        );
      }
      case 'tap': {
        const { id = 'forged', label = 'Quanti falliti?' } =
          optionsOf(this.replies[step.who])[step.nth] ?? {};
        return made({ type: 'tap', id, title: label });
      }
      case 'send':
        return made(step.content);
      case 'react':
        chat.causes.set(`out.${before}`, before);
        return made({ type: 'reaction', to: `out.${before}`, emoji: step.emoji });
      case 'edit':
        return made({ type: 'edit', original: before, text: 'Quanti falliti oggi?' });
    }
  }

  private async hear(index: number, message: IncomingMessage): Promise<void> {
    const { chat } = this;
    const seen = this.seen[index];
    if (seen === undefined) return;
    const sender = this.people[index] ?? GIULIA;
    const before = await chat.person(sender);
    const asked = chat.asked.length;
    const { person, reply } = await again(() => chat.respond(message));
    this.messages.push(message);
    if (reply !== undefined) this.replies[index] = reply;
    const text = message.content.type === 'text' ? message.content.text : '';
    const isStop = STOPS.includes(text);
    if (isStop && !seen.stopped) this.must(/RIPRENDI|START/.test(saidIn(reply)), 'confirms a stop');
    else if (seen.stopped && !STARTS.includes(text))
      this.must(reply === undefined, 'says nothing after a stop');
    if (isStop) seen.stopped = true;
    else if (STARTS.includes(text)) seen.stopped = false;
    if (!seen.mayAsk) {
      this.must(!saidIn(reply).includes('DATO'), 'tells nothing to who was not let in');
      this.must(chat.asked.length === asked, 'asks nothing for who was not let in');
    }
    if (reply !== undefined) this.must(saidIn(reply).trim() !== '', 'says something');
    else
      this.must(
        this.hasReason(before, message, seen),
        `is not silent without a reason: ${message.content.type}`,
      );
    this.checkOffers(person, reply, message);
  }

  /** Whether there is a reason why nothing was said. */
  private hasReason(
    before: Person | undefined,
    { content, groupId, sentAt }: IncomingMessage,
    seen: Seen,
  ): boolean {
    const { pace, handover, apologisedAt } = before ?? {};
    const now = Date.parse(this.chat.state.at);
    const sent = Date.parse(sentAt);
    const isSoon = pace !== undefined && Math.abs(sent - Date.parse(pace.since)) < 60_000;
    return [
      ['reaction', 'revoke', 'edit'].includes(content.type),
      groupId !== undefined && !seen.mayAsk,
      seen.stopped,
      isSoon && pace.messages >= PER_MINUTE && pace.told,
      now - sent > 3_600_000 && apologisedAt !== undefined,
      handover !== undefined && (handover.until === undefined || now < Date.parse(handover.until)),
    ].includes(true);
  }

  /** All that can be tapped is known to be theirs, and is nobody else's. */
  private checkOffers(
    person: Person,
    reply: Reply | undefined,
    { messageId, groupId }: IncomingMessage,
  ): void {
    const options = optionsOf(reply);
    if (groupId !== undefined) this.must(options.length === 0, 'offers nothing in a group');
    for (const { id = '', action } of options) {
      this.must(/^[\w-]{1,20}$/.test(id), 'offers short ids');
      const known = offered(person, id, this.chat.state.at);
      this.must(JSON.stringify(known) === JSON.stringify(action), 'knows what it offers');
      const owner = this.ids.get(id) ?? `${person.personId} ${messageId}`;
      this.must(owner === `${person.personId} ${messageId}`, 'offers a thing once');
      this.ids.set(id, owner);
    }
    this.must(new Set(options.map(({ id }) => id)).size === options.length, 'tells offers apart');
  }

  /** Whatever came last to a person may come again: it says the same, asks nothing, tells nobody, changes nothing. */
  private async repeat(place: number): Promise<void> {
    const { chat } = this;
    const message = this.messages.at(-1 - place);
    if (message === undefined) return;
    chat.state.crash = undefined;
    const latest = (await chat.person(message.sender))?.latest;
    if (latest?.messageId !== message.messageId) return;
    const before = await this.everything();
    const { reply } = await chat.respond(message);
    this.must(isDeepStrictEqual(reply, latest.reply), 'says the same again');
    this.must(isDeepStrictEqual(await this.everything(), before), 'changes nothing when it comes again');
  }

  private async everything() {
    const { people, feedback, asked, notices } = this.chat;
    const all = await people.list();
    const opinions = await Promise.all(all.map(({ personId }) => feedback.list(personId)));
    return { all, opinions, asked: asked.length, notices: notices.length };
  }

  private async operate(index: number, wish: 'grant' | 'refuse' | 'handback'): Promise<void> {
    const { phone = '' } = this.people[index] ?? {};
    const found = await again(() => operators(this.chat.ports).change(phone, WISHES[wish]));
    const seen = this.seen[index];
    if (seen === undefined || found === undefined || wish === 'handback') return;
    seen.mayAsk = wish === 'grant';
  }

  /** One opinion of a person on an answer, on answers alone that they got. */
  async checkOpinions(): Promise<void> {
    for (const { personId } of await this.chat.people.list()) {
      const ids = (await this.chat.feedback.list(personId)).map(({ questionId }) => questionId);
      this.must(new Set(ids).size === ids.length, 'keeps one opinion for an answer');
    }
  }
}
