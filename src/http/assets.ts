import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Hono } from 'hono';

/** Addresses of the files that pages refer to; each carries a hash of its content. */
export interface AssetPaths {
  readonly style: string;
  readonly noScriptStyle: string;
  readonly script: string;
  readonly mark: string;
}

interface Asset {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const FOR_EVER = 'public, max-age=31536000, immutable';
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};
/** Vietnamese letters and Latin ones in the two weights that the pages use. */
const FONTS = ['latin-400', 'vietnamese-400', 'latin-600', 'vietnamese-600'];

/** Mounts scripts, styles, the mark and the fonts, read once at the start. */
export function mountAssets(app: Hono): AssetPaths {
  const style = readAsset('style.css');
  const noScriptStyle = readAsset('no-script.css');
  const script = readAsset('chat.js');
  const mark = readAsset('mark.svg');
  for (const asset of [style, noScriptStyle, script, mark, ...FONTS.map(readFont)])
    serve(app, asset, FOR_EVER);
  // A service worker rules only what lies below its own address, and must be able to change.
  serve(app, { ...readAsset('service-worker.js'), path: '/service-worker.js' }, 'no-cache');
  return {
    style: style.path,
    noScriptStyle: noScriptStyle.path,
    script: script.path,
    mark: mark.path,
  };
}

function serve(app: Hono, asset: Asset, cacheControl: string): void {
  app.get(asset.path, (context) =>
    context.body(asset.bytes, 200, {
      'Content-Type': asset.mediaType,
      'Cache-Control': cacheControl,
    }),
  );
}

/** The build copies the folder beside this module, so the same address holds in `src` and in `dist`. */
function readAsset(name: string): Asset {
  const bytes = Uint8Array.from(readFileSync(new URL(`./assets/${name}`, import.meta.url)));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const path = `/assets/${name.replace('.', `.${hash}.`)}`;
  return { path, mediaType: typeOf(name), bytes };
}

/** A font's file changes with the version of its package only, so its name needs no hash. */
function readFont(face: string): Asset {
  const name = `be-vietnam-pro-${face}-normal.woff2`;
  const file = createRequire(import.meta.url).resolve(`@fontsource/be-vietnam-pro/files/${name}`);
  const bytes = Uint8Array.from(readFileSync(file));
  return { path: `/assets/${name}`, mediaType: typeOf(name), bytes };
}

const typeOf = (name: string): string =>
  TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
