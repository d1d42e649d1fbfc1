import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { costPage } from '#infra/cost/page.ts';
import { PRICES, type Price } from '#infra/cost/prices.ts';
import { STANDING } from '#infra/cost/usage.ts';
import { stand } from '#test/support/synthesis.ts';

const page = readFileSync('docs/cost.md', 'utf8');
const dollars = (text: string): number => Number(text.replaceAll(/[*$]/g, '').replace('−', '-'));

/** Every bill of the page, as rows of cells. */
const bills = page
  .split('| what | how much | list price | cost |')
  .slice(1)
  .map((rest) =>
    (rest.split('\n\n')[0] ?? '')
      .split('\n')
      .slice(2)
      .map((row) => row.split('|').map((cell) => cell.trim()))
      .map(([, what = '', quantity = '', , cost = '']) => ({
        what,
        quantity: Number(quantity),
        cost: dollars(cost),
      })),
  );

describe('the page of costs', () => {
  test('is what its figures make of it', () => {
    expect(page).toBe(costPage());
  });

  test('multiplies rightly, and its sums are those of their lines', () => {
    expect(bills.length).toBeGreaterThanOrEqual(4);
    const prices = new Map(Object.values<Price>(PRICES).map((price) => [price.what, price.usd]));
    for (const bill of bills) {
      const lines = bill.slice(0, -1);
      const all = bill.at(-1);
      expect(lines.length).toBeGreaterThan(5);
      expect(all?.what).toBe('**all**');
      const wrong = lines.filter(
        ({ what, quantity, cost }) =>
          !(Math.abs(quantity * (prices.get(what) ?? Number.NaN) - cost) < Math.max(0.005, 0.001 * cost)),
      );
      expect(wrong).toEqual([]);
      const sum = lines.reduce((found, { cost }) => found + cost, 0);
      expect(Math.abs(sum - (all?.cost ?? Number.NaN))).toBeLessThan(0.005 * lines.length);
    }
  });

  test('knows what the template holds', async () => {
    const stack = await stand('prod');
    const alarms = stack.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    const looks = alarms.flatMap((alarm) =>
      alarm['Metrics'] ? alarm['Metrics'].filter((one: { MetricStat?: unknown }) => one.MetricStat) : [alarm],
    );
    const endpoint = stack
      .ofType('AWS::EC2::VPCEndpoint')
      .find(({ properties }) => properties['VpcEndpointType'] === 'Interface');
    expect(STANDING).toEqual({
      alarms: alarms.length,
      alarmMetrics: looks.length,
      dashboards: stack.ofType('AWS::CloudWatch::Dashboard').length,
      firewallRules: stack.one('AWS::WAFv2::WebACL').properties['Rules'].length,
      secrets: stack.ofType('AWS::SecretsManager::Secret').length,
      keys: stack.ofType('AWS::KMS::Key').length,
      endpointZones: endpoint?.properties['SubnetIds'].length,
      clockMinutes: 5,
    });
    for (const { properties } of stack.ofType('AWS::Events::Rule'))
      expect(properties['ScheduleExpression']).toBe(`rate(${STANDING.clockMinutes} minutes)`);
  });
});
