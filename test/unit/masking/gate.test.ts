import { describe, expect, test } from 'vitest';
import {
  isErrorName,
  isMarkup,
  isQuotedName,
  isTechnical,
  technicalParts,
  technicalPieces,
} from '#shared/domain/masking/gate.ts';
import { TRAIT } from '#shared/domain/masking/glyphs.ts';

const EVERY_TRAIT = 0x1ff;
const words = (text: string): string[] => text.trim().split(/\s+/);

/** Words of one kind that only machines write, and their neighbours that people write too. */
const KINDS: Record<string, [technical: string[], ordinary: string[]]> = {
  'names joined by capitals': [
    words(`lastOrder orderID parseJSONBody MyOwnThing getX aB InvalidThing NoSuchThing MissingKey UnknownHost
      UnsupportedVerb PutRow GetRow ListRows DescribeRow CreateRow DeleteRow UpdateRow MountPoint RowWarning
      RowType RowLock RowItem RowRequest RowResponse RowHandler RowFactory RowConfig RowToken RowBuffer RowStream
      RowQueue RowIndex RowObject RowNode RowClass RowPool RowContext xABc
      RowAuthentication RowAuthorization RowAlgorithm RowParameter RowAttribute RowTimeout RowListener RowInterface
      RowProvider RowController RowCallback RowIterator RowEncoder RowDecoder RowParser RowSchema RowInstance
      RowNamespace`),
    words(`HubSpot YouTube PowerPoint Invalid Putting MyInvalidx GetaRow Warnings TypeRow FIAt ABc ABCs Ordine
      ORDINE ordine LinkedIn SìNo àB`),
  ],
  'names joined by capitals, more': [
    words(`aZx ABcdeFg AssumeRole TerminateRow AttachRow DetachRow ModifyRow InvokeRow FailedRow RowObserver
      RowExporter RowSerializer RowScheduling RowInstances`),
    words(`MyIDs 1GetA RowTypes Observers MyFailed RowObservers`),
  ],
  'names of errors': [
    words('TypeError typeerror TimeoutException SegFault KeyError badfault'),
    words('error exception fault default Default terr erro Errore MyErrors oneerrors r-error'),
  ],
  'addresses of machines': [
    words(
      '192.168.1.10 10.0.0.1 0.0.0.0 255.255.255.255 9.9.9.9 9.1.1.99:80 10.0.0.1:5432 1.20.30.100 10.0.0.0/24 //10.0.0.7',
    ),
    words(
      '1.200.300.400 10.0.0 10.0.0.0.1 10.0.0.256 01.2.3.4 9.200.100.100 1.234.567 10.0.0.x 9.100.100.255',
    ),
  ],
  'long numbers of machines': [
    words(`3f2504e0-4f89-11d3-9a0c-0305e82c3301 3F2504E0-4F89-11D3-9A0C-0305E82C3301 0x1f 0XAB12 0XFF d41d8cd98f00 EU:3f2504e0-4f89-11d3-9a0c-0305e82c3301
      
      d41d8cd98f00b204e9800998ecf8427e JzDFs8xkQ2bHtY1 a1B2c3D4e5F6g7 aB1aB1aB1aB1aB A1aaaaaa1aaaaa`),
    words(`3F2504E0-4F89-11D3-9A0C-0305E82C330 d41d8cd98f0 123456789012 abcdefabcdef 0x 0xg a1B2c3D4e5F6g
      Fatturazione2024 FATTURAZIONE12345 fatturazione12345 Aaaaaaaaaaaaaa1 A1aaaaaaaaaaaa1`),
  ],
  'long numbers of machines, more': [
    words(`0xab A1b2A1b2A1b2A1`),
    words(
      `X3F2504E0-4F89-11D3-9A0C-0305E82C3301 3F2504E0-4F89-11D3-9A0C-0305E82C33011 x0x1f 0x1fz àJzDFs8xkQ2bHtY1 JzDFs8xkQ2bHtY1à Aa-Bb-Cc-Dd-Ee AB-12-CD-34-EF-5 123456789012abc 123456789012a`,
    ),
  ],
  'names with full stops': [
    words(`config.yaml acme.com a.js orders.acme.internal java.lang.Thread .env .NET .gitignore index.ts:12
      acme.it/ordini.html api.acme.io/v2 my.firstName one.two.three host.local:80 Config.YAML .Git`),
    words(`a.b Buongiorno.Ecco .ciao S.p.A e.g 1.234 1.5.2 dott.ssa alle.tre a.com fine.Poi ciao.12 uno.due.3
      a.io .it .envs`),
  ],
  'names with full stops, more': [
    words(`Index.ts:1 Index.TS:1 Index.ts:123456 uno.KeyError due.SegFault`),
    words(`Index.ts:-1 Index.ts:1- uno.due.-tre uno.due.tr-e uno.Terror due.Default`),
  ],
  'places in files and machines': [
    words('file:12:3 index:1:22 a>b:3:4 acme.host:5432 my-db.x:80 anonymous>:2:22'),
    words('alle:12 10:30:15 ore:8 1:2:3 nota:5432 a.x:1 a.x:123456 :12:3'),
  ],
  'places in files and machines, more': [words(`a:1:2 x.y:12345`), words(`file:12:3x (acme.x:80`)],
  'addresses with colons': [
    words(`::1:5678 ::ffff:1 00:1a:2b:3c:4d:5e 00:1A:2B:3C:4D:5E system:serviceaccount:default a1:b2:c3:d4
      arn:aws:sqs:eu Ab:Cd:Ef`),
    words('00:1a:2b:3c:4d 00:1a:2b:3c:4d:5e:6f uno:due a:b:c nota:bene 12:30 uno:due:tre! 1a:2b:3c x00:1a'),
  ],
  'addresses with colons, more': [words(`::1`), words(`-uno:due:tre`)],
  paths: [
    words(`https://x ftp://y www.acme WWW.ACME C:\\Windows \\n /usr ./usr ../usr ~/usr /@scope /.git @scope/name
      ordini/v.2/x a/b_c/d a/b-c/d uno/due:x/tre registry.local/app a.b:80/x my-host.x/9 nginx/1.18.0 a/1.2
      My-App/10.0.1`),
    words(`e/o and/or 24/7 e/o/ma 12/05/2024 km/h / /1 // uno/due/tre 1/2-3/4 .../x @tutti \\ \\1 nginx/1 x/a.1.2b
      Uno.due/x wwwx 9a/1.2`),
  ],
  'paths, more': [words(`a.b.c/9 a.bcd/9 /ab`), words(`Nginx/1.18x xwww.acme /a`)],
  'kinds of media': [
    words(`application/json multipart/form-data application/vnd.api+json text/plain text/html text/css text/csv
      text/xml text/javascript image/png image/jpg image/jpeg image/gif image/svg image/webp TEXT/HTML
      Application/JSON`),
    words('text/email image/foto applicazione/json application/ text/plainer context/plain'),
  ],
  'kinds of media, more': [words(`multipart/x`), words(`xapplication/json application/json;x`)],
  'signs of code': [
    words(`a==b a=>b a!=b f() ({ a&&b a||b A::B </ /> {{ }} [] }); i++ i+= $x $A \${ $( a_b __init total=42
      a="x a='x a=\`x <b </b <!-- a%2F C# f# c[0] run(x) run(a,b) f("x") &amp; &#39; me:secret@host %s: (%d)
      (?:x (?=x (?!x [a-z [A-Z [0-9 \\d \\w 1a_b _a__ x<br> <h1> <TABLE>`),
    words(`a_ _a = a= =b _ 5% 100%, $ $5 5$ [1] (x) x(y z) G# g# #1 & &x; &amp % 5%s 50%d %sx %start %D <3 a<3
      run(x run() a%2f me@ a:@b`).filter((word) => !['run()', 'a%2f'].includes(word)),
  ],
  'signs of code, more': [words(`à_b c[12]`), words(`-_b -=b ¿_b a%2 xc# c#x -run(x) run(x)- @a:b@`)],
  'releases and codes': [
    words(`v2.8.4 V1.0 0b101 U+00E9 U+1F600 AKIAABCDEFGHIJKL ASIA123456789012 1e-5 1.5e+10 ORA-00001 TNS-12541
      PLS-00201 42P01 XX000 F0123 HV001 AADSTS50076 PGRST116 MSB3073 DEP0005 eth0 wlan1 ens3 nvme0 tty1 sda1 sdd9`),
    words(
      'v2 v2. 2.8.4 0b2 U+00 AKIAABC 1e5 ORA-1 ORA-000011 42P1 142P01 XX0000 F01234 HV1 xORA-00001 12P3A 10kg 3x AADSTS50 DEP1234567 DEP0005x eth12 sde1 éeth0',
    ),
  ],
  'units, and what is written alike': [
    words(
      'kVM nVME cPAN mDNS kNN eException iError xABc bW toNet kWhx xkW kABCDe kABCdE mmHgx xmmHg aDreams iDreamsX eD',
    ),
    words('kWh kW kVA mAh hPa dBA pH cDNA tRNA mmHg eDreams iRobot dB(A)'),
  ],
  'keys that open something': [
    words(
      'sk-proj-****abcd sk-live-4242abcd pk-test-1234 rk-abcdefg1 glpat-12345678 xoxb-12345678 xoxp-1234567*',
    ),
    words('sk-abcdefgh sk-123456 xsk-proj-1234 xoxz-12345678 sk-proj-12é456789'),
  ],
  'names that machines number': [
    words(
      'ordini-7d9f8c6b5-x2x9z a-x2x9z x2x9z-a eu-west-1 us-east-2 ap-south-1 eu-central-1 ap-southeast-2',
    ),
    words(
      'x2x9z COD-7781 b2b-24h a-1-b-2-c-3 covid-19 ordini-2x9z eu-west eu-west-12 xeu-west-1 L240518-3 4G7H2K9-A',
    ),
  ],
  'names of clouds': [
    words('arn:aws:lambda:eu-west-1:123456789012:function:sync arn:aws:s3:::ordini'),
    words('barn:a nota:arn:'),
  ],
  'places in files': [
    words('main.c(1338) tcp-x.cpp(1)'),
    words('main.c(x) main.(12) main.abcde(1) a.c(12345678)'),
  ],
  'codes of programs': [
    words('AH00126 SQL0803N SQL12345W'),
    words('AH0012 AH001267 SQL080 SQL0803 AH00126x'),
  ],
  'releases and codes, more': [words(`v12.3 v2.18 1.55e+10`), words(`xv2.8.4 v2.8.4x z0b101 0b101z`)],
};

