// The Select page: the best portfolio, forcing, lines, limits, prices, and what cannot be.

import { readFile } from "node:fs/promises";

import { axe, expect, open, test } from "./fixtures.mjs";

const row = (page, name) => page.locator(".order-table tr[data-rank]", { hasText: name });
const badge = (page) => page.locator(".badge-proved");
const points = async (page) => parseFloat((await badge(page).innerText()).match(/([\d.,]+) points/)[1].replace(",", ""));
const decide = (page, name, choice) => page.getByLabel(`Decision on ${name}`).selectOption(choice);

/** Waits until prices, frontier and the rest are in. */
async function explained(page) {
  await expect(badge(page)).toContainText("Proved best");
  await expect(page.locator(".select-work")).toBeEmpty({ timeout: 55_000 });
}

test("the best portfolio is proved at once, and everything left out says why", async ({ page }) => {
  await open(page, "#/select");
  await expect(badge(page)).toContainText(/Proved best: [\d,.]+ points/);
  await expect(page.locator("h1")).not.toBeEmpty();
  await expect(page.locator(".order-table tr[data-rank]")).toHaveCount(40);
  await expect(row(page, "Frontline Digitisation").locator(".why-not")).toContainText("needs ");
  await expect(row(page, "Single Trade Window").locator(".why-not")).toBeEmpty();
});

test("forcing in costs value, needs a reason, and can be undone", async ({ page }) => {
  await open(page, "#/select");
  const free = await points(page);
  await decide(page, "Integrated Data", "in");
  await expect.poll(() => points(page)).toBeLessThan(free);
  await expect(row(page, "Integrated Data")).toContainText("Must have");
  await page.getByLabel("Reason for Integrated Data").selectOption("Legal duty");
  await page.locator("body").press("Control+z");
  await expect(page.getByLabel("Reason for Integrated Data")).toHaveValue("");
  await page.locator("body").press("Control+z");
  await expect.poll(() => points(page)).toBe(free);
});

test("forcing out is shown with its reason; the offered reasons can be edited", async ({ page }) => {
  await open(page, "#/select");
  await page.getByText("Reasons that are offered").click();
  await page.getByLabel("One reason a line").fill("Legal duty\nNo sponsor");
  await page.getByLabel("One reason a line").blur();
  await decide(page, "Hera", "out");
  await page.getByLabel("Reason for Hera").selectOption("No sponsor");
  await expect(row(page, "Hera").locator(".why-not")).toHaveText("forced out: No sponsor");
  await expect(row(page, "Hera")).toContainText("Held out");
});

test("what cannot be is named with its remedy, and freed again", async ({ page }) => {
  await open(page, "#/select");
  await decide(page, "Debt Transformation", "in");
  await decide(page, "Payments", "out");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Payments (required by Debt Transformation)");
  await expect(badge(page)).toContainText("Nothing can be selected");
  await axe(page);
  await decide(page, "Payments", "auto");
  await expect(alert).toHaveCount(0);
  await expect(badge(page)).toContainText("Proved best");
});

test("a budget follows the arrow keys, Escape takes it back", async ({ page }) => {
  await open(page, "#/select");
  const slider = page.getByRole("slider", { name: "Budget, all years" });
  const free = await points(page);
  await slider.focus();
  const before = await slider.inputValue();
  await slider.press("Home");
  await expect.poll(() => points(page)).toBeLessThan(free);
  await slider.press("Escape");
  await expect(slider).toHaveValue(before);
  await expect.poll(() => points(page)).toBe(free);
});

test("the cut-off line is moved with the keys and keeps the focus", async ({ page }) => {
  await open(page, "#/select");
  const line = page.getByRole("separator", { name: /Cut-off line/ });
  await expect(line).toHaveAttribute("aria-valuenow", "40");
  await line.focus();
  await line.press("Home");
  await expect(line).toHaveAttribute("aria-valuenow", "0");
  await expect(line).toContainText("0 in by hand");
  await expect(line).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(line).toHaveAttribute("aria-valuenow", "1");
  await expect(line).toContainText("1 in by hand");
  await expect(line).toBeFocused();
});

