import { expect, test } from 'vitest';
import { isTooOld } from '#infra/local/database/server-version.ts';

test.each([
  ['9.6.24', true],
  ['13.22 (Debian 13.22-1)', true],
  ['14.0', false],
  ['18beta2', false],
  ['?', false],
])('a server of version %s is too old to answer from: %s', (version, tooOld) => {
  expect(isTooOld(version)).toBe(tooOld);
});
