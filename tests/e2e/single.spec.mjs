// The page as one file, opened from a disk.

import { expect, test } from "./fixtures.mjs";

const address = new URL("../../dist/pmo-workbench.html", import.meta.url).href;

test("one file opens from a disk, computes in workers and keeps what is typed", async ({ page, watch }) => {
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