test("the must-have line is dragged, and what stands above it is in", async ({ page }) => {
  await open(page, "#/select");
  const line = page.getByRole("separator", { name: /Must-have line/ });
  const third = page.locator('.order-table tr[data-rank="3"]');
  await line.hover();
  await page.mouse.down();
  const box = await third.boundingBox();
  await page.mouse.move(box.x + 200, box.y + box.height - 3, { steps: 8 });
  await page.mouse.up();
  await expect(line).toHaveAttribute("aria-valuenow", "3");
  await expect(third).toContainText("Must have");
  await page.locator("body").press("Control+z");
  await expect(line).toHaveAttribute("aria-valuenow", "0");
});

test("the best set becomes the plan in one step", async ({ page }) => {
  await open(page, "#/select");
  const button = page.getByRole("button", { name: "Use the best set" });
  await expect(button).toBeEnabled();
  await button.press("Enter");
  await expect(page.locator(".page-header p")).toContainText("The plan is the best portfolio");
  await expect(page.locator(".trio-figure", { hasText: "Right things" })).toContainText("100");
  await expect(button).toBeDisabled();
  await page.locator("body").press("Control+z");
  await expect(button).toBeEnabled();
});

test("prices, worth of limits, frontier and balance come from the workers", async ({ page }) => {
  test.slow();
  await open(page, "#/select");
  await explained(page);
  await expect(page.locator("h1")).toHaveText(/limit|Neither/);
  await expect(page.getByRole("heading", { name: /buys/ })).toBeVisible();
  await page.getByText("The same as a table").click();
  expect(await page.locator(".twin[open] tbody tr").count()).toBeGreaterThan(20);
  await expect(page.getByText(/All \d+ efficient portfolios are shown, each proved/)).toBeVisible();
  await expect(page.locator(".control-note", { hasText: "is worth" }).first()).toBeVisible();
  await page.getByText(/Points for a week of the scarcest/).click();
  await expect(page.getByRole("columnheader", { name: "Points a week" })).toBeVisible();
  await row(page, "Frontline Digitisation").click();
  await expect(page.locator(".list > li").first()).toContainText("It can never be in");
  await page.getByLabel("Divide by").selectOption({ label: "Kind of work" });
  await expect(page.locator(".balance-table")).toContainText("Program");
  await axe(page);
});

test("the value of the best set and the worth of a limit open into their sums", async ({ page }) => {
  test.slow();
  await open(page, "#/select");
  await expect(badge(page)).toContainText("Proved best");
  await page.getByRole("button", { name: /value of the best set\. Why this number/ }).press("Enter");
  const sum = page.getByRole("dialog", { name: /value of the best set/ });
  await expect(sum).toContainText("was looked at, or shown to be worth no more");
  const points = (await sum.locator("tbody tr td").allInnerTexts()).map(Number);
  const whole = points.pop();
  expect(Math.abs(points.reduce((sum, one) => sum + one, 0) - whole)).toBeLessThan(0.05 * points.length + 0.1);
  await page.keyboard.press("Escape");
  await explained(page);
  await page.getByRole("button", { name: /worth of Security\. Why this number/ }).press("Enter");
  await expect(page.getByRole("dialog", { name: /worth of Security/ })).toContainText(/[\d.,]+ − [\d.,]+ = [\d.]+ points/);
  await axe(page);
});

test("a guardrail divides the budget, moves by the keys, and is taken away", async ({ page }) => {
  test.slow();
  await open(page, "#/select");
  await expect(badge(page)).toContainText("Proved best");
  const before = await badge(page).textContent();
  await page.getByText("Divide the budget: guardrails").click();
  await page.getByLabel("Part of the work").selectOption({ label: "Run work" });
  await page.getByRole("combobox", { name: /^Rule/ }).selectOption({ label: "has kept for it" });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const slider = page.getByRole("slider", { name: "Run work" });
  await expect(slider).toHaveAttribute("aria-valuetext", "10 % kept");
  await slider.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "100 % kept");
  await expect(badge(page)).not.toHaveText(before);
  await expect(page.getByText(/The best set takes .* of the budget/)).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Remove the guardrail of Run work" }).click();
  await expect(badge(page)).toHaveText(before);
});

