// A service worker: opens the page where there is no network, as it was when it last ran.
//
// boot.js says which files the page is made of once it stands. They are kept together; what belonged to the version
// before goes only when all of the new one is there, so half an update is never opened.

const name = `pmo-workbench ${registration.scope}`;
/** How long a network that does not answer is waited for [ms]. */
const PATIENCE_MS = 3_000;

/** Whether the name of the file changes with its content. */
const isFixed = (url) => /-[0-9a-f]{8,16}(_bg|_rest)?\.\w+$/.test(url);

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keep(event.data)));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(registration.scope)) return;
  const key = mode === "navigate" ? registration.scope : url;
  event.respondWith(isFixed(key) ? kept(key).then((file) => file ?? fetch(event.request)) : latest(event.request, key));
});

/** Keeps `files`, and nothing else: those that never change unless they are there, then the others as they are now. */
async function keep(files) {
  const cache = await caches.open(name);
  const there = new Set((await cache.keys()).map((request) => request.url));
  await cache.addAll(files.filter((url) => isFixed(url) && !there.has(url)));
  await cache.addAll(files.filter((url) => !isFixed(url)).map((url) => new Request(url, { cache: "no-cache" })));
  await Promise.all([...there].filter((url) => !files.includes(url)).map((url) => cache.delete(url)));
}

async function kept(url) {
  return (await caches.open(name)).match(url, { ignoreVary: true });
}

/** From the network, so that a new version is there at the next load; what is kept where it fails or does not answer. */
async function latest(request, key) {
  const answer = fetch(request);
  const patience = new Promise((give) => setTimeout(give, PATIENCE_MS));
  const response = await Promise.race([answer, patience]).catch(() => undefined);
  // A redirect is for the browser to follow: to a sign-in, say.
  if (response?.ok || response?.type === "opaqueredirect") return response;
  return (await kept(key)) ?? response ?? answer;
}
