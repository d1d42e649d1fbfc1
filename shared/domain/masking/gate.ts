import type { Stretch } from './code-lines.ts';
import { TRAIT } from './glyphs.ts';

/** Of a word whose traits are not known. */
export const EVERY_TRAIT = 0x1ff;

/** Endings of host names and of files that only machines read. */
const HOSTS =
  'com org net io dev app it eu ai co cloud local internal invalid lan info tech sh me us uk de fr'.split(
    ' ',
  );
const FILES =
  'js ts sh cs mjs cjs jsx tsx vue kt scss proto graphql ipynb tfvars jsp aspx whl json xml yaml yml sql py rb php java jar html htm css log conf cfg ini env lock so dll exe sqlite db bak gz tar tgz sock pem crt cmd bat ps1 tmp toml md svc service go rs cpp hpp'.split(
    ' ',
  );
const endings = new Set([...HOSTS, ...FILES]);
/** Endings of files. */
export const files: ReadonlySet<string> = new Set(FILES);
const machineEndings = new Set('local internal invalid lan localdomain localhost'.split(' '));
const hidden = new Set('net env git npmrc bashrc ssh aws htaccess gitignore dockerignore'.split(' '));
const codeMarks = [
  '=>',
  '==',
  '!=',
  '()',
  '({',
  '&&',
  '||',
  '::',
  '</',
  '/>',
  '{{',
  '}}',
  '[]',
  '});',
  '++',
  '+=',
  "'@'",
];
const errorEndings = ['error', 'exception', 'fault'];

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isNumber = (code: number): boolean => code >= 48 && code <= 57;
const isAlphanumeric = (code: number): boolean =>
  isUpper(code) || isLower(code) || isNumber(code) || code > 191;

/** How often a new word begins inside a word written in capitals and small letters. */
export const humps = (word: string): number => {
  let count = 0;
  for (let i = 1; i < word.length; i++) {
    const before = word.charCodeAt(i - 1);
    const here = word.charCodeAt(i);
    if (isLower(before) && isUpper(here)) count++;
    else if (isUpper(before) && isUpper(word.charCodeAt(i - 2)) && isLower(here) && i < word.length - 1)
      count++;
  }
  return count;
};

/** `kWh`, `mAh`, `hPa`, `dBA`, `mmHg`; also `mRNA`, which is written alike. */
const isUnit = (word: string): boolean =>
  /^(?:[dhkmnp](?:Wh?|Wp|VA?|Ah?|Pa|L|J|Nm?|Hz|Sv|Bq|T|B|BA|F)|dB[AC]?m?|pH|mmHg|[cmrt]?[DR]NA)$/.test(word);

/** `eDreams`, `iRobot` */
const isTradeName = (word: string): boolean => /^[ei](?!Error|Exception)[A-Z][a-z]+$/.test(word);

const isCamel = (word: string): boolean => {
  const count = humps(word);
  if (count === 0 || isUnit(word) || isTradeName(word)) return false;
  return (
    isLower(word.charCodeAt(0)) ||
    count > 1 ||
    /^(?:Invalid|NoSuch|Missing|Unknown|Unsupported|Put|Get|List|Describe|Create|Delete|Update|Mount|Assume|Terminate|Attach|Detach|Modify|Invoke|Failed)[A-Z]/.test(
      word,
    ) ||
    /[a-z](?:Warning|Type|Authentication|Authorization|Algorithm|Parameter|Attribute|Timeout|Listener|Interface|Provider|Controller|Callback|Iterator|Encoder|Decoder|Parser|Schema|Instance|Namespace|Lock|Item|Request|Response|Handler|Factory|Observer|Exporter|Serializer|Scheduling|Instances|Config|Token|Buffer|Stream|Queue|Index|Object|Node|Class|Pool|Context|Address|Command|Seconds|Minutes|Level|Levels|Id|Ids|Name|Key|Value|Policy|Status|Mode|Version|Arn|Params|Options|Requests|Exhausted|Exceeded|Denied|Driver)$/.test(
      word,
    )
  );
};

const endsAsError = (word: string): boolean => {
  const lower = word.toLowerCase();
  return errorEndings.some((ending) => lower.endsWith(ending) && lower.length >= ending.length + 3);
};