for (const colorScheme of ["light", "dark"]) {
  test(`nothing to object to: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "#/select");
    await expect(badge(page)).toContainText("Proved best");
    await axe(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await axe(page);
  });
}

test("the frontier is read by the keys, and the core follows what costs may turn out", async ({ page }) => {
  await open(page, "#/select");
  await explained(page);
  const slider = page.getByRole("slider", { name: "Budget to read the best value for" });
  const reading = page.locator(".frontier-slider + .chart-reading");
  await expect(reading).toContainText("Point at the line");
  await slider.press("End");
  await expect(reading).toContainText(/ buy [\d.]+ points, (proved best|at most [\d.]+ possible); the last .+ bring [\d.]+\./);
  const most = await reading.innerText();
  await slider.press("ArrowLeft");
  await expect(reading).not.toHaveText(most);
  await expect(slider).toHaveAttribute("aria-valuetext", await reading.innerText());

  const cores = () => page.locator(".order-table td.core-cell").allInnerTexts();
  const before = await cores();
  await page.getByRole("radio", { name: "± 50 %" }).check();
  await expect.poll(cores, { timeout: 55_000 }).not.toEqual(before);
  await axe(page);
  await page.locator("body").press("Control+z");
  await expect.poll(cores, { timeout: 55_000 }).toEqual(before);
});

test("the best set that can be delivered is found, and becomes the plan", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "#/select");
  const card = page.locator("section.card", { has: page.locator("#delivery-title") });
  await expect(card.getByRole("heading")).toContainText(/In \d+ % of the runs, .* will not suffice for the best set/);
  await expect(card.locator(".delivery-outcome")).toContainText(/proved best|within [\d.]+ % of the best/, { timeout: 90_000 });
  const short = (row) => card.locator("tbody tr").nth(row).locator("td").nth(1).innerText();
  expect(parseInt(await short(2))).toBeLessThanOrEqual(20);
  expect(parseInt(await short(1))).toBeGreaterThan(20);
  const [before, delivered] = [await short(0), await short(2)];
  await card.getByRole("button", { name: "Use the set that can be delivered" }).click();
  await expect.poll(() => short(0)).toBe(delivered);
  await page.keyboard.press("Control+z");
  await expect.poll(() => short(0)).toBe(before);
  await axe(page);
});

test("work under way is continued or stopped, stopping has a cost, and a what-if tries it", async ({ page }) => {
  await open(page, "#/select");
  const card = page.locator("section.card", { has: page.locator("#pivot-title") });
  const heading = card.getByRole("heading", { level: 2 });
  await expect(heading).toHaveText(/^Stop \d+, start \d+, continue \d+: what is under way does not all fit$/);
  await expect(card.locator(".card-note").first()).toContainText("Nobody has said what stopping takes");
  const [stop, start, go] = (await heading.innerText()).match(/\d+/g).map(Number);
  await expect(card.locator(".pivot-table").nth(0).locator("tbody tr")).toHaveCount(stop);
  await expect(card.locator(".pivot-table").nth(1).locator("tbody tr")).toHaveCount(start);
  await expect(card.locator(".pivot-table").nth(2).locator("tbody tr")).toHaveCount(go);

  await card.locator(".pivot-table").first().locator("tbody button").first().click();
  const dialog = page.getByRole("dialog");
  const cost = dialog.getByLabel("What stopping it now would cost");
  await cost.fill("-1");
  await cost.blur();
  await expect(dialog).toContainText("from 0");
  await cost.fill("1");
  await cost.blur();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(card).toContainText("stopping it takes £1m");
  await axe(page);

  const found = await heading.innerText();
  await card.getByRole("button", { name: "Try it as a what-if" }).click();
  await expect(page.locator(".scenario-band")).toContainText("Stop");
  // What the what-if takes out of the plan has not been stopped yet, so the advice stands; it is followed already.
  await expect(heading).toHaveText(found);
  await expect(card.getByRole("button", { name: "Take it into this what-if" })).toBeDisabled();
  await page.getByRole("button", { name: "Back to the plan" }).click();
  await expect(card.getByRole("button", { name: "Try it as a what-if" })).toBeEnabled();
});

test("one more head is one more in every week, in one step of undo", async ({ page }) => {
  await open(page, "#/select");
  await expect(badge(page)).toContainText("Proved best");
  await page.locator("details.more-limits").evaluateAll((all) => all.forEach((details) => { details.open = true; }));
  // Has a later change of heads: it moves along.
  const slider = page.getByLabel("Data engineer", { exact: true });
  await slider.focus();
  await expect(slider).toHaveAttribute("aria-valuetext", "42 heads at first");
  await slider.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "43 heads at first");
  await slider.blur();
  await page.locator("body").press("Control+z");
  await expect(slider).toHaveAttribute("aria-valuetext", "42 heads at first");
});

/** Opens the sample after `change` has had its way with the document. */
async function openChanged(page, change) {
  const file = JSON.parse(await readFile(new URL("../../src/model/sample/gmpp.json", import.meta.url), "utf8"));
  change(file.document);
  await open(page);
  await page.keyboard.press("o");
  await page.locator('input[type="file"]').setInputFiles({ name: "changed.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByRole("button", { name: "Open it" }).click();
  await page.keyboard.press("3");
}

test("what two are worth together is drawn with its points and counts", async ({ page }) => {
  const names = ["Hera", "Payments"];
  await openChanged(page, (document) => {
    const of = names.map((name) => document.initiatives.list.find((it) => it.name === name).id);
    document.initiatives.synergies = [{ of, points: 40 }];
  });
  const rule = page.locator(".rule-list li", { hasText: "+40.0 points" });
  await expect(rule).toContainText("Hera");
  await expect(rule).toContainText("Payments");
  await expect(badge(page)).toContainText("Proved best");
  await axe(page);
});

test("where nothing is scored, no set is said to be better, and the way to the scores is shown", async ({ page }) => {
  await openChanged(page, (document) => {
    document.initiatives.list.forEach((initiative) => { initiative.scores = {}; });
  });
  await expect(page.locator(".page-header p")).toContainText("Nothing has a value yet");
  await expect(badge(page)).toContainText("No values yet");
  await expect(page.getByRole("button", { name: "Use the best set" })).toBeDisabled();
  await page.getByRole("button", { name: "Go to Prioritise" }).click();
  await expect(page).toHaveURL(/#\/prioritise/);
});

/** The sample fifty times over: two thousand initiatives, each copy a little cheaper. */
async function twoThousand() {
  const file = JSON.parse(await readFile(new URL("../../src/model/sample/gmpp.json", import.meta.url), "utf8"));
  const { document } = file;
  const originals = document.initiatives.list;
  document.scenarios.list = [];
  document.initiatives.list = [];
  let next = document.next_id;
  for (let copy = 0; copy < 50; copy += 1) {
    for (const original of originals) {
      const initiative = structuredClone(original);
      Object.assign(initiative, { id: next++, name: `${original.name} ${copy + 1}`, requires: [], excludes: [], in_plan: copy === 0 });
      for (const cost of initiative.cost_per_year) cost.amount = Math.round(cost.amount * (100 - copy)) / 100;
      initiative.stages = initiative.stages.slice(0, 2).map((stage) => ({ ...stage, id: next++, after: [] }));
      document.initiatives.list.push(initiative);
    }
  }
  document.next_id = next;
  return JSON.stringify(file);
}

test("two thousand initiatives are selected from with an honest gap, and the page stays responsive", async ({ page }) => {
  test.setTimeout(180_000);
  await open(page);
  await page.keyboard.press("o");
  await page.locator('input[type="file"]').setInputFiles({ name: "many.json", mimeType: "application/json", buffer: Buffer.from(await twoThousand()) });
  await page.getByRole("button", { name: "Open it" }).click();
  await page.keyboard.press("3");
  await expect(badge(page)).toContainText(/Proved best|Within [\d.]+ % of the best/, { timeout: 60_000 });
  await expect(page.locator(".order-table tr[data-rank]")).toHaveCount(50);
  const slider = page.getByRole("slider", { name: "Budget, all years" });
  const before = await page.evaluate(() => performance.now());
  await slider.press("ArrowRight");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const after = await page.evaluate(() => performance.now());
  console.log(`      2,000 initiatives: ${Math.round(after - before)} ms from a key to the next frame`);
  await expect(slider).toBeFocused();
});
