import type { Outgoing } from '#shared/contracts/delivery.ts';
import type { Sender } from '#shared/contracts/incoming.ts';
import type { Part, Reply } from '#shared/contracts/reply.ts';
import { FIGURES, formatText, literal } from './format.ts';
import { LIMITS } from './limits.ts';
import { buttonsOf, fitButtons, numbered, rowsOf, type Tap, tapsOf } from './options.ts';
import { split } from './split.ts';
import { cut, isBlank, oneLine, tidy } from './text.ts';

type Of<Type extends Part['type']> = Extract<Part, { type: Type }>;

/** One message but for its head. */
interface Draft {
  content: { type: string } & Record<string, unknown>;
  charts: string[];
  /** Says the same; empty where words alone can not. */
  plain: string;
}

/** A part that has more than text: how much text fits into its message, and how it is made with it. */
interface Form {
  room: number;
  /** Its own text. */
  text: string;
  make(text: string): Draft;
}

/**
 * The reply in the best form the platform has for each part, within all its limits and in as few messages as hold
 * it: texts that follow each other are one, and the text before something to tap or to look at stands in its
 * message where there is room. Whoever is known by number is written to by number.
 */
export const renderReply = (reply: Reply, to: Sender): Outgoing[] => {
  const drafts: Draft[] = [];
  let text = '';
  for (const part of reply.parts) {
    const form = formOf(part);
    if (typeof form === 'string') {
      text = joined(text, form);
      continue;
    }
    // What does not fit goes before it; the end of its own text stays with it.
    const own = split(form.text, form.room, FIGURES);
    const last = own.pop() ?? '';
    const pending = joined(text, own.join('').trim());
    const whole = joined(pending, last);
    const isOne = own.length === 0 && whole.length <= form.room;
    drafts.push(...(isOne ? [form.make(whole)] : [...textDrafts(pending), form.make(last)]));
    text = '';
  }
  drafts.push(...textDrafts(text));
  return drafts.map((draft, at) => outgoing(draft, to, at === 0 ? reply.quote : undefined));
};

const joined = (...texts: string[]): string => texts.filter((text) => !isBlank(text)).join('\n\n');

const shown = (text: string): string => tidy(formatText(tidy(text)));

/** A text, where the part has nothing else. */
const formOf = (part: Part): string | Form => {
  switch (part.type) {
    case 'text':
      return shown(part.text);
    case 'options':
      return optionsForm(part);
    case 'picture':
      return pictureForm(part);
    case 'cards':
      return cardsForm(part);
    case 'link':
      return linkForm(part);
    case 'template':
      return templateForm(part);
  }
};

/** A message can not be without text; where nothing is said, this is. */
const NOTHING = '…';
const bodyOf = (text: string) => ({ text: isBlank(text) ? NOTHING : text });

const textDrafts = (text: string): Draft[] =>
  split(text, LIMITS.text, FIGURES)
    .filter((body) => !isBlank(body))
    .map((body) => ({ content: textContent(body), charts: [], plain: '' }));

const textContent = (body: string) => ({ type: 'text', text: { body, preview_url: false } });

const interactive = (content: Record<string, unknown>): Draft['content'] => ({
  type: 'interactive',
  interactive: content,
});

const optionsForm = ({ text, options, open }: Of<'options'>): string | Form => {
  const own = shown(text);
  const lines = numbered(options);
  const taps = tapsOf(options);
  if (taps === undefined) return joined(own, lines);
  const isShort = fitButtons(taps) && own.length <= LIMITS.body;
  return {
    room: isShort ? LIMITS.body : LIMITS.listBody - lines.length - 2,
    text: own,
    make: (body) => ({
      content: interactive(isShort ? buttonForm(body, taps) : listForm(body, taps, open)),
      charts: [],
      plain: body.endsWith(lines) ? body : joined(body, lines),
    }),
  };
};

const buttonForm = (body: string, taps: readonly Tap[]) => ({
  type: 'button',
  body: bodyOf(body),
  action: { buttons: buttonsOf(taps) },
});

const listForm = (body: string, taps: readonly Tap[], open: string) => {
  const label = oneLine(open);
  const button = cut(label, LIMITS.buttonTitle);
  const title = cut(label, LIMITS.sectionTitle);
  return {
    type: 'list',
    body: bodyOf(body),
    action: {
      button: isBlank(button) ? NOTHING : button,
      sections: [{ title: isBlank(title) ? NOTHING : title, rows: rowsOf(taps) }],
    },
  };
};

const imageOf = (chart: string) => ({ id: `chart:${chart}` });

