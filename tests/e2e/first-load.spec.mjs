// What a first visitor waits for, and what comes while the page is read.

import { brotliCompressSync } from "node:zlib";

import { expect, test } from "./fixtures.mjs";

const REST = /_rest\.wasm$/;

/** Until `go` is called, the rest of the module stays away. */
async function holdBack(page) {
  let go;
  const may = new Promise((resolve) => (go = resolve));
  await page.route(REST, async (route) => {
    await may;
    await route.continue();
  });
  return go;
}

test("a first visit shows the sample, computed, before the rest of the module is there", async ({ page }) => {
  const go = await holdBack(page);
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await page.goto("./");
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^40 initiatives, 16 in the plan/);
  let size = 0;
  for (const answer of answers) size += brotliCompressSync(await answer.body()).length;
  console.log(`first load: ${Math.round(size / 1000)} kB with brotli`);
  expect(answers.filter((answer) => REST.test(answer.url()))).toEqual([]);
  go();
});

test("who is quicker than the rest of the module waits for it, and goes on", async ({ page }) => {
  const go = await holdBack(page);
  await page.goto("./");
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  setTimeout(go, 1_000);
  await page.getByRole("link", { name: "PMO", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("PMO");
  await page.getByRole("link", { name: "Select", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
});

test("a link to another page than the first opens that", async ({ page }) => {
  await page.goto("./#/capacity");
  await expect(page.locator(".run-line .progress")).toContainText("n = 10,000 of 10,000", { timeout: 30_000 });
});

test.describe("where the rest of the module cannot be fetched", () => {
  test.use({ expectedErrors: [/failed to load|could not be fetched|Failed to fetch/i] });

  test("what is there goes on, and what is not says so", async ({ page }) => {
    await page.route(REST, (route) => route.abort());
    await page.goto("./");
    await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
    await page.getByRole("link", { name: "PMO", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("did not come from the network");
    await page.unroute(REST);
    await page.goto("./");
    await page.getByRole("link", { name: "PMO", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("PMO");
  });
});
