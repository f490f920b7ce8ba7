// What surrounds the pages: keys, palette, samples, export and import, themes, narrow screens.

import { readFile } from "node:fs/promises";

import { axe, expect, open, test } from "./fixtures.mjs";

test("another page begins at its top, wherever one had scrolled to", async ({ page }) => {
  await open(page, "#/portfolio");
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await page.getByRole("link", { name: /^Prioritise/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/place|criteria/);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
});

test("the first visit shows a real portfolio, already computed", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("textbox", { name: "Name of the portfolio" })).toHaveValue("Government digital portfolio");
  for (const label of ["Right things", "Right people", "Right time"]) {
    await expect(page.locator(".trio-figure", { hasText: label }).locator(".why-button")).toContainText(/^>? ?\d+/);
  }
});

test("each headline figure opens into its sum", async ({ page }) => {
  await open(page);
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  for (const [label, formula] of [["Right things", "same limits"], ["Right people", "person-weeks staffed"], ["Right time", "P(finish ≤ needed by)"]]) {
    await page.locator(".trio-figure", { hasText: label }).locator(".why-button").click();
    await expect(page.locator(".why:popover-open")).toContainText(formula);
    await page.keyboard.press("Escape");
  }
});

test("digits change the page, the palette finds actions and initiatives, ? shows the keys", async ({ page }) => {
  await open(page);
  await page.keyboard.press("3");
  await expect(page).toHaveURL(/#\/select$/);
  await page.keyboard.press("4");
  await expect(page).toHaveURL(/#\/capacity$/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("one login");
  await expect(page.getByRole("dialog").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("GOV.UK One Login");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Find or do");
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("what is exported here opens the same elsewhere", async ({ browser, page }) => {
  await open(page);
  await page.getByRole("textbox", { name: "Name of the portfolio" }).fill("Travels as a file");
  await page.getByRole("textbox", { name: "Name of the portfolio" }).press("Tab");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const file = await (await download).path();
  const elsewhere = await (await browser.newContext({ baseURL: page.url() })).newPage();
  await open(elsewhere);
  await elsewhere.keyboard.press("o");
  await elsewhere.locator('input[type="file"]').setInputFiles({ name: "travels.json", mimeType: "application/json", buffer: await readFile(file) });
  await elsewhere.getByRole("button", { name: "Open it" }).click();
  await expect(elsewhere.getByRole("textbox", { name: "Name of the portfolio" })).toHaveValue("Travels as a file");
  const back = elsewhere.waitForEvent("download");
  await elsewhere.getByRole("button", { name: "Export", exact: true }).click();
  expect(await readFile(await (await back).path(), "utf8")).toBe(await readFile(file, "utf8"));
  await elsewhere.context().close();
});

for (const sample of ["One-person project office", "Empty portfolio"]) {
  test(`the sample ${sample} opens on every page, and undo brings the first back`, async ({ page }) => {
    await open(page);
    await page.keyboard.press("o");
    await page.locator(".list-item", { hasText: new RegExp(sample, "i") }).getByRole("button").click();
    for (const key of ["1", "2", "3", "4", "5", "6"]) {
      await page.keyboard.press(key);
      await expect(page.locator("h1")).not.toBeEmpty();
      await axe(page);
    }
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("textbox", { name: "Name of the portfolio" })).toHaveValue("Government digital portfolio");
  });
}

test("the theme is kept", async ({ page }) => {
  await open(page);
  await page.keyboard.press("t");
  await page.keyboard.press("t");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

for (const width of [1024, 390]) {
  for (const hash of ["#/portfolio", "#/prioritise", "#/select", "#/capacity", "#/compare", "#/pmo"]) {
    test(`${hash} fits ${width} px without sideways scrolling of the page`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await open(page, hash);
      await expect(page.locator("h1")).not.toBeEmpty();
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await axe(page);
    });
  }
}

test("the guide explains each page, by key, and stays as it was left", async ({ page }) => {
  await open(page, "#/portfolio");
  const guide = page.locator(".guide");
  await expect(guide).toHaveCount(0);
  await page.keyboard.press("h");
  await expect(guide).toContainText("What is there to do");
  await axe(page);
  await page.keyboard.press("3");
  await expect(guide).toContainText("Which set is worth most");
  await page.reload();
  await expect(guide).toContainText("Which set is worth most");
  await page.getByRole("button", { name: "Hide the guide" }).click();
  await expect(guide).toHaveCount(0);
  await page.getByRole("button", { name: "Explain this page" }).press("Enter");
  await expect(guide).toBeVisible();
});

test("objectives are added, named and deleted in the settings", async ({ page }) => {
  await open(page, "#/portfolio");
  await page.getByRole("button", { name: "Settings" }).click();
  const objectives = page.getByRole("textbox", { name: "Objective", exact: true });
  await expect(objectives).toHaveCount(4);
  await page.getByRole("button", { name: "Objective", exact: true }).click();
  await objectives.last().fill("Fewer letters");
  await objectives.last().press("Tab");
  await page.getByRole("textbox", { name: "How one will know that Fewer letters is reached" }).fill("Half of them by 2027");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Fewer letters").first()).toBeVisible();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Delete Fewer letters" }).click();
  await expect(objectives).toHaveCount(4);
  await axe(page);
});
