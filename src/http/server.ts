import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { matchedRoutes } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { mountAssets } from './assets.ts';
import type { HttpConfig, HttpDeps } from './deps.ts';
import { errorPage } from './pages/notice-page.ts';
import { answerError, answerPage, frameFor, type Site } from './reply.ts';
import { personaEntrance, sessionEntrance, type Entrance } from './room.ts';
import { mountChat, showChat } from './routes/chat.ts';
import { mountDemo } from './routes/demo.ts';
import { mountEvents } from './routes/events.ts';
import { mountFiles } from './routes/files.ts';
import { mountHandOut } from './routes/hand-out.ts';
import { mountHealth } from './routes/health.ts';
import { mountLanguage } from './routes/language.ts';
import { mountLeave } from './routes/leave.ts';
import { mountSignIn } from './routes/sign-in.ts';
import { mountWebhooks } from './routes/webhooks.ts';
import { mountZaloConsent } from './routes/zalo-consent.ts';
import { BadSubmission } from './submission.ts';
import { voiceFor } from './voice.ts';

/** Builds everything that answers over HTTP; it listens nowhere until a server is put before it. */
export function createServer(deps: HttpDeps): Hono {
  const app = new Hono();
  app.use(guardHeaders(deps.config), compress());
  mountHealth(app, deps);
  mountWebhooks(app, deps);
  const site: Site = { deps, assets: mountAssets(app) };
  app.use(sameOrigin(deps.config));
  mountOwnChat(app, site);
  mountSignIn(app, site);
  mountHandOut(app, site);
  mountZaloConsent(app, site);
  if (deps.config.isDemo) mountPersonas(app, site);
  app.get('/offline', (context) => answerOffline(context, site));
  app.notFound((context) => answerError(context, site, 404));
  app.onError((error, context) => answerFailure(error, context, site));
  return app;
}

function mountOwnChat(app: Hono, site: Site): void {
  const entrance = sessionEntrance(site.deps);
  mountTalk(app, site, entrance);
  mountLeave(app, site, entrance);
  app.get('/', async (context) =>
    site.deps.config.isDemo
      ? context.redirect('/demo')
      : showChat(context, site, entrance.open(context)),
  );
}

function mountPersonas(app: Hono, site: Site): void {
  mountDemo(app, site);
  mountTalk(app, site, personaEntrance(site.deps));
}

function mountTalk(app: Hono, site: Site, entrance: Entrance): void {
  mountChat(app, site, entrance);
  mountEvents(app, site, entrance);
  mountFiles(app, site, entrance);
  mountLanguage(app, site, entrance);
}

/** Shown by the service worker when there is no network. */
const answerOffline = (context: Context, site: Site): Response | Promise<Response> => {
  const frame = frameFor(site, voiceFor(context, site.deps));
  return answerPage(context, errorPage(frame, 'offline'));
};

function answerFailure(error: Error, context: Context, site: Site): Response | Promise<Response> {
  const status = statusOf(error);
  const route = matchedRoutes(context).at(-1)?.path ?? '*';
  if (status >= 500) site.deps.events.requestFailed({ route, error });
  else site.deps.events.requestRefused({ route, status });
  return answerError(context, site, status);
}

function statusOf(error: Error): 400 | 403 | 404 | 413 | 500 {
  if (error instanceof BadSubmission) return 400;
  if (!(error instanceof HTTPException)) return 500;
  return error.status === 403 || error.status === 404 || error.status === 413 ? error.status : 400;
}

/** Forms are taken only from our own pages: as the browser says, else by their origin. */
function sameOrigin({ publicUrl }: HttpConfig): MiddlewareHandler {
  const published = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return csrf({
    origin: (origin, context) => origin === published || origin === new URL(context.req.url).origin,
  });
}

/** No inline script or style, nothing from elsewhere, and no frame but our own in the demo. */
function guardHeaders({ isDemo, secureCookies }: HttpConfig): MiddlewareHandler {
  const own = ["'self'"];
  const frames = isDemo ? own : ["'none'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: own,
      styleSrc: own,
      fontSrc: own,
      connectSrc: own,
      workerSrc: own,
      imgSrc: ["'self'", 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      formAction: own,
      baseUri: ["'none'"],
      frameSrc: frames,
      frameAncestors: frames,
    },
    // With `no-referrer` browsers send `Origin: null` with a form, and the form would be refused.
    referrerPolicy: 'same-origin',
    xFrameOptions: isDemo ? 'SAMEORIGIN' : 'DENY',
    strictTransportSecurity: secureCookies ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: { geolocation: ['self'], camera: ['self'], microphone: ['self'] },
    overwrite: false,
  });
}
