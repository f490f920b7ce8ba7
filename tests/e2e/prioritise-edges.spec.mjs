// Prioritise at its edges: nothing to rank by, one initiative, all alike, five thousand.

import { readFile } from "node:fs/promises";

import { axe, expect, open, test } from "./fixtures.mjs";

/** Opens the sample after `change` has been made to its document. */
async function openChanged(page, change) {
  const file = JSON.parse(await readFile(new URL("../../src/model/sample/gmpp.json", import.meta.url), "utf8"));
  file.document.scenarios.list = [];
  change(file.document);
  await open(page);
  await page.keyboard.press("o");
  await page.locator('input[type="file"]').setInputFiles({ name: "edge.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByRole("button", { name: "Open it" }).click();
  await page.keyboard.press("2");
}

/** Keeps only these initiatives, and no link to others. */
function keep(document, list) {
  for (const initiative of list) Object.assign(initiative, { requires: [], excludes: [] });
  document.initiatives = { ...document.initiatives, list, risks: [], synergies: [] };
}

test("without a criterion the page says what is missing, and one click leads on", async ({ page }) => {
  await openChanged(page, (document) => {
    document.scoring.criteria = [];
    delete document.scoring.judgements;
    for (const initiative of document.initiatives.list) initiative.scores = {};
  });
  await expect(page.getByText(/criteri(on|a)/i).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /criterion/i }).first()).toBeEnabled();
  await axe(page);
});

test("one initiative is first, for certain", async ({ page }) => {
  await openChanged(page, (document) => keep(document, document.initiatives.list.slice(0, 1)));
  await expect(page.locator(".ranking-table .name-cell")).toHaveCount(1);
  await expect(page.locator("h1")).not.toBeEmpty();
  await axe(page);
});

test("where all scores are alike all share the first rank", async ({ page }) => {
  await openChanged(page, (document) => {
    const scores = document.initiatives.list[0].scores;
    for (const initiative of document.initiatives.list) initiative.scores = scores;
  });
  const ranks = await page.locator(".ranking-table tbody tr > :first-child").allInnerTexts();
  expect(new Set(ranks.map((rank) => rank.match(/\d+/)?.[0]).filter(Boolean))).toEqual(new Set(["1"]));
  await axe(page);
});

test("five thousand initiatives are ranked, and it is said what is not counted for so many", async ({ page }) => {
  test.setTimeout(180_000);
  await openChanged(page, (document) => {
    const originals = document.initiatives.list;
    let next = document.next_id;
    const list = Array.from({ length: 5_000 }, (_, index) => ({
      ...structuredClone(originals[index % originals.length]),
      id: next++,
      name: `Initiative ${index + 1}`,
      stages: [],
      in_plan: false,
    }));
    keep(document, list);
    document.next_id = next;
  });
  await expect(page.locator("h1")).not.toBeEmpty({ timeout: 60_000 });
  await expect(page.locator(".ranking-table .name-cell").first()).toBeVisible();
  await expect(page.getByText(/counted for at most [\d,]+ initiatives, and there are 5,?000/).first()).toBeVisible();
  const slider = page.getByRole("slider", { name: "Public value" });
  await slider.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", /^weight 0,/);
});
