import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Hono } from 'hono';

/** Addresses of the files that pages refer to. */
export interface AssetPaths {
  readonly style: string;
  readonly noScriptStyle: string;
  readonly script: string;
  /** What the script imports. */
  readonly modules: readonly string[];
  readonly mark: string;
  /** Faces that every page shows first. */
  readonly fonts: readonly string[];
}

interface Asset {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const FOR_EVER = 'public, max-age=31536000, immutable';
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};
const STYLE = 'style.css';
const NO_SCRIPT_STYLE = 'no-script.css';
const SCRIPT = 'chat.js';
const MODULES = ['dom.js', 'log.js', 'shelf.js', 'sending.js', 'writing.js'];
const MARK = 'mark.svg';
const SERVICE_WORKER = 'service-worker.js';
/** Vietnamese letters and Latin ones in the two weights that the pages use, the first two at once. */
const FACES = ['latin-400', 'vietnamese-400', 'latin-600', 'vietnamese-600'];

/** Mounts scripts, styles, the mark and the fonts, read once at the start. */
export function mountAssets(app: Hono): AssetPaths {
  const names = [STYLE, NO_SCRIPT_STYLE, SCRIPT, ...MODULES, MARK];
  const contents = names.map(readAsset);
  const folder = `/assets/${hashOf(contents)}`;
  contents.forEach((bytes, index) =>
    serve(app, { path: `${folder}/${names[index]}`, bytes }, FOR_EVER),
  );
  const fonts = FACES.map(readFont);
  for (const font of fonts) serve(app, font, FOR_EVER);
  // A service worker rules only what lies below its own address, and must be able to change.
  serve(app, { path: `/${SERVICE_WORKER}`, bytes: readAsset(SERVICE_WORKER) }, 'no-cache');
  return {
    style: `${folder}/${STYLE}`,
    noScriptStyle: `${folder}/${NO_SCRIPT_STYLE}`,
    script: `${folder}/${SCRIPT}`,
    modules: MODULES.map((name) => `${folder}/${name}`),
    mark: `${folder}/${MARK}`,
    fonts: fonts.slice(0, 2).map(({ path }) => path),
  };
}

function serve(app: Hono, { path, bytes }: Asset, cacheControl: string): void {
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  app.get(path, (context) =>
    context.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': cacheControl }),
  );
}

/** The build copies the folder beside this module, so the same address holds in `src` and in `dist`. */
const readAsset = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(new URL(`./assets/${name}`, import.meta.url)));

/** One name for all of them together, since scripts and styles refer to each other by plain names. */
function hashOf(contents: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const bytes of contents) hash.update(bytes);
  return hash.digest('hex').slice(0, 10);
}

/** A font's file changes with the version of its package only, so its name needs no hash. */
function readFont(face: string): Asset {
  const name = `be-vietnam-pro-${face}-normal.woff2`;
  const file = createRequire(import.meta.url).resolve(`@fontsource/be-vietnam-pro/files/${name}`);
  return { path: `/assets/fonts/${name}`, bytes: Uint8Array.from(readFileSync(file)) };
}
