import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, SAMPLE, type Town } from '../fixtures/town.ts';
import {
  button,
  keptBy,
  last,
  launchBrowser,
  openPhone,
  PATIENTLY,
  picture,
  write,
} from './fixtures/browser.ts';

const CONCERN = 'đường bê tông vào thôn lục liễu sụt một hố to';
/** The one that is sent to its end: elsewhere, so that no other phone is asked whether it is the same. */
const SENT = 'đường bê tông vào thôn đạo trù hạ sụt một hố to';
const PHOTO = `${SAMPLE}photo-mended-road.png`;

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([openTown(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await town[Symbol.asyncDispose]();
});

type PhoneOptions = Parameters<typeof openPhone>[1];

/** Opens the chat on a new phone. */
async function open(options: PhoneOptions = {}): Promise<Page> {
  const phone = await openPhone(browser, options);
  const page = await phone.newPage();
  await page.goto(`${town.app.address}/chat`);
  return page;
}

const texts = (page: Page, selector: string): Promise<readonly string[]> =>
  page.locator(selector).allInnerTexts();

describe('a phone without script', () => {
  it('sends a concern, confirms it, agrees, and learns the case code without touching anything', async () => {
    const page = await open({ javaScriptEnabled: false });
    await write(page, SENT);
    await button(page, 'Gửi').click();
    await button(page, 'Đồng ý').click();
    await page.getByText(/Mã việc: [A-Z]{2}-\d+/).waitFor();
    await picture(page, 'no-script-360');
    expect(await page.locator('.needs-script:visible').count()).toBe(0);
  });

  it('sends a photo with words', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.locator('#pick-photo').setInputFiles(PHOTO);
    await write(page, CONCERN);
    const photo = page.locator('.from-person .photo img');
    await photo.waitFor();
    expect(await last(page, 'person').innerText()).toContain(CONCERN);
  });
});

describe('a keyboard alone', () => {
  it('is enough to write, to answer by a button and to change the language', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    expect(await page.locator('.skip').evaluate((link) => link === document.activeElement)).toBe(
      true,
    );
    await page.keyboard.press('Enter');
    await page.keyboard.type(CONCERN);
    await page.keyboard.press('Enter');
    await button(page, 'Gửi').waitFor();
    expect(await page.locator('#write').evaluate((box) => box === document.activeElement)).toBe(
      true,
    );
    await focusBackTo(page, 'Gửi');
    await page.keyboard.press('Enter');
    await button(page, 'Đồng ý').waitFor();
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('html[lang="en"]').waitFor();
  });

  it('breaks a line with Shift and Enter, and sends nothing while a syllable is composed', async () => {
    const page = await open();
    await page.locator('#write').focus();
    await page.keyboard.type('một');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('hai');
    const composing = { key: 'Enter', isComposing: true, bubbles: true };
    await page.locator('#write').dispatchEvent('keydown', composing);
    expect(await page.locator('#write').inputValue()).toBe('một\nhai');
    expect(await page.locator('.line').count()).toBe(0);
  });
});

/** Goes backwards from where the focus is until a button has it. */
async function focusBackTo(page: Page, label: string): Promise<void> {
  await expect
    .poll(async () => {
      await page.keyboard.press('Shift+Tab');
      return page.evaluate(() => document.activeElement?.textContent?.trim());
    })
    .toBe(label);
}

