import { describe, expect, test } from 'vitest';
import { expectedOf, meaningOf, timeCases } from '#test/support/times-table.ts';

describe('expressions of time in English', () => {
  test.each(timeCases('en'))('$text ($now)', (each) => {
    expect(meaningOf(`how many runs ${each.text}?`, 'en', each.now)).toEqual(expectedOf(each));
  });
});