describe.each(Object.entries(KINDS))('%s', (_, [technical, ordinary]) => {
  test.each(technical)('%s is technical', (word) => {
    expect(isTechnical(word, EVERY_TRAIT)).toBe(true);
  });
  test.each(ordinary)('%s is not', (word) => {
    expect(isTechnical(word, EVERY_TRAIT)).toBe(false);
  });
});

test.each([
  ['a==b', TRAIT.symbol],
  ['A::B', TRAIT.colon],
  ['/usr/lib', TRAIT.slash],
  ['\\n', TRAIT.symbol],
  ['text/plain', TRAIT.slash],
  ['my.x/9', TRAIT.slash],
  ['nginx/1.18.0', TRAIT.slash],
  ['192.168.1.10', TRAIT.dot | TRAIT.digit],
  ['config.yaml', TRAIT.dot],
  ['file:12:3', TRAIT.colon],
  ['00:1a:2b:3c:4d:5e', TRAIT.colon],
  ['::1:5678', TRAIT.colon],
  ['42P01', TRAIT.digit],
  ['d41d8cd98f00', TRAIT.digit],
  ['lastOrder', TRAIT.innerUpper],
  ['TypeError', TRAIT.innerUpper],
])('%s is told by its traits', (word, trait) => {
  expect(isTechnical(word, trait)).toBe(true);
  expect(isTechnical(word, EVERY_TRAIT & ~(TRAIT.symbol | TRAIT.colon | TRAIT.slash | trait))).toBe(false);
  expect(isTechnical(word, 0)).toBe(false);
});

