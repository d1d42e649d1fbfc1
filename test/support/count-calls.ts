import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import type { Expression, ObjectExpression, Program } from 'oxc-parser';
import { METRICS } from '#shared/contracts/metrics.ts';

/** One place that counts: what each dimension may be there; undefined where that is only known at run time. */
export interface CountCall {
  metric: string;
  dimensions: Record<string, readonly string[] | undefined>;
}

/** The objects of a file whose values are all texts: `const STATES = { warn: 'warned' }`. */
type Tables = ReadonlyMap<string, readonly string[]>;

const bare = (node: Expression): Expression =>
  node.type === 'TSAsExpression' ? bare(node.expression) : node;

/** What is given for each key of an object that is written out. */
const entriesOf = ({ properties }: ObjectExpression): [string, Expression][] =>
  properties.flatMap((one) =>
    one.type === 'Property' && one.key.type === 'Identifier' ? [[one.key.name, bare(one.value)]] : [],
  );

const textsOf = (node: Expression, tables: Tables): readonly string[] | undefined => {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : undefined;
  if (node.type === 'ConditionalExpression') {
    const sides = [node.consequent, node.alternate].map((side) => textsOf(bare(side), tables));
    return sides.every((side) => side !== undefined) ? sides.flat() : undefined;
  }
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return undefined;
  return tables.get(node.object.name);
};

const tablesOf = (program: Program): Tables => {
  const tables = new Map<string, readonly string[]>();
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      const table = init && bare(init);
      if (id.type !== 'Identifier' || table?.type !== 'ObjectExpression') return;
      const texts = entriesOf(table).map(([, value]) => textsOf(value, tables));
      if (texts.length > 0 && texts.every((text) => text !== undefined)) tables.set(id.name, texts.flat());
    },
  }).visit(program);
  return tables;
};

/** All that the functions can count, and the texts that are written out in them (in types they say nothing). */
export const countCalls = (): { calls: CountCall[]; texts: ReadonlySet<string> } => {
  const calls: CountCall[] = [];
  const texts = new Set<string>();
  const files = globSync(['functions/**/*.ts', 'shared/**/*.ts']).filter(
    (file) => !file.startsWith('shared/contracts/metrics'),
  );
  for (const file of files) {
    const { program } = parseSync(file, readFileSync(file, 'utf8'));
    const tables = tablesOf(program);
    let inTypes = 0;
    new Visitor({
      TSLiteralType: () => {
        inTypes += 1;
      },
      'TSLiteralType:exit': () => {
        inTypes -= 1;
      },
      Literal: ({ value }) => {
        if (inTypes === 0 && typeof value === 'string') texts.add(value);
      },
      CallExpression: ({ callee, arguments: [metric, given] }) => {
        const name = callee.type === 'MemberExpression' ? callee.property : callee;
        if (name.type !== 'Identifier' || name.name !== 'count') return;
        if (metric?.type !== 'Literal' || typeof metric.value !== 'string') return;
        if (!(metric.value in METRICS) || given?.type !== 'ObjectExpression') return;
        const dimensions = Object.fromEntries(
          entriesOf(given).map(([key, value]) => [key, textsOf(value, tables)]),
        );
        calls.push({ metric: metric.value, dimensions });
      },
    }).visit(program);
  }
  return { calls, texts };
};
