import { formatted, plain } from './format.js';
import { icon, make } from './make.js';
import { currentLanguage, word } from './words.js';

const sourceOf = ({ id, link }) => link ?? `chat/media/${id}`;

const picture = (file, caption, open) =>
  make(
    'button',
    {
      class: 'picture',
      type: 'button',
      'aria-label': word('expand'),
      onclick: () => open(sourceOf(file), caption),
    },
    make('img', {
      src: sourceOf(file),
      alt: caption === '' ? word('picture') : plain(caption),
      loading: 'lazy',
    }),
  );

const fileChip = (type, name) =>
  make('div', { class: 'file' }, icon('file'), make('span', {}, name ?? word(type)));

const row = (name, label, attributes) =>
  make('button', { class: 'choice', type: 'button', ...attributes }, icon(name), make('span', {}, label));

const linkRow = ({ display_text: label, url }) =>
  make(
    'a',
    { class: 'choice', href: url, target: '_blank', rel: 'noreferrer noopener' },
    icon('link'),
    make('span', {}, label),
  );

const header = (given, hands) => {
  if (given === undefined) return [];
  if (given.type === 'text') return [make('p', { class: 'title' }, given.text)];
  if (given.type === 'image') return [picture(given.image, '', hands.enlarge)];
  return [fileChip(given.type)];
};

const card = (one, message, hands) =>
  make(
    'li',
    { class: 'card' },
    ...header(one.header, hands),
    one.body && formatted(one.body.text),
    ...(one.action.buttons ?? []).map(({ quick_reply: { id, title } }) =>
      row('reply', title, { onclick: () => hands.tap(message, id) }),
    ),
    one.action.parameters && linkRow(one.action.parameters),
  );

const carousel = ({ action }, message, hands) => {
  const track = make('ul', { class: 'track', tabindex: '0', 'aria-label': word('cards') });
  track.append(...action.cards.map((one) => card(one, message, hands)));
  const move = (by) => () =>
    track.scrollBy({ left: by * track.firstElementChild.offsetWidth, behavior: 'smooth' });
  const whole = make(
    'div',
    { class: 'carousel' },
    track,
    make(
      'button',
      { class: 'icon turn back', type: 'button', 'aria-label': word('back'), onclick: move(-1) },
      icon('back'),
    ),
    make(
      'button',
      { class: 'icon turn next', type: 'button', 'aria-label': word('next'), onclick: move(1) },
      icon('next'),
    ),
  );
  // Nothing to turn where all cards are seen.
  new ResizeObserver(() => whole.classList.toggle('fits', track.scrollWidth <= track.clientWidth)).observe(
    track,
  );
  return whole;
};

/** What stands in the bubble, below it as rows to tap, and beside it. */
const ofBusiness = (content, message, hands) => {
  const inside = [
    ...header(content.header, hands),
    content.body && formatted(content.body.text),
    content.footer && make('p', { class: 'footer' }, content.footer.text),
  ];
  switch (content.type) {
    case 'button':
      return {
        inside,
        rows: content.action.buttons.map(({ reply: { id, title } }) =>
          row('reply', title, { onclick: () => hands.tap(message, id) }),
        ),
      };
    case 'list':
      return {
        inside,
        rows: [
          row('list', content.action.button, {
            'aria-haspopup': 'dialog',
            onclick: () => hands.openList(message),
          }),
        ],
      };
    case 'cta_url':
      return { inside, rows: [linkRow(content.action.parameters)] };
    default:
      return { inside, rows: [], beside: carousel(content, message, hands) };
  }
};

const templateText = ({ name, language, components = [] }, templates) => {
  const values = (components.find(({ type }) => type === 'body')?.parameters ?? []).map(({ text }) => text);
  const known = templates.find((one) => one.name === name && one.language === language.code);
  return known === undefined
    ? values.join('\n')
    : known.body.replaceAll(/\{\{(\d+)\}\}/g, (_, number) => values[number - 1] ?? '');
};

