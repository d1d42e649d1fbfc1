import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '#test/support/browser.ts';
import { type Chat, type ChatOptions, openChat } from '#test/support/chat-driver.ts';
import { type Talking, talking } from '#test/support/whatsapp.ts';

let browser: Browser;
let whole: Talking;
let folder: string;
beforeAll(async () => {
  whole = await talking();
  browser = await openBrowser();
  folder = process.env['SCREENSHOTS'] ?? (await mkdtemp(join(tmpdir(), 'milhena-shots-')));
  await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await whole.stop();
});

const open = (options: ChatOptions) => openChat(browser, whole.cloud.chatUrl, options);
const shot = (chat: Chat, name: string) => chat.screenshot(join(folder, `${name}.png`));
/** Waits for the picture above the text and brings it to where it is seen whole. */
const withPicture = async (chat: Chat, text: string) => {
  const picture = chat.page.locator('.bubble.theirs', { hasText: text }).last().locator('.picture img');
  await picture.waitFor();
  await picture.scrollIntoViewIfNeeded();
};
const TIME = /\d{2}:\d{2}/;

describe('with the whole assistant, in a browser', () => {
  test('Giulia asks in Italian: examples, follow-up, chart, choice by tap, thumb, a colleague and back', async () => {
    const chat = await open({ person: 'giulia' });
    await chat.page.locator('.empty button').first().click();
    expect(await chat.waitForReply(/ieri/i)).toContain('assistente automatico');
    await shot(chat, 'italian-answer');
    await chat.say('E la settimana scorsa?');
    await chat.waitForReply(/settimana scorsa/i);
    await chat.say('Andamento dei fallimenti negli ultimi 10 giorni');
    await withPicture(chat, 'in media');
    await shot(chat, 'italian-chart');
    await chat.say('Quali processi hanno bisogno di attenzione?');
    await chat.page.locator('.card img').nth(4).waitFor();
    await shot(chat, 'italian-cards');
    await chat.say('Quanti fallimenti ha avuto il processo degli ordini?');
    await chat.waitForReply('Scegli');
    await chat.page.locator('.log .choice[aria-haspopup]').last().click();
    await shot(chat, 'italian-choice');
    const row = await chat.page.locator('#sheet .row .name').first().innerText();
    await chat.page.keyboard.press('Escape');
    await chat.choose(row);
    await chat.page.locator('.bubble.mine .quoted').last().waitFor();
    await chat.say('Quanti fallimenti ieri?');
    await chat.waitForReply(/Ieri, .* fallimenti/);
    await chat.tap('Utile');
    await chat.waitForReply(/grazie/i);
    await chat.tap('Parla con qualcuno');
    await chat.waitForReply('ASSISTENTE');
    await shot(chat, 'italian-colleague');
    await chat.say('ASSISTENTE');
    await chat.waitForReply(TIME);
    await chat.close();
    const dark = await open({ person: 'giulia', dark: true });
    await dark.waitForReply(TIME);
    await shot(dark, 'italian-dark');
    await dark.close();
  });

  test('James asks in English; the answer and its buttons are in English', async () => {
    const chat = await open({ person: 'james', language: 'en', desktop: true });
    await chat.page.locator('.empty button').nth(1).click();
    expect(await chat.waitForReply('Useful')).toContain('automated assistant');
    await chat.say('Failures per day over the last 10 days');
    await withPicture(chat, 'on average');
    await shot(chat, 'english-desktop');
    await chat.close();
  });

  test('Paolo, whom nobody let in, is asked whether he wants to be', async () => {
    const chat = await open({ person: 'paolo' });
    await chat.say('Quanti processi sono falliti ieri?');
    expect(await chat.waitForReply('Chiedi il permesso')).not.toMatch(/fallimenti in tutto/);
    await chat.tap('Chiedi il permesso');
    await expect.poll(() => whole.came('paolo').length).toBeGreaterThan(1);
    await chat.close();
  });
});
