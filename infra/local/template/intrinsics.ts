import { BootFailure } from '../failure.ts';

/** What a template's names stand for. `undefined` as a reference: the property is left out (`AWS::NoValue`). */
export interface Scope {
  reference: (id: string) => unknown;
  attribute: (id: string, name: string) => unknown;
  mapping: (map: string, first: string, second: string) => unknown;
  condition: (name: string) => boolean;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value with every intrinsic function of CloudFormation replaced by what it stands for.
 * @throws BootFailure naming an intrinsic that is not known here.
 */
export const resolve = (value: unknown, scope: Scope): unknown => {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && isIntrinsic(only[0])) return evaluate(only[0], only[1], scope);
  const resolved = entries.map(([key, item]) => [key, resolve(item, scope)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
};

const isIntrinsic = (key: string) => key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');

type Intrinsic = (given: unknown, scope: Scope) => unknown;

const broken = (name: string): never => {
  throw new BootFailure('template', `The template uses ${name} in a form that is not known here.`);
};

const text = (value: unknown, name: string): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : broken(name);

const list = (value: unknown, name: string): unknown[] => (Array.isArray(value) ? value : broken(name));

const listOf = (value: unknown, scope: Scope, name: string) => list(resolve(value, scope), name);

const isTrue = (value: unknown, scope: Scope): boolean => {
  const resolved = resolve(value, scope);
  return typeof resolved === 'boolean' ? resolved : broken('a condition');
};

const attributePath = (given: unknown, scope: Scope): readonly [string, string] => {
  if (typeof given === 'string') {
    const [id = '', ...rest] = given.split('.');
    return [id, rest.join('.')];
  }
  const [id, ...rest] = list(given, 'Fn::GetAtt');
  return [text(id, 'Fn::GetAtt'), rest.map((part) => text(resolve(part, scope), 'Fn::GetAtt')).join('.')];
};

const substitute: Intrinsic = (given, scope) => {
  const [template, own] = Array.isArray(given) ? given : [given, {}];
  const variables = isRecord(own) ? own : broken('Fn::Sub');
  return text(template, 'Fn::Sub').replaceAll(/\$\{(!?)([^${}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (name in variables) return text(resolve(variables[name], scope), 'Fn::Sub');
    const [id, attribute] = attributePath(name.trim(), scope);
    const found = attribute === '' ? scope.reference(id) : scope.attribute(id, attribute);
    return text(found, 'Fn::Sub');
  });
};

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (given, scope) => scope.reference(text(given, 'Ref')),
  Condition: (given, scope) => scope.condition(text(given, 'Condition')),
  'Fn::GetAtt': (given, scope) => scope.attribute(...attributePath(given, scope)),
  'Fn::Sub': substitute,
  'Fn::Join': (given, scope) => {
    const [separator, parts] = list(given, 'Fn::Join');
    const resolved = listOf(parts, scope, 'Fn::Join').map((part) => text(part, 'Fn::Join'));
    return resolved.join(text(separator, 'Fn::Join'));
  },
  'Fn::Select': (given, scope) => {
    const [index, items] = list(given, 'Fn::Select');
    const from = listOf(items, scope, 'Fn::Select');
    const at = Number(text(resolve(index, scope), 'Fn::Select'));
    return at in from ? from[at] : broken('Fn::Select');
  },
  'Fn::Split': (given, scope) => {
    const [separator, whole] = list(given, 'Fn::Split');
    return text(resolve(whole, scope), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::If': (given, scope) => {
    const [name, yes, no] = list(given, 'Fn::If');
    return resolve(scope.condition(text(name, 'Fn::If')) ? yes : no, scope);
  },
  'Fn::Equals': (given, scope) => {
    const [left, right] = listOf(given, scope, 'Fn::Equals');
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (given, scope) => list(given, 'Fn::And').every((one) => isTrue(one, scope)),
  'Fn::Or': (given, scope) => list(given, 'Fn::Or').some((one) => isTrue(one, scope)),
  'Fn::Not': (given, scope) => !isTrue(list(given, 'Fn::Not')[0], scope),
  'Fn::FindInMap': (given, scope) => {
    const keys = listOf(given, scope, 'Fn::FindInMap').map((key) => text(key, 'Fn::FindInMap'));
    const [map = '', first = '', second = ''] = keys;
    return scope.mapping(map, first, second);
  },
  'Fn::GetAZs': (_, scope) => {
    const region = text(scope.reference('AWS::Region'), 'Fn::GetAZs');
    return ['a', 'b', 'c'].map((zone) => region + zone);
  },
  'Fn::Base64': (given, scope) => Buffer.from(text(resolve(given, scope), 'Fn::Base64')).toString('base64'),
};

const evaluate = (name: string, given: unknown, scope: Scope): unknown => {
  const intrinsic = INTRINSICS[name];
  if (!intrinsic) throw new BootFailure('template', `The local cloud does not know the intrinsic ${name}.`);
  return intrinsic(given, scope);
};
