import type { Directory } from '#shared/contracts/catalog.ts';
import { type Conversation, Told } from '#shared/contracts/conversation.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { converse } from '#shared/domain/understanding/conversation/converse.ts';
import { catalog, grammar, NOW, process } from './understanding.ts';

const group = (dimension: string, name: string) => ({ dimension, key: name, name });

/** A company with areas, and with names that are alike. */
export const company: Directory = {
  readers: 'test',
  readAt: NOW,
  names: [
    process('Fatturazione giornaliera'),
    process('Acquisizione ordini dal sito'),
    process('Conferma ordine al cliente'),
    process('Tracking corrieri'),
    process('Preparazione cedolini'),
    process('Backup notturno archivi'),
    process('Wholesale quote approval'),
    process('Expense report approval'),
    process('Weekly sales report'),
    process('Import listino fornitori'),
    process('Import estratti conto'),
    process('Pulizia dati anagrafici'),
    process('Allineamento anagrafica clienti'),
    group('area', 'Vendite'),
    group('area', 'Magazzino'),
    group('area', 'Amministrazione'),
    group('area', 'Risorse umane'),
    group('tag', 'Urgente'),
  ],
};

const NAMES = /^\[(.*)\]$/;
/** "{day 2026-11-16}": the moment that the answer before told. */
const TOLD = /^\{(\S+) (\S+)\}$/;
/** "@2026-11-20T23:30:00.000Z": what follows is asked at this instant. */
const AT = /^@(\S+)$/;

/**
 * What the last of several messages means. A piece in brackets gives the names that the answer before it gave:
 * `[Tracking corrieri | Weekly sales report]`; in braces the moment that it told: `{day 2026-11-16}`.
 */
export const talk = (messages: readonly string[], names: Directory = company): Understanding => {
  let conversation: Conversation | undefined;
  let understanding: Understanding | undefined;
  let askedAt = NOW;
  for (const text of messages) {
    const given = NAMES.exec(text)?.[1]?.split(' | ');
    const at = AT.exec(text)?.[1];
    askedAt = at ?? askedAt;
    if (given && conversation?.last)
      conversation = { ...conversation, last: { ...conversation.last, named: given } };
    const [, unit, value] = TOLD.exec(text) ?? [];
    const told = Told.safeParse({ unit, value });
    if (told.success && conversation?.last)
      conversation = { ...conversation, last: { ...conversation.last, told: told.data } };
    if (given || told.success || at !== undefined) continue;
    const asked = { text, askedAt, timeZone: 'Europe/Rome', ...(conversation && { conversation }) };
    ({ understanding, conversation } = converse(asked, { catalog, grammar, directory: names }));
  }
  if (!understanding) throw new Error('Nothing was said.');
  return understanding;
};

/** What was understood, without how sure it is and in which language. */
export const meaningOf = (understanding: Understanding): unknown => {
  if (understanding.kind === 'several') return understanding.parts.map(meaningOf);
  if (understanding.kind === 'query') return understanding.query;
  if (understanding.kind === 'clarify') return { choices: understanding.choices.map(({ name }) => name) };
  if (understanding.kind === 'definition') return { defined: understanding.metrics };
  const { kind, category } = understanding;
  return { kind, category, ...(understanding.kind === 'refuse' && { reason: understanding.reason }) };
};

/** The messages of a dialogue, and the question that its last one must mean. */
export type Dialogue = [...messages: string[], same: string];

/** What the last message of a dialogue means. */
export const lastOf = (dialogue: Dialogue, names: Directory = company): unknown =>
  meaningOf(talk(dialogue.slice(0, -1), names));

/** What the question in full means that is asked by itself. */
export const inFull = (dialogue: Dialogue, names: Directory = company): unknown => {
  const understanding = talk(dialogue.slice(-1), names);
  if (understanding.kind === 'refuse') throw new Error(`"${dialogue.at(-1)}" is no question.`);
  return meaningOf(understanding);
};
