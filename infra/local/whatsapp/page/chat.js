import { bubble, summary } from './bubble.js';
import { icon, make } from './make.js';
import { applyTheme, enlarge, openList, openMenu, openReactions } from './panels.js';
import { act, listen } from './service.js';
import { currentLanguage, fillWords, word } from './words.js';

const byId = (id) => document.getElementById(id);
const log = byId('log');
const text = byId('text');

const state = {
  people: [],
  messages: new Map(),
  templates: [],
  faults: {},
  /** Whose phone it is. */
  person: sessionStorage.getItem('person') ?? undefined,
  /** By person: until when somebody is writing to them. */
  typing: new Map(),
  quoted: undefined,
  unread: new Map(),
};

const here = () =>
  [...state.messages.values()].filter(
    ({ personId, type }) => personId === state.person && type !== 'reaction',
  );
const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
/** Whether what comes later, such as pictures, keeps the end in sight. */
let follows = true;
const toEnd = () => {
  follows = true;
  log.scrollTo({ top: log.scrollHeight });
};

const refused = (error) => {
  const note = make('p', { class: 'note', role: 'alert' }, `${word('refused')}: ${error.message}`);
  log.append(note);
  toEnd();
};
const attempt = (deed) => act(state.person, deed).catch(refused);

const hands = {
  find: (id) => state.messages.get(id),
  templates: () => state.templates,
  tap: ({ id }, choice) => attempt({ do: 'tap', message: id, choice }),
  openList: (message) => openList(message, hands.tap),
  enlarge,
  show: (id) => {
    const target = log.querySelector(`[data-id="${CSS.escape(id)}"]`);
    target?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    target?.classList.add('shown');
    setTimeout(() => target?.classList.remove('shown'), 1500);
  },
  more: (message, button) =>
    openReactions(message, button, {
      react: ({ id }, emoji) => attempt({ do: 'react', message: id, emoji }),
      reply: quote,
    }),
};

const quote = (message) => {
  state.quoted = message?.id;
  const box = byId('replying');
  box.hidden = message === undefined;
  if (message === undefined) return;
  box.replaceChildren(
    make(
      'span',
      {},
      make('strong', {}, message.from === 'person' ? word('you') : 'Milhena'),
      summary(message, state.templates),
    ),
    make(
      'button',
      { class: 'icon', type: 'button', 'aria-label': word('close'), onclick: () => quote(undefined) },
      icon('close'),
    ),
  );
  text.focus();
};

