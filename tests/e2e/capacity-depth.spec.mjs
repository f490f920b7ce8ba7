// Capacity in depth: risks with their what-ifs, money with cost and date together, and every way to write an estimate.

import { axe, expect, open, test } from "./fixtures.mjs";

async function settled(page) {
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  return page.locator(".checksum").first().innerText();
}

test("a risk makes the plan later, its response less so, and undo takes it back", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const card = page.locator("section[aria-labelledby=risks-title]");
  await card.getByRole("button", { name: "Risk", exact: true }).click();
  await expect(page.locator(".checksum").first()).not.toHaveText(before);
  await expect(card.locator(".risk-row")).toHaveCount(1);
  await card.locator("summary").click();
  await card.getByLabel("What may happen").fill("Supplier fails");
  await card.getByLabel("What may happen").press("Tab");
  await card.getByLabel("Chance, %").fill("80");
  await card.getByLabel("Chance, %").press("Tab");
  await card.getByLabel("Each stage that it hits takes").fill("20/30/60");
  await card.getByLabel("Each stage that it hits takes").press("Tab");
  await expect(card.locator(".role-name")).toHaveText("Supplier fails");
  await expect(card.locator(".risk-chance")).toHaveText("80 %");
  await card.getByLabel("Recovered in working days").fill("10");
  await card.getByLabel("Recovered in working days").press("Tab");
  await expect(card.locator(".risk-what-if")).toContainText(/without it .*with the response/, { timeout: 30_000 });
  await card.getByLabel("Chance, %").fill("often");
  await card.getByLabel("Chance, %").press("Tab");
  await expect(card.getByRole("alert")).toBeVisible();
  await card.getByRole("button", { name: "Remove this risk" }).click();
  await expect(card.locator(".risk-row")).toHaveCount(0);
  await expect(page.locator(".checksum").first()).toHaveText(before, { timeout: 30_000 });
});

test("what a risk costs stands in the money of the plan", async ({ page }) => {
  await open(page, "#/capacity");
  await settled(page);
  const money = page.locator("section[aria-labelledby=money-title]");
  await expect(money.locator("h2")).toContainText(/Set .* aside|planned cost is enough/, { timeout: 30_000 });
  await expect(money.locator(".joint rect").first()).toBeVisible();
  await expect(money).not.toContainText("Cost of risks");
  const card = page.locator("section[aria-labelledby=risks-title]");
  await card.getByRole("button", { name: "Risk", exact: true }).click();
  await card.locator("summary").click();
  await card.getByLabel("Cost when it happens").fill("50/80/200");
  await card.getByLabel("Cost when it happens").press("Tab");
  await expect(money).toContainText("Cost of risks", { timeout: 30_000 });
  await expect(money.locator("#cash-title")).toContainText(/^Most is paid in the quarter from \w{3} 20\d\d: £/);
  await money.getByText("Table of the cash flow").click();
  const last = money.getByRole("region", { name: "Cash flow" }).locator("tr").last();
  await expect(last.locator("td").last()).toHaveText(/^£[\d,]+m to £[\d,]+m$/);
  const cost = money.getByRole("region", { name: "Money of the plan" }).getByRole("row", { name: /^Cost £/ });
  await expect(async () => expect(await last.locator("td").nth(2).innerText()).toBe(await cost.locator("td").first().innerText())).toPass();
  await money.getByText("On time and on budget, in the same run").click();
  await expect(money.locator("tbody tr").last()).toContainText("%");
});

test("an estimate is typed in any of its ways", async ({ page }) => {
  await open(page, "#/portfolio");
  await page.getByRole("button", { name: /^Details of/ }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Every way to write an estimate").click();
  await expect(dialog.locator(".estimate-help")).toContainText("history 3 4 4 5 9");
  const field = dialog.getByLabel("Work").first();
  for (const [typed, shown] of [
    ["P10 3, 5, p90 10", "P10 3, 5, P90 10"],
    ["20 % 4; 80 % 6", "20% 4, 80% 6"],
    ["History 3 4 4 5 9", "history 3 4 4 5 9"],
    ["uniform 3..8", "3..8 uniform"],
    ["2/5/14 pert 2", "2/5/14 pert 2"],
  ]) {
    await field.fill(typed);
    await field.press("Tab");
    await expect(field).toHaveValue(shown);
  }
  await field.fill("20% 4, 60% 6");
  await field.press("Tab");
  await expect(dialog.getByRole("alert").first()).toContainText("100 %");
});

test("a stage that may be split pauses, and an opened run shows its pieces", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const plan = page.locator("section[aria-labelledby=plan-title]");
  await expect(plan).not.toContainText("Split where people are missing");
  await plan.getByRole("button", { name: "Hera", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const rollOut = dialog.locator(".stage").first();
  const chunk = rollOut.getByLabel("Minimum chunk, weeks");
  await chunk.fill("0");
  await chunk.press("Tab");
  await expect(dialog.getByRole("alert")).toContainText("from 1 to 1040");
  await chunk.fill("2");
  await chunk.press("Tab");
  await expect(rollOut).toContainText("goes on for 2 weeks at least");
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(page.locator(".checksum").first()).not.toHaveText(before, { timeout: 30_000 });
  await settled(page);
  await expect(plan).toContainText(/Roll-out of Hera pauses most, in \d+ % of runs/);
  const run = page.locator("section[aria-labelledby=opened-title]");
  await run.getByLabel(/^Run, 1 to/).fill("13");
  await run.getByLabel(/^Run, 1 to/).press("Tab");
  const row = run.getByRole("row", { name: /^Hera/ });
  await expect(async () => {
    await run.getByRole("button", { name: "Next" }).click();
    await expect(row.locator(".pause").first()).toBeAttached({ timeout: 500 });
  }).toPass();
  await expect(row).toContainText(/Roll-out: weeks \d+ to \d+ and \d+ to \d+/);
});

for (const scheme of ["light", "dark"]) {
  test(`axe has no objections with a risk open, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, "#/capacity");
    await settled(page);
    const card = page.locator("section[aria-labelledby=risks-title]");
    await card.getByRole("button", { name: "Risk", exact: true }).click();
    await card.locator("summary").click();
    await expect(page.locator("section[aria-labelledby=money-title] .joint rect").first()).toBeVisible({ timeout: 30_000 });
    await axe(page);
  });
}
