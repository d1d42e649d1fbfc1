import { describe, expect, test } from 'vitest';
import { expectedOf, meaningOf, timeCases } from '#test/support/times-table.ts';

describe('expressions of time in Italian', () => {
  test.each(timeCases('it'))('$text ($now)', (each) => {
    expect(meaningOf(`quante esecuzioni ${each.text}?`, 'it', each.now)).toEqual(expectedOf(each));
  });
});
