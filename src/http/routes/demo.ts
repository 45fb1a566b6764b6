import type { Hono } from 'hono';
import { demoPage } from '../pages/demo-page.ts';
import { answerPage, frameFor, type Site } from '../reply.ts';
import { voiceFor } from '../voice.ts';
import { languageFormLimit, switchLanguage } from './language.ts';

/** Mounts the page of the three phones; the chats of the personas are mounted like any other. */
export function mountDemo(app: Hono, site: Site): void {
  const { deps } = site;
  app.get('/demo', async (context) => {
    // The page speaks as its phones do.
    const [first] = deps.personas;
    const conversation = first && (await deps.loadConversation(first.chat));
    const voice = voiceFor(context, deps, conversation?.locale);
    return answerPage(context, demoPage(frameFor(site, voice), deps.personas));
  });
  app.post('/demo/language', languageFormLimit, async (context) => {
    const chats = deps.personas.map((persona) => persona.chat);
    await switchLanguage(context, site, chats);
    return context.redirect('/demo', 303);
  });
}
