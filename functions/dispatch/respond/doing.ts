import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { IncomingMessage } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import type { Part } from '#shared/contracts/reply.ts';
import type { Decision, PeopleRules } from '#shared/domain/people/decide.ts';
import { opinions } from '#shared/domain/people/opinions.ts';
import { messageText, questionIdOf } from '#shared/domain/people/person.ts';
import { ideas, whatWasWrong, whenSaid } from '#shared/domain/people/voice.ts';
import { languageOfWord } from '#shared/domain/people/words.ts';
import type { FeedbackStore, Now, PeopleStore, SentMessages } from '#shared/ports.ts';
import { count } from '#shared/runtime/log.ts';
import { asker, type AskerPorts } from './asker.ts';
import { colleagues, type ColleaguePorts } from './colleagues.ts';
import type { Voice, Voices } from './voices.ts';
import { wishing, type WishingPorts } from './wishing.ts';

export interface DoingPorts extends AskerPorts, ColleaguePorts, WishingPorts {
  people: PeopleStore;
  feedback: FeedbackStore;
  sent: SentMessages;
  catalog: CatalogFolder;
  now: Now;
  rules: PeopleRules;
}

/** What became of a decision: the person as they are now, what is said to them, and in which voice. */
export interface Done {
  person: Person;
  parts: Part[];
  voice: Voice;
  /** False where who we are need not be said, though it is the first reply. */
  introduces?: boolean;
}

export interface Doing {
  before: Person;
  /** As decided. */
  person: Person;
  message: IncomingMessage;
  decision: Decision;
  at: string;
  /** Called before an answer is looked for. */
  working: () => void;
}

const saying = (text: string): Part[] => [{ type: 'text', text }];

/** Does what was decided on one message. Doing it twice leaves what doing it once does. */
export const doing = (ports: DoingPorts, voices: Voices): ((work: Doing) => Promise<Done>) => {
  const theirs = colleagues(ports);
  const { call, keep, keepForThem, takeBack, askThemIn } = theirs;
  const ask = asker(ports, voices, theirs);
  const wish = wishing(ports, voices);
  const keepOpinion = opinions(ports);
  const opinion = async ({ personId, sessionId }: Person, given: Parameters<typeof keepOpinion>[2]) => {
    await keepOpinion({ tenantId: ports.tenantId, userId: personId }, sessionId, given);
    // A reason or a correction goes with a thumb that was counted.
    if (given.flaw === undefined) count('feedback', { thumb: given.up ? 'up' : 'down' });
  };

  const voiceFor = async (person: Person, message: IncomingMessage): Promise<Voice> => {
    const text = messageText(message.content);
    const language = languageOfWord(text, voices.words) ?? person.language ?? (await voices.languageOf(text));
    return voices.of(language);
  };

  return async (work) => {
    const { before, message, decision, at } = work;
    let { person } = work;
    if (before.handover !== undefined && person.handover === undefined) await takeBack(person);
    if (decision.do === 'ask') {
      work.working();
      return (await wish(person, decision, at)) ?? ask(person, message, decision, at);
    }
    const voice = await voiceFor(person, message);
    const { manners } = voice;
    const done = (parts: Part[]): Done => ({ person, parts, voice });
    const questionId = questionIdOf(message.messageId);
    switch (decision.do) {
      case 'nothing':
        if (decision.why === 'handed_over') person = await keepForThem(person, message, at);
        return done([]);
      case 'quiet': {
        person = await keepForThem(person, message, at);
        return done(saying(whenSaid(manners.quietLater, decision.when, manners)));
      }
      case 'say':
        if (decision.what === 'stopped') return { ...done(saying(manners.stopped)), introduces: false };
        return done(
          IDEAS.has(decision.what) ? [withIdeas(decision.what, voice)] : saying(manners[decision.what]),
        );
      case 'decline':
        return done(saying(manners.declined[decision.what]));
      case 'invite': {
        const options = [{ label: manners.labels.access, action: { do: 'access' as const } }];
        return done([{ type: 'options', text: manners.invite, open: manners.labels.open, options }]);
      }
      case 'request': {
        if (!(await askThemIn(person, at))) return done(saying(manners.nobodyTold));
        person = { ...person, admission: 'asked' };
        return done(saying(manners.requested));
      }
      case 'hand_over': {
        const asked = { questionId, question: decision.words };
        const { text, handover } = await call(person, asked, voice, at);
        if (handover === undefined) return done(saying(text));
        const kept = await keep(person, asked, { text, language: manners.language, at });
        person = { ...kept, handover };
        return done(saying(text));
      }
      case 'react': {
        const cause = await ports.sent.causeOf(decision.to);
        if (cause !== undefined)
          await opinion(person, { questionId: questionIdOf(cause), up: decision.up, at });
        return done([]);
      }
      case 'thumb':
        await opinion(person, { questionId: decision.questionId, up: decision.up, at });
        return done(decision.up ? saying(manners.thanks) : [whatWasWrong(manners, decision.questionId)]);
      case 'flaw': {
        const { flaw } = decision;
        await opinion(person, { questionId: decision.questionId, up: false, flaw, at });
        if (flaw !== 'other') return done(saying(manners.flawed));
        person = { ...person, flawed: { at, questionId: decision.questionId } };
        return done(saying(manners.tellMore));
      }
      case 'correct': {
        const { text: correction } = decision;
        await opinion(person, { questionId: decision.questionId, up: false, flaw: 'other', correction, at });
        return done(saying(manners.corrected));
      }
    }
  };
};

type Said = Extract<Decision, { do: 'say' }>['what'];
const IDEAS = new Set<Said>(['help', 'started', 'granted', 'welcomeBack']);

const withIdeas = (what: Said, { manners, questions }: Voice): Part =>
  ideas(manners[what], questions, manners);
