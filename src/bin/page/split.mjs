// node split.mjs DIST SPLIT: splits the module of the page in DIST with the program SPLIT (src/bin/split).
//
// A first visit is watched in a browser: what it calls comes first, the rest while the page is already read.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, env } from "node:process";
import { brotliCompressSync } from "node:zlib";

import { chromium } from "@playwright/test";

import { FOLDER, serve } from "../../../tests/e2e/serve.mjs";

/** Browsers compile no more at once where everything waits for it [bytes]. */
const MOST = 8 << 20;
/** Who comes: with a laptop, so many times slower than this, or with a telephone. */
const VISITS = [
  ...[1, 2, 4, 8, 16].map((slower) => ({ viewport: { width: 1440, height: 900 }, colorScheme: "light", slower })),
  { viewport: { width: 390, height: 844 }, colorScheme: "dark", slower: 4 },
];

/** Tells which functions are called, be it in a worker; at the end of the glue. */
const watching = `{
  const told = new Set();
  let news = [];
  const channel = new BroadcastChannel("called");
  const called = (place) => told.has(place) || (told.add(place), news.push(place));
  setInterval(() => (news.length && channel.postMessage(news), news = []), 100);
  const importsOfAll = __wbg_get_imports;
  __wbg_get_imports = () => ({ ...importsOfAll(), rest: { called } });
}`;

const [dist, split] = argv.slice(2);
const html = await readFile(join(dist, "index.html"), "utf8");
const { glue, wasm } = Object.fromEntries([...html.matchAll(/data-(\w+)="([^"]+)"/g)].map((it) => it.slice(1)));
const scratch = await mkdtemp(join(tmpdir(), "pmo-split-"));
const at = (name) => join(scratch, name);
try {
  await cp(dist, at("watched"), { recursive: true });
  execFileSync(split, ["watch", join(dist, wasm), at(`watched/${wasm}`)]);
  await writeFile(at(`watched/${glue}`), `${await readFile(join(dist, glue), "utf8")}\n${watching}`);
  const called = await visited(at("watched"));
  await writeFile(at("called"), [...called].sort((one, other) => one - other).join("\n"));
  execFileSync(split, ["cut", join(dist, wasm), at("called"), at("first"), at("rest")]);
  await replace(await readFile(at("first")), await readFile(at("rest")));
} finally {
  await rm(scratch, { recursive: true });
}
await tell();

/** The functions that first visits of the page in `folder` call, until its sample is computed and all is at rest. */
async function visited(folder) {
  const called = new Set();
  const server = await serve(folder, 0);
  const browser = await chromium.launch({
    executablePath: env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    for (const { slower, ...visit } of VISITS) {
      const context = await browser.newContext({ ...visit, serviceWorkers: "block" });
      const page = await context.newPage();
      await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
      await page.exposeFunction("hear", (places) => places.forEach((place) => called.add(place)));
      await page.addInitScript(() => {
        new BroadcastChannel("called").onmessage = ({ data }) => hear(data);
      });
      await page.goto(`http://127.0.0.1:${server.address().port}${FOLDER}`);
      await page.locator(".trio-run", { hasText: "settled" }).waitFor({ state: "attached", timeout: 120_000 });
      await page.waitForTimeout(2_000);
      await context.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  return called;
}

/** Puts both parts in the place of the module, under names that no other pair has. */
async function replace(first, rest) {
  if (rest.length > MOST) throw new Error(`The rest is too large to be fetched at once: ${rest.length} bytes.`);
  const text = `${await readFile(join(dist, glue), "utf8")}\n${await readFile("src/app/rest.js", "utf8")}`;
  const mark = createHash("sha256").update(first).update(rest).update(text).digest("hex").slice(0, 16);
  const names = { glue: `app-${mark}.js`, first: `app-${mark}_bg.wasm`, rest: `app-${mark}_rest.wasm` };
  await Promise.all([glue, wasm].map((name) => rm(join(dist, name))));
  await writeFile(join(dist, names.glue), text.replace('"rest.wasm"', `"./${names.rest}"`));
  await writeFile(join(dist, names.first), first);
  await writeFile(join(dist, names.rest), rest);
  await writeFile(join(dist, "index.html"), html.replaceAll(wasm, names.first).replaceAll(glue, names.glue));
}

/** How large the page is for who comes first, and what follows. */
async function tell() {
  const files = (await readdir(dist)).filter((name) => /^(index\.html|.*\.css|app-.*|boot\.js|worker\.js)$/.test(name));
  const packed = async (names) => {
    const bytes = await Promise.all(names.map(async (name) => brotliCompressSync(await readFile(join(dist, name))).length));
    return `${Math.round(bytes.reduce((sum, it) => sum + it, 0) / 1000)} kB`;
  };
  const isRest = (name) => name.endsWith("_rest.wasm");
  const first = await packed(files.filter((name) => !isRest(name)));
  console.log(`==> First load: ${first} with brotli; then, while the page is read, ${await packed(files.filter(isRest))}`);
}
