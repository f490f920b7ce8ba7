// Without network: the page opens as it was when it last ran, and no half of an update ever does.

import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, open, test as base } from "./fixtures.mjs";
import { FOLDER, serve } from "./serve.mjs";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** A host of the test's own, which can go away and come back with other files. */
const test = base.extend({
  host: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "pmo-page-"));
    await cp(dist, folder, { recursive: true });
    let server = await serve(folder, 0);
    const { port } = server.address();
    const leave = () => new Promise((gone) => {
      server.close(gone);
      server.closeAllConnections();
    });
    await use({ folder, port, leave, back: async () => { server = await serve(folder, port); } });
    await leave();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ host }, use) => use(`http://127.0.0.1:${host.port}${FOLDER}`),
});

test.use({ serviceWorkers: "allow", expectedErrors: [/failed to (load|fetch)/i] });

/** Opens the page and waits until all of it is kept. */
async function visit(page, hash) {
  await open(page, hash);
  await expect.poll(() => page.evaluate(keptFiles)).toEqual(expect.arrayContaining([expect.stringMatching(/worker\.js$/)]));
}

async function keptFiles() {
  const [name] = await caches.keys();
  return name ? (await (await caches.open(name)).keys()).map((request) => request.url) : [];
}

test("after one visit the page opens without network, and its workers too", async ({ page, host }) => {
  await visit(page, "#/capacity");
  await host.leave();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  await expect(page.locator(".run-line .progress")).toContainText("n = 10,000 of 10,000");
});

test("a new version is there at the next load, and the former one is no longer kept", async ({ page, host }) => {
  await visit(page);
  const css = (await readdir(host.folder)).find((file) => file.startsWith("tokens-"));
  const renewed = css.replace(/-[0-9a-f]+/, "-0123456789abcdef");
  const index = await readFile(join(host.folder, "index.html"), "utf8");
  await cp(join(host.folder, css), join(host.folder, renewed));
  await rm(join(host.folder, css));
  await writeFile(join(host.folder, "index.html"), index.replace(css, renewed));
  await open(page);
  await expect(page.locator(`link[href$="${renewed}"]`)).toHaveCount(1);
  await expect.poll(() => page.evaluate(keptFiles)).toContainEqual(expect.stringContaining(renewed));
  await expect.poll(() => page.evaluate(keptFiles)).not.toContainEqual(expect.stringContaining(css));
});

test("half an update is not opened: without network the version before is", async ({ page, host }) => {
  await visit(page);
  const index = await readFile(join(host.folder, "index.html"), "utf8");
  await writeFile(join(host.folder, "index.html"), index.replace(/app-[0-9a-f]+_bg/g, "app-0123456789abcdef_bg"));
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-app", "failed");
  await expect(page.getByRole("alert")).toContainText("nothing was changed");
  await host.leave();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
});

test("a host that has lost the page is no reason to be without it", async ({ page, host }) => {
  await visit(page);
  await rm(join(host.folder, "index.html"));
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
});

test("the page can be installed", async ({ page }) => {
  await visit(page);
  const browser = await page.context().newCDPSession(page);
  expect((await browser.send("Page.getAppManifest")).errors).toEqual([]);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // A test's browser keeps nothing, so nothing is ever installed there.
  expect(installabilityErrors.map((error) => error.errorId)).toEqual(["in-incognito"]);
});