const pictureForm = ({ chart, caption, options }: Of<'picture'>): Form => {
  const taps = options.length === 0 ? [] : tapsOf(options);
  const lines = numbered(options);
  const own = shown(caption);
  const header = { type: 'image', image: imageOf(chart) };
  if (taps !== undefined && taps.length > 0)
    return {
      room: LIMITS.body,
      text: own,
      make: (text) => ({
        content: interactive({ ...buttonForm(text, taps), header }),
        charts: [chart],
        plain: joined(text, lines),
      }),
    };
  return {
    room: LIMITS.caption,
    text: joined(own, lines),
    make: (text) => ({
      content: { type: 'image', image: { ...imageOf(chart), ...(!isBlank(text) && { caption: text }) } },
      charts: [chart],
      plain: text,
    }),
  };
};

type Card = Of<'cards'>['cards'][number];

const cardsForm = ({ text, cards }: Of<'cards'>): string | Form => {
  const taps = tapsOf(cards.map(({ option }) => option));
  const known = distinctCards(cards);
  const lines = cards.map((card, at) => `${at + 1}. ${oneLine(cardText(card, at))}`).join('\n');
  if (taps === undefined) return joined(shown(text), lines);
  const [only, ...others] = known;
  if (only !== undefined && others.length === 0)
    return pictureForm({
      type: 'picture',
      chart: only.chart,
      caption: joined(text, only.text),
      options: [only.option],
    });
  return {
    room: LIMITS.body,
    text: shown(text),
    make: (body) => ({
      content: interactive({
        type: 'carousel',
        body: bodyOf(body),
        action: { cards: known.map((card, at) => cardForm(card, taps[at], at)) },
      }),
      charts: known.map(({ chart }) => chart),
      plain: joined(body, lines),
    }),
  };
};

const distinctCards = (cards: readonly Card[]): Card[] => {
  const ids = cards.map(({ option }) => option.id);
  return cards.filter(({ option }, at) => ids.indexOf(option.id) === at);
};

const cardText = ({ text, option }: Card, at: number): string => {
  const lines = shown(text)
    .split('\n')
    .filter((line) => line !== '');
  const first = lines.slice(0, LIMITS.cardLineBreaks + 1).join('\n');
  const fitting = cut(first, LIMITS.cardText);
  if (!isBlank(fitting)) return fitting;
  const label = cut(literal(oneLine(option.label)), LIMITS.cardText);
  return isBlank(label) ? String(at + 1) : label;
};

const cardForm = (card: Card, tap: Tap | undefined, at: number) => {
  const title = cut(tap?.label ?? '', LIMITS.buttonTitle);
  return {
    card_index: at,
    type: 'cta_url',
    header: { type: 'image', image: imageOf(card.chart) },
    body: { text: cardText(card, at) },
    action: {
      buttons: [
        {
          type: 'quick_reply',
          quick_reply: { id: tap?.id, title: isBlank(title) ? String(at + 1) : title },
        },
      ],
    },
  };
};

const WEB = /^https?:\/\/\S+$/;

/** Where the platform would not take the address it stands in the text. */
const linkForm = ({ text, label, ...part }: Of<'link'>): string | Form => {
  const own = shown(text);
  const url = oneLine(part.url);
  if (!WEB.test(url) || url.length > LIMITS.url) return joined(own, url);
  const button = cut(oneLine(label), LIMITS.buttonTitle);
  return {
    room: LIMITS.body,
    text: own,
    make: (body) => ({
      content: interactive({
        type: 'cta_url',
        body: bodyOf(body),
        action: {
          name: 'cta_url',
          parameters: { display_text: isBlank(button) ? NOTHING : button, url },
        },
      }),
      charts: [],
      plain: joined(body, url),
    }),
  };
};

/** Words beside it can not be in it: they were agreed. */
const templateForm = ({ name, language, values }: Of<'template'>): Form => {
  const most = Math.floor(LIMITS.body / Math.max(1, values.length));
  const parameters = values.map((value) => {
    const text = cut(oneLine(value), most);
    return { type: 'text', text: isBlank(text) ? NOTHING : text };
  });
  const components = parameters.length === 0 ? [] : [{ type: 'body', parameters }];
  return {
    room: 0,
    text: '',
    make: () => ({
      content: { type: 'template', template: { name, language: { code: language }, components } },
      charts: [],
      plain: '',
    }),
  };
};

const outgoing = ({ content, charts, plain }: Draft, to: Sender, quote: string | undefined): Outgoing => {
  const address = to.phone === undefined ? { recipient: to.scopedId } : { to: to.phone };
  const context =
    quote === undefined || content.type === 'template' ? {} : { context: { message_id: quote } };
  const head = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...address,
    ...context,
  };
  return {
    payload: { ...head, ...content },
    charts: [...new Set(charts)],
    ...(!isBlank(plain) && { plain: { ...head, ...textContent(plain) } }),
  };
};
