import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWhatsApp, type WhatsApp } from '#infra/local/whatsapp/open.ts';
import { openBrowser } from '#test/support/browser.ts';
import { chartPictures } from '#test/support/chart-pictures.ts';
import { openChat } from '#test/support/chat-driver.ts';
import { graphClient } from '#test/support/graph-client.ts';
import { scriptedBusiness } from '#test/support/scripted-business.ts';
import { openWebhookPeer, type WebhookPeer } from '#test/support/webhook-peer.ts';

const KEYS = { appSecret: 'app-secret', accessToken: 'token', numberId: '1055' };
const pictures: string[] = [];
let browser: Browser;
let peer: WebhookPeer;
let whatsapp: WhatsApp;
let folder: string;

const graph = () => graphClient(whatsapp.graphUrl, KEYS.numberId, KEYS.accessToken);

beforeAll(async () => {
  browser = await openBrowser();
  peer = await openWebhookPeer(KEYS.appSecret, scriptedBusiness(graph, pictures));
  whatsapp = await openWhatsApp({ ...KEYS, webhookUrl: peer.url });
  const drawn = await chartPictures(browser, [
    ['Fatture ai clienti', [2, 3, 1, 0, 2, 4, 5]],
    ['Ordini dal negozio', [1, 1, 6, 2, 3, 4, 4]],
    ['Giacenze di magazzino', [3, 2, 3, 3, 2, 2, 3]],
  ]);
  for (const one of drawn) pictures.push((await graph().upload(one)).id);
  folder = process.env['SCREENSHOTS'] ?? (await mkdtemp(join(tmpdir(), 'milhena-shots-')));
  await mkdir(folder, { recursive: true });
});

afterAll(async () => {
  await browser.close();
  await whatsapp.stop();
  await peer.stop();
});

const open = (options: Parameters<typeof openChat>[2]) => openChat(browser, whatsapp.chatUrl, options);

describe('the chat page', () => {
  test('holds a whole conversation on a phone: text, buttons, list, cards, picture, link, ticks', async () => {
    const chat = await open({ person: 'giulia' });
    const shot = (name: string) => chat.screenshot(join(folder, `${name}.png`));
    await shot('empty');
    await chat.say('Quanti processi sono falliti ieri?');
    await chat.page.locator('#presence.writes').waitFor();
    await chat.page.locator('.bubble.mine .is-read').waitFor();
    await shot('typing');
    expect(await chat.waitForReply('Vuoi vedere altro?')).toContain('Per processo');
    expect(await chat.page.locator('.bubble.theirs strong', { hasText: 'Ieri 12 esecuzioni' }).count()).toBe(
      1,
    );
    expect(await chat.page.locator('.bubble.theirs li').count()).toBe(3);
    expect(await chat.page.locator('.bubble.theirs .quoted').innerText()).toContain('Quanti processi');
    await chat.react('Ieri 12 esecuzioni', '👍');
    await chat.page.locator('.reaction', { hasText: '👍' }).waitFor();
    await shot('answer');
    await chat.tap('Per processo');
    await chat.waitForReply('Di quale processo');
    await chat.page.locator('.log .choice[aria-haspopup]').last().click();
    await shot('list');
    await chat.page.keyboard.press('Escape');
    await chat.choose('Fatture ai clienti');
    await chat.page.locator('.card').nth(2).waitFor();
    await shot('cards');
    await chat.tap('Dettagli');
    await chat.waitForReply('Il quadro completo');
    await shot('picture');
    expect(await chat.page.locator('.log a.choice').getAttribute('href')).toBe('https://example.com/r/1');
    expect(await chat.page.evaluate('[...document.images].every((one) => one.naturalWidth > 0)')).toBe(true);
    await expect
      .poll(() => peer.statuses().filter(({ status }) => status === 'read').length)
      .toBeGreaterThan(4);
    expect(peer.messages().map(({ type }) => type)).toEqual([
      'text',
      'reaction',
      'interactive',
      'interactive',
      'interactive',
    ]);
    expect(await chat.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await chat.close();
  });

  test('is dark where the system is, and keeps what was said when it is opened again', async () => {
    const chat = await open({ person: 'giulia', dark: true });
    await chat.waitForReply('Il quadro completo');
    expect(await chat.page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(15, 18, 26)',
    );
    await chat.screenshot(join(folder, 'dark.png'));
    await chat.close();
  });

  test('shows all phones on a wide screen, in English, and lets developers set faults', async () => {
    const chat = await open({ person: 'james', language: 'en', desktop: true });
    expect(await chat.page.locator('#people li').count()).toBe(whatsapp.people.length);
    await chat.say('How many processes failed?');
    await chat.waitForReply('Vuoi vedere altro?');
    await chat.become('chiara');
    await chat.say('ciao');
    await chat.waitForReply('Vuoi vedere altro?');
    await chat.become('giulia');
    await chat.screenshot(join(folder, 'desktop.png'));
    await chat.page.locator('#open-menu').click();
    await chat.page.locator('#menu summary').click();
    await chat.page.locator('#menu input[name=dropAnswers]').fill('50');
    await chat.page.locator('#menu input[name=dropAnswers]').blur();
    await expect
      .poll(async () => (await fetch(`${whatsapp.chatUrl}control/faults`)).json())
      .toMatchObject({ dropAnswers: 0.5 });
    await chat.screenshot(join(folder, 'menu.png'));
    await chat.page.locator('#menu button.plain').click();
    await expect
      .poll(async () => (await fetch(`${whatsapp.chatUrl}control/faults`)).json())
      .toMatchObject({ dropAnswers: 0 });
    await chat.close();
  });

  test('can be used by keys alone', async () => {
    const chat = await open({ person: 'james', language: 'en', desktop: true });
    await chat.page.locator('.log .choice', { hasText: 'Per processo' }).focus();
    await chat.page.keyboard.press('Enter');
    await chat.waitForReply('Di quale processo');
    await chat.page.locator('.log .choice[aria-haspopup]').focus();
    await chat.page.keyboard.press('Enter');
    await chat.page.locator('#sheet[open]').waitFor();
    await chat.page.locator('#sheet input').first().focus();
    await chat.page.keyboard.press('ArrowDown');
    await chat.page.keyboard.press('Enter');
    await chat.waitForReply('Vuoi vedere altro?');
    expect(await chat.page.locator('.bubble.mine').last().innerText()).toContain('Ordini dal negozio');
    await chat.close();
  });

  test('shows text as text, whatever it says', async () => {
    const chat = await open({ person: 'james', language: 'en' });
    const hostile =
      '<img src=x onerror="document.title=1"> *<b>bold</b>* [a](javascript:alert(1)) javascript:alert(1)';
    await graph().send({ to: '447700900123', type: 'text', text: { body: hostile } });
    expect(await chat.waitForReply('onerror')).toContain(
      '<img src=x onerror="document.title=1"> <b>bold</b>',
    );
    expect(await chat.page.locator('.log b, .log img, .log a[href^=javascript]').count()).toBe(0);
    expect(await chat.page.title()).toBe('Milhena chat');
    await chat.close();
  });
});
