import { readFileSync } from 'node:fs';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, SAMPLE, type Town } from '../fixtures/town.ts';
import {
  button,
  last,
  launchBrowser,
  openPhone,
  PATIENTLY,
  picture,
  write,
} from './fixtures/browser.ts';

const DESK = { width: 1_280, height: 860 };

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([openTown(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await town[Symbol.asyncDispose]();
});

async function open(viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await openPhone(browser, { viewport })).newPage();
  await page.goto(town.app.address ?? '');
  return page;
}

/** The phone of a persona within the page. */
async function phone(page: Page, persona: string): Promise<Frame> {
  const address = `/demo/${persona}/chat`;
  await expect
    .poll(() => page.frames().some((frame) => frame.url().endsWith(address)), PATIENTLY)
    .toBe(true);
  const found = page.frames().find((frame) => frame.url().endsWith(address));
  if (found === undefined) throw new Error(`no phone of ${persona}`);
  return found;
}

describe('three phones side by side', () => {
  it('play the story by hand, each seeing at once what concerns it', {
    timeout: 60_000,
  }, async () => {
    const page = await open(DESK);
    const [villager, team, leader] = await Promise.all(
      ['ba-con', 'to-luc-lieu', 'lanh-dao'].map((persona) => phone(page, persona)),
    );
    if (villager === undefined || team === undefined || leader === undefined)
      throw new Error('a phone is missing');
    await picture(page, 'demo-begin-1280');

    await write(villager, 'đường bê tông vào thôn lục liễu sụt một hố to');
    await button(villager, 'Gửi').click();
    await button(villager, 'Đồng ý').click();
    await last(villager, 'person').getByText('Đồng ý').waitFor();
    town.clock.advance(1);
    await villager
      .getByText(/Mã việc/)
      .first()
      .waitFor();

    await button(team, 'Nhận việc').click();
    await villager
      .getByText(/đã nhận việc/)
      .last()
      .waitFor();
    await picture(page, 'demo-accepted-1280');

    await button(team, 'Báo xong').click();
    await team.locator('#pick-photo').setInputFiles({
      name: 'da-va.png',
      mimeType: 'image/png',
      buffer: readFileSync(`${SAMPLE}photo-mended-road.png`),
    });
    await write(team, 'Đã đổ đá vá hố, cắm biển');
    await write(leader, 'tình hình');
    await last(leader, 'bot').getByText('Đang mở: 1').waitFor();
    await picture(page, 'demo-figures-1280');
    expect(await last(leader, 'bot').innerText()).toContain('Tình hình xã Đạo Trù');
  });

  it('show their people as fictional on every phone', async () => {
    const page = await open(DESK);
    const villager = await phone(page, 'ba-con');
    await page.getByText('mọi người ở đây đều là nhân vật tưởng tượng').waitFor();
    expect(await villager.locator('.banner').innerText()).toContain('Nhân vật tưởng tượng.');
  });
});

describe('one phone at a time, where there is no room for three', () => {
  it('leads to each persona and from one to the next', async () => {
    const page = await open({ width: 360, height: 760 });
    expect(await page.locator('.phones').isVisible()).toBe(false);
    await picture(page, 'demo-360');
    await page.getByRole('link', { name: /Bà con/ }).click();
    await page.locator('summary').click();
    await picture(page, 'demo-switch-360');
    await page.getByRole('link', { name: /Lãnh đạo/ }).click();
    await page.waitForURL('**/demo/lanh-dao/chat');
  });
});