const contentOf = (message, hands) => {
  const { type, content, from } = message;
  switch (type) {
    case 'text':
      return { inside: [formatted(content.body)], rows: [] };
    case 'interactive': {
      if (from === 'business') return ofBusiness(content, message, hands);
      return {
        inside: [make('p', { class: 'text' }, (content.button_reply ?? content.list_reply)?.title ?? '')],
        rows: [],
      };
    }
    case 'image':
      return {
        inside: [
          picture(content, content.caption ?? '', hands.enlarge),
          content.caption && formatted(content.caption),
        ],
        rows: [],
      };
    case 'template':
      return { inside: [formatted(templateText(content, hands.templates()))], rows: [] };
    case 'document':
    case 'audio':
    case 'video':
    case 'location':
      return {
        inside: [fileChip(type, content.filename), content.caption && formatted(content.caption)],
        rows: [],
      };
    default:
      return { inside: [make('p', { class: 'text' }, `${word('unknown')}: ${type}`)], rows: [] };
  }
};

/** A message in one line, for quotes and for the list of phones. */
export const summary = (message, templates = []) => {
  if (message === undefined) return '';
  const { type, content } = message;
  const text =
    content.body?.text ??
    content.body ??
    content.caption ??
    (content.button_reply ?? content.list_reply)?.title;
  if (typeof text === 'string') return plain(text).slice(0, 200);
  if (type === 'template') return plain(templateText(content, templates)).slice(0, 200);
  return word(type === 'image' ? 'picture' : type) ?? word('unknown');
};

const TICKS = { accepted: 'sent', sent: 'sent', delivered: 'double', read: 'double', failed: 'failed' };

const tick = ({ status }) => {
  const drawn = icon(TICKS[status], word(status === 'accepted' ? 'sent' : status));
  drawn.classList.add(`is-${status}`);
  return drawn;
};

const quote = (quoted, hands) =>
  make(
    'button',
    { class: 'quoted', type: 'button', onclick: () => hands.show(quoted.id) },
    make('strong', {}, quoted.from === 'person' ? word('you') : 'Milhena'),
    make('span', {}, summary(quoted, hands.templates())),
  );

/** Where the last words end, if the time fits behind them. */
const roomFor = (last) => {
  if (last === undefined) return undefined;
  if (last.matches('p')) return last;
  if (!last.matches('.text')) return undefined;
  const end = last.lastElementChild;
  if (end === null) return undefined;
  return end.matches('ul, ol') ? end.lastElementChild : end.matches('p') ? end : undefined;
};

/** The bubble of a message. `hands`: what can be done with it. */
export const bubble = (message, hands) => {
  const mine = message.from === 'person';
  const { inside, rows, beside } = contentOf(message, hands);
  const quoted = message.quoted === undefined ? undefined : hands.find(message.quoted);
  const time = new Date(message.at).toLocaleTimeString(currentLanguage(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const about = make('span', { class: 'about' }, make('time', {}, time), mine ? tick(message) : undefined);
  const more = make(
    'button',
    {
      class: 'icon more',
      type: 'button',
      'aria-label': word('react'),
      'aria-haspopup': 'dialog',
      onclick: (event) => hands.more(message, event.currentTarget),
    },
    icon('down'),
  );
  const room = roomFor(inside.findLast((one) => one instanceof Element));
  if (room) room.append(make('span', { class: 'room', 'aria-hidden': 'true' }));
  const body = make(
    'div',
    { class: `body${room ? '' : ' alone'}` },
    quoted && quote(quoted, hands),
    ...inside,
    about,
  );
  const reaction = message.reaction ? make('span', { class: 'reaction' }, message.reaction) : undefined;
  return make(
    'article',
    {
      class: `bubble ${mine ? 'mine' : 'theirs'}${reaction ? ' reacted' : ''}${beside ? ' wide' : ''}`,
      'data-id': message.id,
      'data-type': message.type,
      'data-status': message.status,
    },
    make('div', { class: 'box' }, body, ...rows, more, reaction),
    beside,
  );
};
