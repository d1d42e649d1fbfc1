import { make } from './make.js';

const MARKS = [
  [/(?<![\p{L}\p{N}`])`([^`\n]+)`(?![\p{L}\p{N}`])/u, 'code', false],
  [/(?<![\p{L}\p{N}*])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}*])/u, 'strong', true],
  [/(?<![\p{L}\p{N}_])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}_])/u, 'em', true],
  [/(?<![\p{L}\p{N}~])~(\S(?:[^~\n]*\S)?)~(?![\p{L}\p{N}~])/u, 's', true],
];
const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/;

/** A line's marks and links as nodes. */
const inline = (text) => {
  const found = MARKS.map(([pattern, tag, nests]) => ({ match: pattern.exec(text), tag, nests }))
    .concat({ match: LINK.exec(text), tag: 'a', nests: false })
    .filter(({ match }) => match !== null)
    .toSorted((one, other) => one.match.index - other.match.index)[0];
  if (found === undefined) return text === '' ? [] : [document.createTextNode(text)];
  const { match, tag, nests } = found;
  const inner = match[1] ?? match[0];
  const element =
    tag === 'a'
      ? make('a', { href: inner, target: '_blank', rel: 'noreferrer noopener' }, inner)
      : make(tag, {}, ...(nests ? inline(inner) : [inner]));
  return [
    ...inline(text.slice(0, match.index)),
    element,
    ...inline(text.slice(match.index + match[0].length)),
  ];
};

const KINDS = [
  ['ul', /^[-*•] (.+)$/],
  ['ol', /^(\d{1,3})\. (.+)$/],
  ['blockquote', /^> ?(.*)$/],
];

const kindOf = (line) => {
  for (const [kind, pattern] of KINDS) {
    const match = pattern.exec(line);
    if (match) return { kind, text: match.at(-1), number: match[1] };
  }
  return { kind: 'p', text: line };
};

const blockOf = (kind, lines) => {
  if (kind === 'p')
    return make('p', {}, ...lines.flatMap(({ text }, at) => [...(at > 0 ? ['\n'] : []), ...inline(text)]));
  if (kind === 'blockquote')
    return make(
      'blockquote',
      {},
      ...lines.flatMap(({ text }, at) => [...(at > 0 ? ['\n'] : []), ...inline(text)]),
    );
  const items = lines.map(({ text }) => make('li', {}, ...inline(text)));
  return make(kind, kind === 'ol' ? { start: lines[0].number } : {}, ...items);
};

/** Text with the marks of the chat (*bold* _italic_ ~struck~ `code`, lists, quotes) as elements. */
export const formatted = (text) => {
  const blocks = [];
  for (const [at, part] of text.split('```').entries()) {
    if (at % 2 === 1) {
      blocks.push(make('pre', {}, part.replace(/^\n|\n$/g, '')));
      continue;
    }
    let lines = [];
    const close = () => {
      if (lines.length > 0) blocks.push(blockOf(lines[0].kind, lines));
      lines = [];
    };
    for (const line of part.split('\n').map(kindOf)) {
      if (lines.length > 0 && lines[0].kind !== line.kind) close();
      if (line.kind === 'p' && line.text === '') close();
      else lines.push(line);
    }
    close();
  }
  return make('div', { class: 'text' }, ...blocks);
};

/** The same without marks, in one line. */
export const plain = (text) =>
  [...formatted(text).querySelectorAll(':scope > *, li')]
    .filter((block) => block.querySelector('li') === null)
    .map((block) => block.textContent.replaceAll(/\s+/g, ' ').trim())
    .join(' ');
