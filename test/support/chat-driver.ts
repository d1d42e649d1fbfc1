import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface ChatOptions {
  /** Whose phone. */
  person?: string;
  language?: 'it' | 'en';
  dark?: boolean;
  /** A wide screen instead of a phone. */
  desktop?: boolean;
}

/** A person at the chat page. */
export interface Chat {
  page: Page;
  say: (text: string) => Promise<void>;
  /** A button, quick reply or link row of the newest message that has one of this name. */
  tap: (label: string) => Promise<void>;
  /** Opens the newest list and sends one of its rows. */
  choose: (row: string) => Promise<void>;
  react: (text: string, emoji: string) => Promise<void>;
  /** Text of the message with this among those that came since the person last wrote. */
  waitForReply: (containing: string | RegExp) => Promise<string>;
  /** Takes another phone. */
  become: (person: string) => Promise<void>;
  screenshot: (path: string) => Promise<void>;
  close: () => Promise<void>;
}

const FONTS = join(fileURLToPath(import.meta.resolve('@fontsource/noto-color-emoji/400.css')), '..', 'files');
const EMOJI = join(FONTS, 'noto-color-emoji-emoji-400-normal.woff2');
const EMOJI_STYLE = `@font-face { font-family: 'Noto Color Emoji'; src: url(/emoji.woff2); }`;

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const REPLIES = '.bubble.theirs[data-id]:not(:has(~ .bubble.mine))';
/** All that is to be seen has come and been drawn. */
const DRAWN = `document.fonts.load('20px "Noto Color Emoji"', '👍')
  .then(() => Promise.all([...document.images].map((one) => one.decode().catch(() => undefined))))
  .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))))`;
const WAIT_MS = 30_000;

export const openChat = async (browser: Browser, url: string, options: ChatOptions = {}): Promise<Chat> => {
  const { person, language = 'it', dark = false, desktop = false } = options;
  const context: BrowserContextOptions = {
    ...(desktop ? DESKTOP : PHONE),
    locale: language === 'it' ? 'it-IT' : 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: 'Europe/Rome',
    // For the style below.
    bypassCSP: true,
  };
  const window = await browser.newContext(context);
  const page = await window.newPage();
  page.setDefaultTimeout(WAIT_MS);
  // Machines without a screen have no emoji.
  await page.route('**/emoji.woff2', (route) => route.fulfill({ path: EMOJI, contentType: 'font/woff2' }));
  await page.goto(url);
  await page.addStyleTag({ content: EMOJI_STYLE });
  await page.evaluate(`document.fonts.load('20px "Noto Color Emoji"', '👍')`);
  await page.locator('#people [aria-current]').waitFor({ state: 'attached' });

  const become = async (next: string) => {
    const phones = page.locator('#open-phones');
    if (await phones.isVisible()) await phones.click();
    await page.locator(`[data-person="${next}"]`).click();
  };
  if (person !== undefined) await become(person);

  return {
    page,
    become,
    say: async (text) => {
      await page.locator('#text').fill(text);
      await page.locator('#text').press('Enter');
    },
    tap: async (label) => {
      await page.locator('.log .choice', { hasText: label }).last().click();
    },
    choose: async (row) => {
      await page.locator('.log .choice[aria-haspopup]').last().click();
      await page.locator('#sheet .row', { hasText: row }).click();
      await page.locator('#sheet button[type=submit]').click();
    },
    react: async (text, emoji) => {
      const bubble = page.locator('.bubble.theirs', { hasText: text }).last();
      // As a long press does.
      await bubble.click({ button: 'right', position: { x: 20, y: 12 } });
      await page.locator('#reactions .emoji', { hasText: emoji }).click();
    },
    waitForReply: async (containing) => {
      const bubble = page.locator(REPLIES).filter({ hasText: containing }).last();
      await bubble.waitFor();
      return bubble.innerText();
    },
    screenshot: async (path) => {
      // Pictures are drawn when they have come and been decoded.
      await page.evaluate(DRAWN);
      await page.screenshot({ path, animations: 'disabled' });
    },
    close: () => window.close(),
  };
};
