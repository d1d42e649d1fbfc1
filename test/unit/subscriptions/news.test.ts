import { describe, expect, test } from 'vitest';
import { newsFor } from '#functions/dispatch/news.ts';
import { memoryPeople } from '#shared/adapters/memory-people.ts';
import type { Announcement } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';

const NOW = '2026-11-20T09:00:00.000Z';
const news: Announcement = {
  version: 1,
  kind: 'announcement',
  numberId: '1055',
  announcementId: 's1-1',
  personId: 'giulia',
  at: NOW,
  expiresAt: '2026-11-20T21:00:00.000Z',
  reply: { language: 'it', parts: [{ type: 'text', text: '**Fatture** ha bisogno di attenzione.' }] },
  template: { type: 'template', name: 'milhena_news', language: 'it', values: ['Fatture'] },
};
const giulia: Person = {
  version: 1,
  personId: 'giulia',
  sender: { phone: '393331112222' },
  admission: 'granted',
  wroteAt: '2026-11-20T08:00:00.000Z',
  offers: [],
};

const told = async (more: Partial<Person>, admission: 'listed' | 'everyone' = 'listed') => {
  const people = memoryPeople();
  await people.write({ ...giulia, ...more }, undefined);
  const said = await newsFor({ people, rules: { admission }, now: () => new Date(NOW) })(news);
  return said?.outgoing.map(({ payload }) => payload['type']);
};

describe('in which form somebody gets news', () => {
  test('in free words within a day of their last message, as a template after that', async () => {
    expect(await told({})).toEqual(['text']);
    expect(await told({ wroteAt: '2026-11-19T09:10:00.000Z' })).toEqual(['text']);
    expect(await told({ wroteAt: '2026-11-19T09:04:00.000Z' })).toEqual(['template']);
    expect(await told({ wroteAt: '2026-11-12T09:00:00.000Z' })).toEqual(['template']);
  });

  test('not at all when they stopped us, may not ask, are with a colleague, or are nobody', async () => {
    expect(await told({ stoppedAt: '2026-11-20T08:30:00.000Z' })).toBeUndefined();
    expect(await told({ admission: 'refused' }, 'everyone')).toBeUndefined();
    expect(await told({ admission: 'unknown' })).toBeUndefined();
    expect(await told({ admission: 'unknown' }, 'everyone')).toEqual(['text']);
    expect(await told({ handover: { at: '2026-11-20T08:30:00.000Z' } })).toBeUndefined();
    expect(
      await told({ handover: { at: '2026-11-20T07:00:00.000Z', until: '2026-11-20T08:00:00.000Z' } }),
    ).toEqual(['text']);
    expect(await told({ personId: 'somebody-else' })).toBeUndefined();
  });
});
