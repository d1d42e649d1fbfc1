import { icon, make } from './make.js';
import { setFaults } from './service.js';
import { currentLanguage, setLanguage, word } from './words.js';

const byId = (id) => document.getElementById(id);

for (const dialog of document.querySelectorAll('dialog'))
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

/** Opens a dialog with this inside; a tap beside it closes it. */
const show = (dialog, ...inside) => {
  dialog.replaceChildren(...inside);
  dialog.showModal();
};

const closeButton = (dialog) =>
  make(
    'button',
    { class: 'icon', type: 'button', 'aria-label': word('close'), onclick: () => dialog.close() },
    icon('close'),
  );

/** A title that only repeats that of the sheet is not shown. */
const sectionOf = ({ title }, above, rows) =>
  make('fieldset', { 'aria-label': title }, title === above ? undefined : make('legend', {}, title), ...rows);

/** The rows of a list, to choose one and send it. */
export const openList = (message, tap) => {
  const dialog = byId('sheet');
  const { action } = message.content;
  const send = make('button', { class: 'primary', type: 'submit', disabled: true }, word('send'));
  const rows = ({ id, title, description }) =>
    make(
      'label',
      { class: 'row' },
      make('span', {}, make('span', { class: 'name' }, title), description && make('small', {}, description)),
      make('input', {
        type: 'radio',
        name: 'row',
        value: id,
        onchange: () => send.removeAttribute('disabled'),
      }),
    );
  const form = make(
    'form',
    {
      method: 'dialog',
      onsubmit: (event) => {
        const chosen = new FormData(event.currentTarget).get('row');
        if (chosen) tap(message, chosen);
      },
    },
    make('header', {}, closeButton(dialog), make('h2', { id: 'sheet-title' }, action.button)),
    make(
      'div',
      { class: 'rows' },
      ...action.sections.map((section) => sectionOf(section, action.button, section.rows.map(rows))),
    ),
    make('footer', {}, send),
  );
  show(dialog, form);
};

/** A picture as large as the screen lets it be. */
export const enlarge = (source, caption) => {
  const dialog = byId('sheet');
  const image = make('img', { src: source, alt: caption });
  show(
    dialog,
    make(
      'figure',
      { class: 'large' },
      make('header', {}, closeButton(dialog), make('h2', { id: 'sheet-title' }, word('picture'))),
      image,
    ),
  );
};

const EMOJI = ['👍', '👎', '❤️', '😂', '😮', '🙏'];

/** Reactions and reply, beside the button that opened them. */
export const openReactions = (message, at, { react, reply }) => {
  const dialog = byId('reactions');
  const choose = (work) => () => {
    dialog.close();
    work();
  };
  const emoji = EMOJI.map((one) =>
    make(
      'button',
      {
        type: 'button',
        class: 'emoji',
        'aria-pressed': String(message.reaction === one),
        onclick: choose(() => react(message, message.reaction === one ? '' : one)),
      },
      one,
    ),
  );
  const answer = make(
    'button',
    { type: 'button', class: 'choice', onclick: choose(() => reply(message)) },
    icon('reply'),
    word('reply'),
  );
  show(dialog, make('div', { class: 'line' }, ...(message.from === 'business' ? emoji : [])), answer);
  const { left, bottom, top } = at.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = dialog;
  const below = bottom + height + 8 < window.innerHeight;
  dialog.style.left = `${Math.max(8, Math.min(left - width / 2, window.innerWidth - width - 8))}px`;
  dialog.style.top = `${Math.max(8, below ? bottom + 4 : top - height - 4)}px`;
};

const THEME = 'milhena-chat-theme';
export const applyTheme = () => {
  document.documentElement.dataset.theme = localStorage.getItem(THEME) ?? 'auto';
};

const choices = (name, title, current, options, choose) =>
  make(
    'fieldset',
    { class: 'setting' },
    make('legend', {}, title),
    make(
      'div',
      { class: 'segments' },
      ...options.map(([value, label]) =>
        make(
          'label',
          {},
          make('input', {
            type: 'radio',
            name,
            value,
            checked: value === current,
            onchange: () => choose(value),
          }),
          make('span', {}, label),
        ),
      ),
    ),
  );

const SHARES = [
  'dropAnswers',
  'dropRequests',
  'breakDown',
  'doubleWebhooks',
  'reorderWebhooks',
  'loseStatuses',
];
const TIMES = ['delayMs', 'webhookDelayMs', 'statusDelayMs'];

const faultFields = (faults, change) => {
  const number = (name, most, scale) =>
    make(
      'label',
      { class: 'fault' },
      make('span', {}, word('faults')[name]),
      make('input', {
        type: 'number',
        name,
        min: '0',
        max: String(most),
        step: scale === 1 ? '100' : '5',
        value: String(Math.round(faults[name] * scale)),
        onchange: (event) => change({ [name]: Number(event.target.value) / scale }),
      }),
    );
  return [
    ...TIMES.map((name) => number(name, 60_000, 1)),
    ...SHARES.map((name) => number(name, 100, 100)),
    make(
      'label',
      { class: 'fault' },
      make('span', {}, word('faults').pairRate),
      make('input', {
        type: 'checkbox',
        name: 'pairRate',
        checked: faults.pairRate,
        onchange: (event) => change({ pairRate: event.target.checked }),
      }),
    ),
  ];
};

const NONE = Object.fromEntries([...SHARES, ...TIMES].map((name) => [name, 0]));

/** Language, look and, for developers, what is to go wrong. */
export const openMenu = (faults, { languageChanged, faultsChanged }) => {
  const dialog = byId('menu');
  const again = () => openMenu(faults, { languageChanged, faultsChanged });
  const change = async (changes) => {
    const next = await setFaults(changes);
    Object.assign(faults, next);
    faultsChanged(next);
  };
  const reset = make(
    'button',
    {
      type: 'button',
      class: 'plain',
      onclick: async () => {
        await change(NONE);
        dialog.close();
        again();
        dialog.querySelector('details').open = true;
      },
    },
    word('reset'),
  );
  if (dialog.open) dialog.close();
  show(
    dialog,
    make('header', {}, make('h2', {}, word('menu')), closeButton(dialog)),
    choices(
      'language',
      word('language'),
      currentLanguage(),
      [
        ['it', 'Italiano'],
        ['en', 'English'],
      ],
      (next) => {
        setLanguage(next);
        languageChanged();
        again();
      },
    ),
    choices(
      'theme',
      word('theme'),
      localStorage.getItem(THEME) ?? 'auto',
      ['auto', 'light', 'dark'].map((name) => [name, word(name)]),
      (next) => {
        localStorage.setItem(THEME, next);
        applyTheme();
      },
    ),
    make(
      'details',
      {},
      make('summary', {}, word('developers')),
      make('p', { class: 'hint' }, word('faultsHint')),
      ...faultFields(faults, change),
      reset,
    ),
  );
};
