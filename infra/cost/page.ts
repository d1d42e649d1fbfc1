import { billedMs, choices, type Line, perMonth, perThousand, total } from './model.ts';
import { PRICES } from './prices.ts';
import { ASSUMED, COUNTED_ON, STANDING, USAGES } from './usage.ts';

const money = (usd: number, digits = 4): string =>
  usd < 0 ? `−$${(-usd).toFixed(digits)}` : `$${usd.toFixed(digits)}`;

const amount = (quantity: number): string =>
  quantity >= 100 ? String(Math.round(quantity)) : String(Number(quantity.toPrecision(4)));

const bill = (lines: readonly Line[], digits: number): string =>
  [
    '| what | how much | list price | cost |',
    '| --- | ---: | --- | ---: |',
    ...lines.map(
      ({ price, quantity, usd }) =>
        `| ${PRICES[price].what} | ${amount(quantity)} | ${PRICES[price].quoted} | ${money(usd, digits)} |`,
    ),
    `| **all** | | | **${money(total(lines), digits)}** |`,
  ].join('\n');

const VOLUMES = [1000, 10_000, 100_000, 1_000_000];

/** What Milhena costs on AWS, with its arithmetic. */
export const costPage = (): string => {
  const { data, mix } = USAGES;
  const month = total(perMonth());
  const question = total(perThousand(data)) / 1000;
  const kinds = Object.values(USAGES);
  return `# What it costs on AWS

Made by \`npm run docs\` from \`infra/cost\`: change it there. Without a model: what a model costs is its provider's price for its tokens, counted and bounded apart. Without the customer's own database, without taxes, free tiers and discounts; what WhatsApp charges for messages is its own.

A thousand questions about the data that nobody asked a moment before cost **${money(total(perThousand(data)))}**, a thousand as a company asks them **${money(total(perThousand(mix)))}** (${Math.round(100 * (1 - mix.flows))} % of these are told again without a run of the line), beside a fixed **${money(month, 2)}** a month. At 10,000 of the former a month one costs ${money((month + 10_000 * question) / 10_000)}; the fixed part is nearly all of it.

| questions a month | a month | a thousand |
| ---: | ---: | ---: |
${VOLUMES.map((count) => `| ${count.toLocaleString('en-US')} | ${money(month + count * question, 2)} | ${money(((month + count * question) / count) * 1000, 2)} |`).join('\n')}

## A thousand questions

| kind | Lambda ms billed a question | a thousand |
| --- | ---: | ---: |
${kinds.map((usage) => `| ${usage.what} | ${Math.round(billedMs(usage))} | ${money(total(perThousand(usage)))} |`).join('\n')}

${kinds.map((usage) => `### ${usage.what[0]?.toUpperCase() ?? ''}${usage.what.slice(1)}\n\n${bill(perThousand(usage), 6)}`).join('\n\n')}

## A month before anybody asks

${bill(perMonth(), 2)}

A month has ${ASSUMED.hours} hours. Of the template of \`prod\`: ${STANDING.alarms} alarms, ${STANDING.dashboards} dashboards, ${STANDING.firewallRules} rules of the firewall, ${STANDING.secrets} secrets, ${STANDING.keys} keys, an endpoint in ${STANDING.endpointZones} zones, and two clocks of ${STANDING.clockMinutes} minutes (heartbeat, monitor). A test holds these numbers against the template, and every sum of this page against its lines.

## What each choice costs

More than the other way; less with a minus.

| choice | costs | per | what for |
| --- | ---: | --- | --- |
${choices(data)
  .map(({ what, usd, per, why }) => `| ${what} | ${money(usd, per === 'month' ? 2 : 4)} | ${per} | ${why} |`)
  .join('\n')}

## Where the figures come from

Counted (\`npm run bench:usage\`): ${COUNTED_ON}. Calls, bytes and units of tables are exact but for the size of items, taken from the whole request and answer, so a little too high; strongly consistent reads throughout. Milliseconds are medians of functions as they ran there, of the mix means. How much of the mix is remembered depends on how many ask: it is 10 questions a second to one copy of each function.

Assumed:

- Lambda with ${ASSUMED.memoryMb} MB has ${ASSUMED.memoryMb}/1769 of a processor, so every millisecond counted here is billed as ${ASSUMED.slowdown.toFixed(2)}. That is too much for time spent waiting: the true bill is lower. Starts of new copies are not in it.
- Express runs in ${ASSUMED.expressMb} MB, and as long as its steps; the time between steps is not published.
- ${ASSUMED.cacheUnits} units of the cache for a run of query; ${ASSUMED.accessLogBytes} bytes of access log for a request; ${ASSUMED.traced * 100} % of requests traced; ${ASSUMED.hitMs} ms of query where its figures are found in the cache; ${ASSUMED.metrics} metrics of our own alive all month, though CloudWatch bills only the hours in which one is written.
- Left out: what Lambda asks the three queues while nothing waits (about a dollar a month), keeping logs, tables and their backups (cents at this size).

Prices are data (\`infra/cost/prices.ts\`), list prices of us-east-1, read on 21 November 2026 from pages *about* AWS: not from its calculator, and **unverified** against a bill. Those from memory are marked so. European regions are up to a quarter dearer.

| what | price | source |
| --- | --- | --- |
${Object.values(PRICES)
  .map(
    ({ what, quoted, source }) =>
      `| ${what} | ${quoted} | ${source === 'memory' ? '**from memory**' : source} |`,
  )
  .join('\n')}
`;
};