const dayOf = (at) => new Date(at).toDateString();
const dayWords = (at) => {
  if (dayOf(at) === dayOf(Date.now())) return word('today');
  if (dayOf(at) === dayOf(Date.now() - 86_400_000)) return word('yesterday');
  return new Date(at).toLocaleDateString(currentLanguage(), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
};

const put = (message, before) => {
  if (before === undefined || dayOf(before.at) !== dayOf(message.at))
    log.append(make('p', { class: 'day' }, dayWords(message.at)));
  const element = bubble(message, hands);
  if (before?.from === message.from) element.classList.add('follows');
  log.append(element);
};

const EXAMPLES = {
  it: [
    'Quanti processi sono falliti ieri?',
    'Quali processi falliscono di più questo mese?',
    'Andamento dei fallimenti negli ultimi 10 giorni',
  ],
  en: [
    'How many processes failed yesterday?',
    'Which processes fail most this month?',
    'Failures per day over the last 10 days',
  ],
};

const drawEmpty = () =>
  log.append(
    make(
      'div',
      { class: 'empty' },
      make('p', {}, word('empty')),
      ...EXAMPLES[currentLanguage()].map((example) =>
        make('button', { type: 'button', class: 'plain', onclick: () => say(example) }, example),
      ),
    ),
  );

const drawLog = () => {
  log.replaceChildren();
  const messages = here();
  if (messages.length === 0) drawEmpty();
  for (const [at, message] of messages.entries()) put(message, messages[at - 1]);
  drawTyping();
  toEnd();
};

const drawTyping = () => {
  log.querySelector('.typing')?.remove();
  const until = state.typing.get(state.person) ?? 0;
  const writes = until > Date.now();
  byId('presence').textContent = word(writes ? 'typing' : 'presence');
  byId('presence').classList.toggle('writes', writes);
  if (!writes) return;
  const stays = isAtEnd();
  log.append(
    make(
      'div',
      { class: 'bubble theirs typing', 'aria-hidden': 'true' },
      make('div', { class: 'box' }, make('i'), make('i'), make('i')),
    ),
  );
  if (stays) toEnd();
  setTimeout(drawTyping, until - Date.now() + 10);
};

const initials = (name) =>
  name
    .split(' ')
    .map((part) => part[0])
    .join('')
    .slice(0, 2);

const drawPeople = () => {
  byId('people').replaceChildren(
    ...state.people.map((person) => {
      const last = [...state.messages.values()].findLast(
        ({ personId, type }) => personId === person.id && type !== 'reaction',
      );
      const about = last
        ? summary(last, state.templates)
        : person.hidesNumber
          ? word('hidden')
          : `+${person.phone}`;
      const unread = state.unread.get(person.id) ?? 0;
      return make(
        'li',
        {},
        make(
          'button',
          {
            type: 'button',
            'data-person': person.id,
            'aria-current': person.id === state.person ? 'true' : undefined,
            onclick: () => take(person.id),
          },
          make('span', { class: 'face', 'aria-hidden': 'true' }, initials(person.name)),
          make(
            'span',
            { class: 'lines' },
            make('strong', {}, person.name),
            make('small', {}, person.admitted || last ? about : word('guest')),
          ),
          unread > 0 ? make('span', { class: 'unread' }, String(unread)) : undefined,
        ),
      );
    }),
  );
  const owner = state.people.find(({ id }) => id === state.person);
  byId('owner').replaceChildren(
    make('span', { class: 'face' }, initials(owner?.name ?? '')),
    owner?.name.split(' ')[0] ?? '',
  );
};

const look = () => {
  if (document.visibilityState !== 'visible') return;
  state.unread.delete(state.person);
  void attempt({ do: 'look' });
};

/** Takes another phone in hand. */
const take = (personId) => {
  state.person = personId;
  sessionStorage.setItem('person', personId);
  document.body.classList.remove('phones-open');
  quote(undefined);
  look();
  drawPeople();
  drawLog();
};

const say = (body) => {
  const quoted = state.quoted;
  quote(undefined);
  void attempt({ do: 'say', text: body, ...(quoted !== undefined && { quoted }) });
};

const hear = (message) => {
  const before = state.messages.get(message.id);
  state.messages.set(message.id, message);
  const isNew = before === undefined;
  if (isNew && message.from === 'business') state.typing.delete(message.personId);
  if (message.personId !== state.person) {
    if (isNew && message.from === 'business' && message.type !== 'reaction')
      state.unread.set(message.personId, (state.unread.get(message.personId) ?? 0) + 1);
  } else if (message.type !== 'reaction') {
    const stays = isAtEnd() || message.from === 'person';
    const old = log.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    if (old) {
      const drawn = bubble(message, hands);
      if (old.classList.contains('follows')) drawn.classList.add('follows');
      const track = old.querySelector('.track')?.scrollLeft;
      old.replaceWith(drawn);
      if (track) drawn.querySelector('.track').scrollLeft = track;
    } else {
      log.querySelector('.empty')?.remove();
      put(message, here().at(-2));
    }
    drawTyping();
    if (stays && isNew) toEnd();
    if (isNew && message.from === 'business') look();
  }
  if (isNew) drawPeople();
};

const MOST_BYTES = 16 * 1024 * 1024;

const attach = async (file) => {
  if (file.size > MOST_BYTES) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const [kind] = file.type.split('/');
  const type = ['image', 'audio', 'video'].includes(kind) ? kind : 'document';
  await attempt({
    do: 'media',
    type,
    mimeType: file.type,
    bytes: btoa(binary),
    ...(type === 'document' && { filename: file.name }),
  });
};

const drawAll = () => {
  fillWords(document);
  drawPeople();
  drawLog();
};

const grow = () => {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 140)}px`;
};

const submit = () => {
  const body = text.value.trim();
  if (body === '') return;
  text.value = '';
  grow();
  say(body);
};

const ICONS = {
  'open-phones': 'back',
  'close-phones': 'close',
  'open-menu': 'menu',
  'to-end': 'down',
  attach: 'attach',
  send: 'send',
};
for (const [id, name] of Object.entries(ICONS)) byId(id).append(icon(name));

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});
text.addEventListener('input', grow);
text.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') quote(undefined);
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
byId('attach').addEventListener('click', () => byId('file').click());
byId('file').addEventListener('change', (event) => {
  const [file] = event.target.files;
  if (file) void attach(file);
  event.target.value = '';
});
byId('open-phones').addEventListener('click', () => document.body.classList.add('phones-open'));
byId('close-phones').addEventListener('click', () => document.body.classList.remove('phones-open'));
byId('open-menu').addEventListener('click', () =>
  openMenu(state.faults, { languageChanged: drawAll, faultsChanged: () => undefined }),
);
byId('to-end').addEventListener('click', toEnd);
log.addEventListener('scroll', () => {
  follows = isAtEnd();
  byId('to-end').hidden = follows;
});
log.addEventListener('load', () => follows && toEnd(), true);
log.addEventListener('contextmenu', (event) => {
  const target = event.target.closest('.bubble');
  const message = state.messages.get(target?.dataset.id);
  if (message === undefined) return;
  event.preventDefault();
  hands.more(message, target.querySelector('.more'));
});
document.addEventListener('visibilitychange', () => {
  if (state.person !== undefined) look();
});

applyTheme();
fillWords(document);
listen({
  snapshot: ({ people, messages, faults, templates }) => {
    Object.assign(state, {
      people,
      faults,
      templates,
      messages: new Map(messages.map((one) => [one.id, one])),
    });
    if (!people.some(({ id }) => id === state.person)) state.person = people[0]?.id;
    drawAll();
    look();
  },
  message: ({ message }) => hear(message),
  typing: ({ personId, until }) => {
    state.typing.set(personId, until);
    if (personId === state.person) drawTyping();
  },
  online: (on) => {
    byId('offline').hidden = on;
  },
});