test('an address that only machines have is none of people', () => {
  const machines = [
    "'root_a'@'db.acme.com",
    "a_b'@db.acme.com",
    'a_b@"db.acme.com',
    'user_id@public.invoices',
  ];
  for (const word of [...machines, 'a_b@db.internal', 'a_b@NAS.LAN', 'a_b@x.local'])
    expect([word, isTechnical(word, EVERY_TRAIT)]).toEqual([word, true]);
  const people = ["o'brien_t@acme.com", 'mario.rossi@acme.consulting', 'mario_rossi@acme.studio'];
  for (const word of people) expect([word, isTechnical(word, EVERY_TRAIT)]).toEqual([word, false]);
});

test('a mail address is for people, and one letter is nothing', () => {
  for (const word of ['ordini_nuovi@acme.com', 'a@b.it']) expect(isTechnical(word, EVERY_TRAIT)).toBe(false);
  for (const word of ['a@b.c', '@acme.com/x', 'a_b@acme', 'a_b@c@acme.com', 'a_b@acme.c1', 'a_b@acme.it/x'])
    expect([word, isTechnical(word, EVERY_TRAIT)]).toEqual([word, word !== 'a@b.c']);
  expect(isTechnical('\\', EVERY_TRAIT)).toBe(false);
});

test('a name in quotes needs a full stop inside', () => {
  for (const word of ['public.ordini', '_a.b1.c']) expect(isQuotedName(word)).toBe(true);
  for (const word of ['public', 'Fine.poi', 'a.1b', 'a.b.', '-a.b', 'a.b c'])
    expect(isQuotedName(word)).toBe(false);
});