describe('an open page', () => {
  it('shows at once what another page of the same session said, without moving the focus', async () => {
    const page = await open();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('#write').focus();
    await write(page, CONCERN);
    await last(other, 'bot').getByText('Xin tóm lại').waitFor();
    expect(await texts(other, '.from-person .bubble')).toEqual([CONCERN]);
    expect(await other.locator('#write').evaluate((box) => box === document.activeElement)).toBe(
      true,
    );
  });

  it('keeps its place while one reads above, and says that something new came', async () => {
    const page = await open({ viewport: { width: 360, height: 480 } });
    await write(page, CONCERN);
    await button(page, 'Gửi').waitFor();
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, -10_000));
    const welcome = page.locator('.welcome');
    const before = await welcome.boundingBox();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await write(other, 'trợ giúp');
    await page.locator('.newer').waitFor();
    // Points of the screen are whole, letters are not.
    expect(Math.abs(((await welcome.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(1);
    await page.locator('.newer').click();
    expect(await page.locator('.newer').isVisible()).toBe(false);
    expect(await page.locator('.scroller').evaluate((scroller) => scroller.scrollTop)).toBe(0);
  });

  it.each([640, 400])('keeps the number to call in view on a screen %i high', async (height) => {
    const page = await open({ viewport: { width: 360, height } });
    await write(page, 'cháy nhà ở thôn Đồng Quạ cứu với, mấy đứa trẻ còn trong nhà');
    await button(page, 'Gửi').waitFor({ state: 'attached' });
    const number = last(page, 'bot').locator('a[href^="tel:"]').first();
    const top = async (): Promise<number> => (await number.boundingBox())?.y ?? -1;
    const view = await page.locator('.scroller').boundingBox();
    await expect.poll(top, PATIENTLY).toBeGreaterThanOrEqual(view?.y ?? 0);
    expect(await top()).toBeLessThan((view?.y ?? 0) + (view?.height ?? 0));
  });

  it('turns to the other language when the person asks for it in words', async () => {
    const page = await open();
    await write(page, 'english');
    await page.locator('html[lang="en"]').waitFor();
    expect(await last(page, 'person').innerText()).toContain('arrived');
  });

  it('takes withheld words from the screen', async () => {
    const page = await open();
    await write(page, 'tôi muốn tố cáo ông Nguyễn Văn Khuyết nhận tiền làm sổ hộ nghèo');
    await page.getByText('Lời nhắn này không được lưu.').waitFor();
    expect(await page.content()).not.toContain('Khuyết');
    expect(await keptBy(page)).not.toContain('Khuyết');
  });

  it('fades buttons once the person has gone on, and explains one that is pressed all the same', async () => {
    const page = await open();
    await write(page, CONCERN);
    await button(page, 'Gửi').click();
    await button(page, 'Đồng ý').waitFor();
    const old = page.locator('.is-old .choices button').first();
    expect(await old.evaluate((element) => getComputedStyle(element).borderStyle)).toBe('dashed');
    const count = await page.locator('.from-bot').count();
    await old.click();
    await expect.poll(() => page.locator('.from-bot').count(), PATIENTLY).toBeGreaterThan(count);
  });
});

describe('a bad network', () => {
  it('shows a message at once, and that it is still on its way', async () => {
    const page = await open();
    const gate = new EventTarget();
    await page.route('**/chat?after=*', async (route) => {
      await new Promise((pass) => gate.addEventListener('open', pass, { once: true }));
      await route.continue();
    });
    await write(page, CONCERN);
    expect(await last(page, 'person').innerText()).toContain('đang gửi');
    await picture(page, 'sending-360');
    gate.dispatchEvent(new Event('open'));
    await last(page, 'person').getByText('đã tới').waitFor();
    expect(await page.locator('.from-person').count()).toBe(1);
  });

  it('says when a message was not sent, and sends it with one touch, once', async () => {
    const page = await open();
    let tries = 0;
    await page.route('**/chat?after=*', async (route) => {
      tries += 1;
      // The first try reaches the server, but its answer is lost on the way.
      if (tries === 1) await route.fetch();
      if (tries < 3) await route.abort();
      else await route.continue();
    });
    await page.route('**/chat/events*', (route) => route.abort());
    await page.reload();
    await write(page, CONCERN);
    const retry = page.getByRole('button', { name: 'Chưa gửi được, chạm để gửi lại' });
    await retry.waitFor();
    await picture(page, 'not-sent-360');
    await retry.click();
    await last(page, 'person').getByText('đã tới').waitFor({ timeout: 15_000 });
    await page.unrouteAll();
    await page.reload();
    expect(await page.locator('.from-person').count()).toBe(1);
  });

  it('keeps what was written and what was sent over a reload, and sends it later', async () => {
    const page = await open();
    await page.route('**/chat?after=*', (route) => route.abort());
    await write(page, CONCERN);
    await page.getByRole('button', { name: 'Chưa gửi được, chạm để gửi lại' }).waitFor();
    await page.locator('#write').fill('và còn');
    await page.reload();
    expect(await page.locator('#write').inputValue()).toBe('và còn');
    expect(await last(page, 'person').innerText()).toContain(CONCERN);
    await page.unrouteAll();
    await last(page, 'person').getByText('đã tới').waitFor({ timeout: 15_000 });
    expect(await keptBy(page)).not.toContain('hố to');
  });

  it('says that the network is gone, and sends by itself when it is back', async () => {
    const page = await open();
    await page.context().setOffline(true);
    await write(page, CONCERN);
    await page.getByText('Đang mất mạng.').waitFor();
    await picture(page, 'offline-360');
    await page.context().setOffline(false);
    await last(page, 'person').getByText('đã tới').waitFor({ timeout: 15_000 });
    await expect.poll(() => page.locator('.network').isVisible(), PATIENTLY).toBe(false);
  });

  it('shows a page of ours when the chat is opened without network', async () => {
    const page = await open();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await page.goto(`${town.app.address}/chat`);
    expect(await page.locator('h1').innerText()).toBe('Đang mất mạng');
    await picture(page, 'offline-page-360');
  });
});

describe('photos, voice and place', () => {
  it('shows what is about to be sent, lets it be taken back, and sends it as one album', async () => {
    const page = await open();
    await page.locator('#pick-photo').setInputFiles([PHOTO, PHOTO, PHOTO]);
    await page.getByRole('button', { name: 'Bỏ' }).first().click();
    expect(await page.locator('.tray li').count()).toBe(2);
    await picture(page, 'tray-360');
    await write(page, CONCERN);
    await expect.poll(() => page.locator('.from-person a.photo img').count(), PATIENTLY).toBe(2);
    const width = (): Promise<number> =>
      page
        .locator('.from-person a.photo img')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(width, PATIENTLY).toBeGreaterThan(0);
    await picture(page, 'photos-360');
  });

  it('makes a large photo light before it goes out', async () => {
    const page = await open();
    const large = await page.evaluate(noisyPhoto);
    await page.locator('#pick-photo').setInputFiles({
      name: 'a.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(large, 'base64'),
    });
    await page.locator('.send').click();
    const image = page.locator('.from-person a.photo img');
    await image.waitFor({ timeout: 15_000 });
    await expect
      .poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth), PATIENTLY)
      .toBe(1_600);
  });

  it('tells kindly that a file is of no use', async () => {
    const page = await open();
    await page.locator('#pick-photo').setInputFiles({
      name: 'a.exe',
      mimeType: 'application/x-msdownload',
      buffer: readFileSync(new URL(import.meta.url)),
    });
    await page.locator('.send').click();
    await last(page, 'bot').waitFor();
    expect(await last(page, 'person').innerText()).toContain('Loại tệp này chưa nhận được.');
  });

  it('sends where the phone is', async () => {
    const page = await open({
      permissions: ['geolocation'],
      geolocation: { latitude: 21.4567, longitude: 105.5889 },
    });
    await page.getByRole('button', { name: 'Vị trí' }).click();
    await last(page, 'bot').waitFor();
    expect(await last(page, 'person').innerText()).toContain('21.4567, 105.5889');
  });

  it('says what to do when the phone does not tell where it is', async () => {
    const page = await open({ permissions: [] });
    await page.getByRole('button', { name: 'Vị trí' }).click();
    await page.locator('.log > .withheld').waitFor();
    expect(await page.locator('.log > .withheld').innerText()).toContain(
      'Viết tên thôn cũng được ạ.',
    );
  });
});

/** A photo of 2 400 by 1 800 points that does not compress. */
async function noisyPhoto(): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2_400, height: 1_800 });
  const brush = canvas.getContext('2d');
  const pixels = new ImageData(2_400, 1_800);
  for (let index = 0; index < pixels.data.length; index += 1)
    pixels.data[index] = (index * 7_919) % 251;
  brush?.putImageData(pixels, 0, 0);
  return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? '';
}

describe('leaving and coming back', () => {
  it('leaves nothing of the old session in the browser', async () => {
    const page = await open();
    await page.locator('#write').fill('lời viết dở');
    await page.goto(`${town.app.address}/chat/leave`);
    await page.getByRole('button', { name: 'Rời máy này' }).click();
    await page.waitForURL('**/chat');
    expect(await page.locator('#write').inputValue()).toBe('');
    expect(await keptBy(page)).not.toContain('viết dở');
  });
});
