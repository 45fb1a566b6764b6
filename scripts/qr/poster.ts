import { html, raw } from 'hono/html';
import QRCode from 'qrcode';

/** What a phone's camera is pointed at, and the words under it. */
export interface Sign {
  readonly address: string;
  /** "Zalo", "trang web": through what one comes in. */
  readonly label: string;
}

/** One poster, or one card of a sheet. */
export interface Poster {
  /** "thôn Lục Liễu, xã Đạo Trù". */
  readonly place: string;
  readonly signs: readonly Sign[];
}

/** The words of all posters, in one language. */
export interface PosterWords {
  readonly locale: string;
  readonly documentTitle: string;
  readonly title: string;
  readonly lead: string;
  readonly steps: readonly string[];
  readonly danger: string;
  readonly numbers: string;
}

/** A quarter of the squares may be scratched or wet. */
const CORRECTION = 'Q';
/** Squares left white around, as the standard asks. */
const QUIET_SQUARES = 4;
const PNG_PIXELS = 900;

/** A QR code as a PNG of 900 pixels with its white border. */
export const qrPng = (address: string): Promise<Buffer> =>
  QRCode.toBuffer(address, {
    type: 'png',
    errorCorrectionLevel: CORRECTION,
    margin: QUIET_SQUARES,
    width: PNG_PIXELS,
  });

const qrSvg = (address: string): Promise<string> =>
  QRCode.toString(address, {
    type: 'svg',
    errorCorrectionLevel: CORRECTION,
    margin: QUIET_SQUARES,
  });

const CSS = `
@page { size: A4 portrait; margin: 0; }
* { box-sizing: border-box; margin: 0; }
body { font-family: "Be Vietnam Pro", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: #14231a; background: #fff; line-height: 1.35; }
.page { width: 210mm; height: 297mm; padding: 10mm; display: grid; gap: 8mm; break-after: page; overflow: hidden; }
.page:last-child { break-after: auto; }
.one { grid-template: 1fr / 1fr; }
.four { grid-template: 1fr 1fr / 1fr 1fr; padding: 8mm; gap: 6mm; }
.poster { display: flex; flex-direction: column; gap: 6mm; border: 1mm solid #1b6e43; border-radius: 6mm; padding: 8mm; text-align: center; overflow: hidden; }
h1 { font-size: 27pt; line-height: 1.15; color: #14532f; text-wrap: balance; }
.place { font-size: 19pt; font-weight: 700; }
.lead { font-size: 15pt; text-wrap: balance; }
.signs { display: flex; flex-wrap: wrap; justify-content: center; gap: 1mm; flex: 1; align-items: flex-start; align-content: center; }
figure { flex: 1 1 50mm; max-width: 100mm; }
figure svg { width: 100%; height: auto; display: block; }
.one figure:first-child:not(:only-child) { flex: 0 0 78mm; }
.one figure:not(:first-child) { flex: 0 1 44mm; }
figcaption { font-size: 16pt; font-weight: 700; text-wrap: balance; }
ol { text-align: left; font-size: 14pt; padding-left: 8mm; display: grid; gap: 1.5mm; }
.danger { border: .8mm solid #b3261e; border-radius: 4mm; padding: 4mm; color: #7a1610; font-size: 14pt; text-wrap: balance; }
.danger strong { display: block; font-size: 19pt; }
.four .poster { gap: 2.5mm; padding: 4.5mm; border-width: .6mm; }
.four h1 { font-size: 14pt; } .four .place { font-size: 11.5pt; } .four .lead { display: none; }
.four ol { font-size: 8.5pt; padding-left: 5mm; gap: .5mm; } .four figcaption { font-size: 9pt; }
.four .signs { gap: 0; } .four figure { flex-basis: 26mm; max-width: 50mm; }

.four .danger { font-size: 8pt; padding: 1.5mm; } .four .danger strong { font-size: 10pt; }
@media screen { body { background: #dfe5e1; } .page { margin: 6mm auto; background: #fff; } }
`;

async function drawPoster({ place, signs }: Poster, words: PosterWords) {
  const drawn = await Promise.all(
    signs.map(
      async ({ address, label }) =>
        html`<figure data-address="${address}">${raw(await qrSvg(address))}<figcaption>${label}</figcaption></figure>`,
    ),
  );
  return html`<section class="poster">
<h1>${words.title}</h1>
<p class="place">${place}</p>
<p class="lead">${words.lead}</p>
<div class="signs">${drawn}</div>
<ol>${words.steps.map((step) => html`<li>${step}</li>`)}</ol>
<p class="danger"><strong>${words.numbers}</strong>${words.danger}</p>
</section>`;
}

/**
 * A document to be printed on A4: it needs no network and no other file.
 *
 * @param perPage - One poster a page, or four cards.
 */
export async function posterSheet(
  posters: readonly Poster[],
  words: PosterWords,
  perPage: 1 | 4,
): Promise<string> {
  const drawn = await Promise.all(posters.map((poster) => drawPoster(poster, words)));
  const pages = Array.from({ length: Math.ceil(drawn.length / perPage) }, (_, page) =>
    drawn.slice(page * perPage, (page + 1) * perPage),
  );
  const sheet = await html`<!doctype html>
<html lang="${words.locale}"><head><meta charset="utf-8"><title>${words.documentTitle}</title>
<meta name="viewport" content="width=device-width">
<style>${raw(CSS)}</style></head><body>
${pages.map((page) => html`<div class="page ${perPage === 1 ? 'one' : 'four'}">${page}</div>`)}
</body></html>`;
  return String(sheet);
}