test('an entity or a tag is markup', () => {
  for (const word of ['&amp;', 'x&#39;y', '<br>', '</TD', '<h2>']) expect(isMarkup(word)).toBe(true);
  for (const word of ['&', '&a;', '&abcdefg;', '&#;', '&#123456;', '<x>', '<brx', 'br>'])
    expect(isMarkup(word)).toBe(false);
});

test('the name of an error has three letters more than its ending', () => {
  for (const word of ['keyerror', 'badexception', 'segfault', 'KEYERROR'])
    expect(isErrorName(word)).toBe(true);
  for (const word of ['oerror', 'anexception', 'errors', 'default', 'DEFAULT'])
    expect(isErrorName(word)).toBe(false);
});

test('the parts of a word that only machines write are found in it', () => {
  const parts = (word: string): string[] => technicalParts(word).map(([from, to]) => word.slice(from, to));
  expect(parts('storeFunction-option')).toEqual(['storeFunction']);
  expect(parts('option:storeFunction')).toEqual(['storeFunction']);
  expect(parts('a-d41d8cd98f00-b')).toEqual(['d41d8cd98f00']);
  expect(parts('l’AccessError')).toEqual(['AccessError']);
  expect(parts('storeOne,storeTwo')).toEqual(['storeOne', 'storeTwo']);
  expect(parts('aB-x')).toEqual(['aB']);
  for (const word of ['storeFunction', 'terror-e', 'uno-due', 'X-Y', 'Typeerror-x'])
    expect(parts(word)).toEqual([]);
});

test.each([
  ["errors={'10.0.0.3'", ['10.0.0.3']],
  ['fields=[lastOrder,prezzo]', ['lastOrder']],
  ['(config.yaml)(fattura)', ['config.yaml']],
  ['(come)(ieri)', []],
  ['10.0.0.3', []],
  ['', []],
])('of %s the signs of code hold %j', (word, pieces) => {
  const places = technicalPieces(word, EVERY_TRAIT);
  expect(places.map(([from, to]) => word.slice(from, to))).toEqual(pieces);
});

test.each([
  ['public.orders', true],
  ['dbo.Orders', true],
  ['sys.Objects', true],
  ['public.Orders', true],
  ['fine.Poi', false],
  ['dbo.Orders!', false],
  ['xdbo.Orders', false],
  ['orders', false],
  ['dbo.', false],
])('%s in quotes is a name: %s', (word, is) => {
  expect(isQuotedName(word)).toBe(is);
});
