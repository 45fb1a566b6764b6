import { html } from 'hono/html';
import type { AssetPaths } from '../assets.ts';
import type { Voice } from '../voice.ts';

/** Markup that is already escaped. */
export type Html = ReturnType<typeof html>;

/** What every page is framed by. */
export interface Frame {
  readonly voice: Voice;
  readonly assets: AssetPaths;
}

/** One whole page: head, styles and the given body; works before and without any script. */
export function layout(
  { voice, assets }: Frame,
  page: {
    readonly title: string;
    /** Class of the body, which chooses the arrangement. */
    readonly kind: string;
    readonly body: Html;
    /** Loads the script of the chat. */
    readonly isLive?: boolean;
    /** Looks again after so many seconds where there is no script. */
    readonly refreshSeconds?: number;
  },
): Html {
  return html`<!doctype html>
<html lang="${voice.locale}">
<head>
<meta charset="utf-8">
<title>${page.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf8f1" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#141a15" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${assets.mark}" type="image/svg+xml">
${assets.fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`)}
<link rel="stylesheet" href="${assets.style}">
<noscript><link rel="stylesheet" href="${assets.noScriptStyle}">${refresh(page.refreshSeconds)}</noscript>
${page.isLive === true ? drawScripts(assets) : ''}
</head>
<body class="${page.kind}">${page.body}</body>
</html>`;
}

/** All modules are asked for at once: one after the other would cost a slow network a trip each. */
const drawScripts = ({ script, modules }: AssetPaths): Html =>
  html`${modules.map((path) => html`<link rel="modulepreload" href="${path}">`)}<script type="module" src="${script}"></script>`;

const refresh = (seconds: number | undefined): Html | string =>
  seconds === undefined ? '' : html`<meta http-equiv="refresh" content="${seconds}">`;

/** The mark and name at the top of a page. */
export const brand = ({ voice, assets }: Frame, subtitle: string): Html => html`<div class="brand">
<img src="${assets.mark}" alt="" width="40" height="40">
<p><strong>${voice.page('name')}</strong> <span>${subtitle}</span></p></div>`;

/** Buttons that change the language, each in its own words. */
export const languageSwitch = (voice: Voice, action: string): Html =>
  html`${voice.others.map(
    (other) => html`<form method="post" action="${action}">
<button class="quiet" name="locale" value="${other}" lang="${other}">${voice.translateInto(other, { key: 'page.language' })}</button></form>`,
  )}`;
