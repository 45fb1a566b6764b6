// Keeps the page that says "no network" and the files it needs. Everything people write goes to the
// network alone: nothing of a chat is ever kept here.
const STORE = 'pages-1';
const OFFLINE = '/offline';

async function keepOfflinePage() {
  const store = await caches.open(STORE);
  const page = await fetch(OFFLINE);
  const words = await page.clone().text();
  await store.put(OFFLINE, page);
  const assets = new Set(words.match(/\/assets\/[^"]+/g));
  await store.addAll([...assets]);
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePage().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate' && request.method === 'GET')
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (new URL(request.url).pathname.startsWith('/assets/'))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
