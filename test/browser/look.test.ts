import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, type Town } from '../fixtures/town.ts';
import { button, launchBrowser, openPhone, picture, write } from './fixtures/browser.ts';

const CONCERN = 'đường bê tông vào thôn lục liễu sụt một hố to';
const WIDTHS = [360, 768, 1_280] as const;
const SCHEMES = ['light', 'dark'] as const;

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([openTown(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await town[Symbol.asyncDispose]();
});

type PhoneOptions = NonNullable<Parameters<typeof openPhone>[1]>;

async function open(path: string, options: PhoneOptions = {}): Promise<Page> {
  const page = await (await openPhone(browser, options)).newPage();
  await page.goto(`${town.app.address}${path}`);
  return page;
}

/** A chat with both sides, buttons and a question. */
async function talk(options: PhoneOptions = {}): Promise<Page> {
  const page = await open('/chat', options);
  await write(page, CONCERN);
  await button(page, 'Gửi').waitFor();
  return page;
}

/** How far the page is wider than the screen, in points. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(SCHEMES)('in %s', (colorScheme) => {
  it.each(WIDTHS)('fits a screen of %i points', async (width) => {
    const options = { colorScheme, viewport: { width, height: 760 } };
    const page = await talk(options);
    expect(await overflow(page)).toBe(0);
    await picture(page, `talk-${width}-${colorScheme}`);
    const demo = await open('/demo', options);
    expect(await overflow(demo)).toBe(0);
    await picture(demo, `demo-${width}-${colorScheme}`);
  });

  it.each(['/khong-co', '/vao/ma', '/chat/leave'])('has a page of its own at %s', async (path) => {
    const page = await open(path, { colorScheme });
    expect(await page.locator('h1').count()).toBe(1);
    expect(await overflow(page)).toBe(0);
    await picture(page, `notice${path.replaceAll('/', '-')}-${colorScheme}`);
  });
});

describe('for eyes and hands', () => {
  it('gives every target at least 48 points', async () => {
    const page = await talk();
    await page.locator('summary').click();
    const small = await page
      .locator('button:visible, .button:visible, .tool:visible, summary:visible, textarea:visible')
      .evaluateAll((targets) =>
        targets
          .map((target) => ({
            words: target.textContent?.trim(),
            box: target.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width < 48 || box.height < 48)
          .map(({ words }) => words),
      );
    expect(small).toEqual([]);
  });

  it('stays usable with letters twice as large, as the phone is set', async () => {
    const phone = await openPhone(browser);
    const page = await phone.newPage();
    await (await phone.newCDPSession(page)).send('Page.setFontSizes', {
      fontSizes: { standard: 32 },
    });
    await page.goto(`${town.app.address}/chat`);
    await write(page, CONCERN);
    await button(page, 'Gửi').waitFor();
    expect(await overflow(page)).toBe(0);
    await picture(page, 'large-letters-360');
    await button(page, 'Gửi').click();
    await button(page, 'Đồng ý').waitFor();
  });

  it('fits the narrowest phone', async () => {
    expect(await overflow(await talk({ viewport: { width: 320, height: 568 } }))).toBe(0);
  });

  it('moves nothing by itself when the person wants no motion', async () => {
    const page = await talk({ reducedMotion: 'reduce' });
    const moving = await page
      .locator('.line.is-new')
      .evaluateAll(
        (lines) => lines.filter((line) => getComputedStyle(line).animationName !== 'none').length,
      );
    expect(moving).toBe(0);
  });

  it('shifts nothing while it loads, while one writes and while messages arrive', async () => {
    const page = await open('/chat');
    await page.locator('#write').pressSequentially(CONCERN);
    await page.keyboard.press('Enter');
    await button(page, 'Gửi').waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await write(other, 'trợ giúp');
    await page.locator('.from-bot').nth(1).waitFor();
    // On a busy machine the shipped font may replace the system's a frame late, by a pixel.
    expect(await page.evaluate(shifts)).toBeLessThan(0.01);
  });

  it('names the language of the page and of what the person wrote', async () => {
    const page = await talk();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    expect(await page.locator('.from-person .bubble').getAttribute('lang')).toBe('vi');
  });
});

/** How much the page moved by itself since it was opened: the sum that browsers reckon. */
const shifts = (): Promise<number> =>
  new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('value' in entry && 'hadRecentInput' in entry && entry.hadRecentInput === false)
          sum += Number(entry.value);
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
  });

describe('colours', () => {
  /** Pairs of words and ground as the styles use them. */
  const PAIRS: readonly (readonly [string, string])[] = [
    ['ink', 'paper'],
    ['ink', 'card'],
    ['ink', 'leaf-pale'],
    ['soft-ink', 'paper'],
    ['soft-ink', 'card'],
    ['soft-ink', 'leaf-pale'],
    ['leaf', 'card'],
    ['leaf', 'leaf-pale'],
    ['leaf', 'paper'],
    ['on-leaf', 'leaf'],
    ['on-leaf', 'leaf-deep'],
    ['late', 'late-pale'],
    ['late', 'paper'],
    ['card', 'late'],
  ];

  it.each(SCHEMES)('are told apart in %s', async (colorScheme) => {
    const page = await open('/chat', { colorScheme });
    const tokens = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
      const names = [
        'ink',
        'soft-ink',
        'paper',
        'card',
        'leaf',
        'leaf-deep',
        'leaf-pale',
        'on-leaf',
        'late',
        'late-pale',
      ];
      return Object.fromEntries(names.map((name) => [name, read(name)]));
    });
    const weak = PAIRS.filter(
      ([words, ground]) => contrast(tokens[words] ?? '', tokens[ground] ?? '') < 4.5,
    );
    expect(weak).toEqual([]);
  });
});

/** The contrast of two colours `#rrggbb`, as WCAG 2.2 reckons it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.212_6 * red + 0.715_2 * green + 0.072_2 * blue;
}
