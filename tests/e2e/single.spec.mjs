// The page as one file, opened from a disk.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { single } from "../../src/bin/page/single.mjs";
import { expect, test as base } from "./fixtures.mjs";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const test = base.extend({
  /** Address of the file. */
  address: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "pmo-single-"));
    const file = join(folder, "pmo-workbench.html");
    await writeFile(file, await single(dist));
    await use(pathToFileURL(file).href);
    await rm(folder, { recursive: true });
  },
});

test("one file opens from a disk, computes in workers and keeps what is typed", async ({ page, address, watch }) => {
  await page.goto(`${address}#/portfolio`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  expect(page.workers().length).toBeGreaterThan(0);
  const name = page.getByRole("textbox", { name: "Name of the portfolio" });
  await name.fill("Kept on a stick");
  await name.press("Tab");
  await page.reload();
  await expect(name).toHaveValue("Kept on a stick");
  expect(watch.requests.filter((request) => !/^(file|blob|data):/.test(request))).toEqual([]);
});