const isAddress = (word: string): boolean => {
  const groups = (word.replace(/^\/\//, '').split(/[:/]/, 1)[0] ?? '').split('.');
  if (groups.length !== 4) return false;
  if (!groups.every((group) => /^(?:0|[1-9]\d{0,2})$/.test(group) && Number(group) < 256)) return false;
  // 1.200.300.400 in an Italian text is an amount.
  return Number(groups[0]) > 9 || groups.slice(1).some((group) => group.length < 3);
};

const isBlob = (word: string): boolean => {
  if (/^0x[0-9a-f]+$/i.test(word)) return true;
  if (word.length < 12) return false;
  if (/(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/i.test(word))
    return true;
  if (/^[0-9a-f]+$/.test(word) && /[a-f]/.test(word) && /\d/.test(word)) return true;
  if (word.length < 14 || !/^[A-Za-z0-9+/=_-]+$/.test(word)) return false;
  return /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word) && changes(word) >= 4;
};

/** How often the kind of character changes along a word. */
const changes = (word: string): number => {
  let count = 0;
  for (let i = 1; i < word.length; i++)
    if (kind(word.charCodeAt(i)) !== kind(word.charCodeAt(i - 1))) count++;
  return count;
};
const kind = (code: number): number => (isUpper(code) ? 1 : isLower(code) ? 2 : isNumber(code) ? 3 : 4);

const isDotted = (word: string): boolean => {
  if (!word.includes('.')) return false;
  if (word.startsWith('.')) return hidden.has(word.slice(1).toLowerCase()) || isDotted(word.slice(1));
  const pieces = word.split(/[.:/]/);
  const last = pieces.at(-1) ?? '';
  if (!pieces.some((piece) => /[a-zA-Z]/.test(piece))) return false;
  if (endings.has(last.toLowerCase()) && ((pieces[0] ?? '').length > 1 || files.has(last.toLowerCase())))
    return true;
  if (/^\d+$/.test(last) && endings.has((pieces.at(-2) ?? '').toLowerCase())) return true;
  if (pieces.some((piece) => isCamel(piece) || endsAsErrorName(piece))) return true;
  return pieces.length > 2 && pieces.every((piece) => piece.length > 1 && /^[A-Za-z]\w*$/.test(piece));
};

/** `"public.orders"`: in quotes no space was forgotten behind a full stop. */
export const isQuotedName = (word: string): boolean =>
  /^(?:(?:dbo|sys|public)\.[A-Za-z_]\w*|[a-z_]\w*(?:\.[a-z_]\w*)+)$/.test(word);

/** `file:12:3`, `host:5432` */
const hasPlace = (word: string): boolean =>
  /[a-zA-Z>]/.test(word) && (/:\d+:\d+$/.test(word) || (/:\d{2,5}$/.test(word) && /^[\w-]+\./.test(word)));

const isHardwareAddress = (word: string): boolean => /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(word);

/** `system:serviceaccount:default`, `arn:aws:s3:::orders` */
const isColoned = (word: string): boolean => /^(?:arn:|[a-z][\w-]+(?::[a-z][\w-]+){2,}$)/i.test(word);

const hasInner = (word: string, mark: string): boolean => {
  for (let at = word.indexOf(mark, 1); at > 0; at = word.indexOf(mark, at + 1)) {
    if (isAlphanumeric(word.charCodeAt(at - 1)) && isAlphanumeric(word.charCodeAt(at + 1))) return true;
  }
  return false;
};

/** `registry.local/app` */
const isHostPath = (word: string): boolean => /^[a-z][\w-]*(?:\.[a-z][\w-]*)+(?::\d+)?\/\w/.test(word);

/** `nginx/1.18.0` */
const isRelease = (word: string): boolean => /^[A-Za-z][\w-]*\/\d+(?:\.\d+)+$/.test(word);

const isPath = (word: string): boolean => {
  if (word.includes('://') || /^www\./i.test(word)) return true;
  if (/\\[A-Za-z]/.test(word)) return true;
  if (/^(?:\.{1,2}|~)?\/[A-Za-z@.]/.test(word) && word.length > 2) return true;
  if (word.startsWith('@') && word.includes('/')) return true;
  const pieces = word.split('/');
  return pieces.length > 2 && pieces.some((piece) => /[-._:]/.test(piece)) && /[a-z]/i.test(word);
};

/** An address of people: no quotes about its sign (`'root'@'db.lan'`), no ending that only machines have. */
const isMail = (word: string): boolean => {
  if (!word.includes('@') || !/^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$/.test(word)) return false;
  // `user_id@public.invoices`
  if (/["'`]@|@["'`]/.test(word) || (word.includes('_') && /\.[A-Za-z]{7,}$/.test(word))) return false;
  return !machineEndings.has(word.slice(word.lastIndexOf('.') + 1).toLowerCase());
};

const patternMarks = ['(?:', '(?=', '(?!', '[a-z', '[A-Z', '[0-9', '\\d', '\\w'];

/** An entity or a tag of a page. */
export const isMarkup = (word: string): boolean =>
  /&(?:[a-z]{2,6}|#\d{1,5});/.test(word) ||
  /<\/?(?:a|b|br|body|div|em|h\d|head|hr|html|i|img|li|p|script|span|strong|style|table|td|th|tr|ul)\b/i.test(
    word,
  );

/** `application/json`, `text/plain` */
const isMediaType = (word: string): boolean =>
  /^(?:application|multipart)\/[\w.+-]+$/i.test(word) ||
  /^(?:text|image)\/(?:plain|html|css|csv|xml|javascript|png|jpe?g|gif|svg|webp)$/i.test(word);

const isSymbolic = (word: string): boolean =>
  codeMarks.some((mark) => word.includes(mark)) ||
  /\$[A-Za-z{(]/.test(word) ||
  hasInner(word, '_') ||
  word.includes('__') ||
  hasInner(word, '=') ||
  /[A-Za-z]=["'`]/.test(word) ||
  /<\/?[A-Za-z!]/.test(word) ||
  /[A-Za-z]%[0-9A-F]{2}/.test(word) ||
  /^[cfCF]#$/.test(word) ||
  /[A-Za-z]\[\d*\]/.test(word) ||
  (/^[A-Za-z]\w*\([\w,.*"'`]*\)$/.test(word) && !/^dB\([A-Z]\)$/.test(word)) ||
  isMarkup(word) ||
  isSecret(word) ||
  isPlaceInFile(word) ||
  // `user:secret@host`, `%s`, the signs of patterns.
  /^[^\s:@]+:[^\s:@]+@/.test(word) ||
  /(?:^|[^\d%])%[sd](?![A-Za-z])/.test(word) ||
  patternMarks.some((mark) => word.includes(mark));

/** Made up by machines, so that no two are the same: `orders-7d9f8c6b5-x2x9z`. */
const isNumbered = (word: string): boolean =>
  /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(word) && word.split('-').some((part) => changes(part) >= 4);

/** A key that opens something, whole or with stars in it: `sk-proj-****abcd`. */
const isSecret = (word: string): boolean =>
  /^(?:sk|pk|rk|glpat|xox[abpr])-[\w*-]{8,}$/.test(word) && /[\d*]/.test(word);

/** `main.c(1338)` */
const isPlaceInFile = (word: string): boolean => /^[\w-]+\.[a-z]{1,4}\(\d{1,7}\)$/i.test(word);

/** `v2.8.4`, `42P01`, `XX000` */
const isCode = (word: string): boolean =>
  /^v\d+(?:\.\d+)+$/i.test(word) ||
  /^(?:0b[01]+|U\+[0-9A-F]{4,6}|A[KS]IA[0-9A-Z]{12,}|\d(?:\.\d+)?e[-+]\d+)$/.test(word) ||
  /^(?:ORA|TNS|PLS)-\d{5}$/.test(word) ||
  /^(?:(?:AADSTS|PGRST|MSB|DEP)\d{3,6}|AH\d{5}|SQL\d{4,5}[A-Z])$/.test(word) ||
  /^(?:af|ap|ca|eu|me|sa|us)-(?:north|south|central)?(?:east|west)?-\d$/.test(word) ||
  /^(?:eth|wlan|ens|nvme|tty|sd[a-d])\d$/.test(word) ||
  /^(?:\d\dP\d\d|XX\d{3}|F0\d{3}|HV\d{3})$/.test(word);

const isEverydayUnit = (word: string): boolean => /^\d+[a-zA-Z]{1,3}$/.test(word) && !/^0x/i.test(word);

/** True for a word that only machines write: identifiers, addresses, paths, code, blobs, error codes. */
export const isTechnical = (word: string, traits: number): boolean => {
  if (word.length < 2 || isMail(word)) return false;
  if (traits & (TRAIT.symbol | TRAIT.colon) && isSymbolic(word)) return true;
  if (
    traits & (TRAIT.slash | TRAIT.symbol) &&
    (isPath(word) || isMediaType(word) || isHostPath(word) || isRelease(word))
  )
    return true;
  if (traits & TRAIT.dot && ((traits & TRAIT.digit && isAddress(word)) || isDotted(word))) return true;
  if (traits & TRAIT.colon && (hasPlace(word) || isHardwareAddress(word) || isColoned(word))) return true;
  if (
    traits & TRAIT.digit &&
    !isEverydayUnit(word) &&
    (isBlob(word) || isCode(word) || isSecret(word) || isNumbered(word))
  )
    return true;
  return (
    Boolean(traits & TRAIT.innerUpper) && /^[A-Za-z0-9]+$/.test(word) && (isCamel(word) || endsAsError(word))
  );
};

/** No shorter word ends as programs name their errors. */
export const SHORTEST_ERROR_NAME = 8;
/** True for a word that ends as programs name their errors (`typeerror`); the word is folded. */
export const isErrorName = endsAsError;

/** The parts of a word with signs in it that only machines write: `storeFunction` in "storeFunction-option". */
export const technicalParts = (word: string): Stretch[] => {
  const parts: Stretch[] = [];
  let start = 0;
  for (let at = 0; at <= word.length; at++) {
    if (isPartOfName(word.charCodeAt(at))) continue;
    const part = word.slice(start, at);
    if (
      part.length > 1 &&
      part.length < word.length &&
      (isBlob(part) || isCamel(part) || endsAsErrorName(part))
    )
      parts.push([start, at]);
    start = at + 1;
  }
  return parts;
};

/** What signs of code hold: the address in `errors={'10.0.0.3':`. */
export const technicalPieces = (word: string, traits: number): Stretch[] =>
  Array.from(word.matchAll(/[^={}()[\],;<>"'`]+/g), ({ 0: piece, index }): [string, Stretch] => [
    piece,
    [index, index + piece.length],
  ])
    .filter(([piece]) => piece.length < word.length && isTechnical(piece, traits))
    .map(([, place]) => place);

const isPartOfName = (code: number): boolean => isUpper(code) || isLower(code) || isNumber(code);

/** `AccessError`, not "terror". */
const endsAsErrorName = (part: string): boolean => humps(part) > 0 && endsAsError(part);
