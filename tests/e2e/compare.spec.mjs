// Compare: the plan beside its what-ifs, on the same draws.

import { test, expect, open, axe } from "./fixtures.mjs";

const table = (page) => page.getByRole("table", { name: /A column for each plan/ });
const cells = (page, row) => table(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: row }) }).getByRole("cell");

async function settled(page) {
  await expect(page.getByText(/n = 10,000\./)).toBeVisible({ timeout: 45_000 });
}

test("every figure of a what-if has its interval and its difference from the plan", async ({ page }) => {
  await open(page, "#/compare");
  await settled(page);
  await expect(table(page).getByRole("columnheader")).toHaveText([/Figure/, /Plan of record/, /security/, /engineers/, /police/]);
  await expect(cells(page, "What it changes").nth(1)).toHaveText("Two more people as Security.");
  // What the head of every page says of the plan, the column of the plan says too.
  const trio = await page.locator(".trio-value button").nth(2).innerText();
  await expect(cells(page, /^Right time/).first()).toContainText(`${trio} %`);
  await expect(cells(page, /^Role-weeks/).nth(1)).toContainText(/−\d.*better in/s);
  await expect(cells(page, /^Value/).nth(3)).toContainText("no difference");
});

test("a change in a what-if follows at once, and one can be left out", async ({ page }) => {
  await open(page, "#/compare");
  await settled(page);
  await page.getByRole("checkbox", { name: "Two more software engineers" }).uncheck();
  await expect(table(page).getByRole("columnheader")).toHaveCount(4);
  await page.getByRole("button", { name: "Work in it: Two more security people" }).click();
  await page.keyboard.press("1");
  await page.getByRole("checkbox", { name: /In plan.*One Login|One Login.*in plan/i }).first().uncheck();
  await page.keyboard.press("5");
  await expect(cells(page, "What it changes").nth(1)).toContainText("Drops 1");
  await settled(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("worth");
});

test("where there is no what-if, a proposal makes the first one", async ({ page }) => {
  await open(page, "#/portfolio");
  await page.keyboard.press("o");
  await page.getByRole("button", { name: /one-person|solo/i }).first().click();
  await page.keyboard.press("5");
  await page.getByRole("button", { name: /^What if: without/ }).press("Enter");
  await expect(table(page).getByRole("columnheader")).toHaveCount(3);
  await expect(cells(page, "What it changes").nth(1)).toContainText("Drops 1");
});

test("no accessibility violations in either theme", async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await open(page, "#/compare");
    await settled(page);
    await page.getByText("Table of these figures").click();
    await axe(page);
  }
});
