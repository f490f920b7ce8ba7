// The Capacity page: heads, order and policy change, dates and overloads follow.

import { axe, expect, open, test } from "./fixtures.mjs";

/** Waits until the run that is shown has all its replications, and returns the fingerprint. */
async function settled(page) {
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  await expect(page.locator(".run-line .progress")).toContainText(/n = ([\d,]+) of \1/);
  return page.locator(".checksum").innerText();
}

const chance = (page, name) => page.locator(".plan-row", { hasText: name }).locator(".why-button");

test("more security people make the police data earlier, fewer later", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const now = parseInt(await chance(page, "National Law Enforcement Data").innerText());
  for (let press = 0; press < 3; press += 1) await page.getByRole("button", { name: "One more Security" }).click();
  await expect(page.locator(".checksum")).not.toHaveText(before);
  await settled(page);
  const then = parseInt(await chance(page, "National Law Enforcement Data").innerText());
  expect(then).toBeGreaterThan(now);
  await page.locator("body").press("Control+z");
  await page.locator("body").press("Control+z");
  await page.locator("body").press("Control+z");
  await expect(page.locator(".checksum")).toHaveText(before, { timeout: 30_000 });
});

test("the order of priority is changed with Alt and an arrow, and the dates follow", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const name = page.locator(".plan-row").first().locator(".name-button");
  const first = await name.innerText();
  await name.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.locator(".plan-row").nth(1)).toContainText(first);
  await expect(page.locator(".checksum")).not.toHaveText(before);
  await settled(page);
});

test("a row is dragged to another place", async ({ page }) => {
  await open(page, "#/capacity");
  const third = await page.locator(".plan-row").nth(2).locator(".name-cell").innerText();
  await page.locator(".plan-row").nth(2).locator(".grip").dragTo(page.locator(".plan-row").first());
  await expect(page.locator(".plan-row").first()).toContainText(third);
});

test("an initiative is moved in time, by its bars and by keyboard, and the dates follow", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const row = page.locator(".plan-row").first();
  const begins = () => row.locator(".gantt-bars g path").first().evaluate((bar) => Number(/^M([\d.]+)/.exec(bar.getAttribute("d"))[1]));
  const left = await begins();
  await row.evaluate((it) => it.scrollIntoView({ block: "center" }));
  const box = await row.locator(".gantt-bars").boundingBox();
  await page.mouse.move(box.x + left + 4, box.y + 11);
  await page.mouse.down();
  await page.mouse.move(box.x + left + 30, box.y + 11, { steps: 4 });
  await page.mouse.move(box.x + left + 60, box.y + 11, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator(".checksum")).not.toHaveText(before);
  await settled(page);
  expect(await begins()).toBeGreaterThan(left + 30);
  await expect(page.locator("#plan-title").locator("xpath=ancestor::section").locator("p[aria-live]")).toContainText(/begins not before \d+ \w+ \d{4}/);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".checksum")).toHaveText(before, { timeout: 30_000 });
  await row.locator(".name-button").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(page.locator(".checksum")).not.toHaveText(before);
  await page.keyboard.press("Alt+ArrowLeft");
  await page.keyboard.press("Alt+ArrowLeft");
  await settled(page);
});

test("nobody waits: the policy is named and the dates are earlier", async ({ page }) => {
  await open(page, "#/capacity");
  const levelled = await settled(page);
  await page.getByRole("radio", { name: "Nobody waits" }).check({ force: true });
  await expect(page.locator(".trio-run")).toContainText("nobody waits");
  await expect(page.locator(".checksum")).not.toHaveText(levelled);
});

/** Walks by keyboard to a cell of Security half a year on. */
async function goToSecurity(page) {
  const map = page.locator(".heat-chart");
  await map.focus();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  return map;
}

test("every cell of the map can be read by keyboard, and stands in a table", async ({ page }) => {
  await open(page, "#/capacity");
  await settled(page);
  await goToSecurity(page);
  await expect(page.locator(".chart-reading[aria-live=polite]")).toContainText(/Security, (week of|worst of 2 weeks from) .* chance of being short/);
  await page.locator(".twin summary").first().click();
  await expect(page.locator(".twin table").first().locator("tbody tr")).toHaveCount(8);
});

test("a cell opens into who wants the role then, by keyboard and by pointer", async ({ page }) => {
  await open(page, "#/capacity");
  await settled(page);
  const map = await goToSecurity(page);
  await page.keyboard.press("Enter");
  const opened = page.getByRole("region", { name: /^Security in the week of .* there$/ });
  const figure = async (row) => Number((await row.locator("td").last().innerText()).replace(",", ""));
  let sum = 0;
  for (const row of await opened.locator("tbody tr").all()) sum += await figure(row);
  const whole = await figure(opened.locator("tfoot tr"));
  expect(whole).toBeGreaterThan(1);
  expect(Math.abs(sum - whole)).toBeLessThan(0.1);
  await page.keyboard.press("Escape");
  await expect(opened).toHaveCount(0);
  const box = await map.boundingBox();
  await map.click({ position: { x: box.width * 0.75, y: 20 + 26 * 3.5 } });
  await expect(page.getByRole("region", { name: /^Software engineer in the week of/ })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".who-wants")).toHaveCount(0);
});

test("a chance opens into its percentiles", async ({ page }) => {
  await open(page, "#/capacity");
  await settled(page);
  await page.locator(".plan-row .why-button").first().click();
  await expect(page.locator(".why:popover-open")).toContainText("nine of ten (P90)");
});

test("a run is stopped, and what is known stays", async ({ page }) => {
  await open(page, "#/capacity");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings");
  await page.keyboard.press("Enter");
  await page.getByLabel("Runs of the simulation").fill("1000000");
  await page.getByLabel("Runs of the simulation").press("Tab");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Stop here" }).click();
  await expect(page.getByRole("button", { name: "Stop here" })).toHaveCount(0);
  await expect(page.locator(".trio-run")).toContainText("stopped after");
  await expect(page.locator(".plan-row").first()).toBeVisible();
});

test("a demand that can never be met is named, and the page goes on", async ({ page }) => {
  await open(page, "#/capacity");
  await settled(page);
  await page.getByRole("spinbutton", { name: "Heads of Security" }).fill("0");
  await page.getByRole("spinbutton", { name: "Heads of Security" }).press("Tab");
  await expect(page.locator(".notice-stop")).toContainText(/needs .* FTE of Security, which after run work never has more than 0/);
  await page.getByRole("spinbutton", { name: "Heads of Security" }).fill("30");
  await page.getByRole("spinbutton", { name: "Heads of Security" }).press("Tab");
  await expect(page.locator(".notice-stop")).toHaveCount(0);
  await settled(page);
});

test("run work and absence are edited, and nonsense is refused with an example", async ({ page }) => {
  await open(page, "#/capacity");
  const person = page.locator(".role-row").first();
  await person.locator("summary").click();
  const absence = person.getByLabel("Absence [%]: least / likely / most");
  await absence.fill("20/2");
  await absence.press("Tab");
  await expect(person.getByRole("alert")).toContainText("such as 2/6/14");
  await absence.fill("0/5/30");
  await absence.press("Tab");
  await expect(person.locator("summary")).toContainText("absence 5 %");
});

test("the third policy dispatches, and says so", async ({ page }) => {
  await open(page, "#/capacity");
  const serial = await settled(page);
  await page.getByRole("radio", { name: "Levelled, dispatch" }).check({ force: true });
  await expect(page.locator(".trio-run")).toContainText("levelled, dispatch");
  await expect(page.locator(".checksum")).not.toHaveText(serial);
});

test("one more person has a price, and nobody has while nobody waits", async ({ page }) => {
  await open(page, "#/capacity");
  const card = page.locator("section", { has: page.locator("#worth-title") });
  await expect(card.locator(".run-line")).toContainText("n = 2,048 pairs", { timeout: 60_000 });
  await expect(card.locator("h2")).toContainText(/One more .* is worth most/);
  await expect(page.locator(".page-header p")).toContainText(/One more .* saves [\d.]+ weeks of lateness/);
  const weeks = (await card.locator(".effect-table tbody tr .number:nth-of-type(3)").allInnerTexts()).map(Number);
  expect(weeks).toEqual([...weeks].sort((one, other) => other - one));
  await card.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(card.getByRole("columnheader", { name: "One fewer" })).toBeVisible();
  await page.getByRole("radio", { name: "Nobody waits" }).check({ force: true });
  await expect(card).toContainText("people move no date");
});

test("what drives the finish of one initiative stands among its own stages", async ({ page }) => {
  await open(page, "#/capacity");
  const card = page.locator("section", { has: page.locator("#drivers-title") });
  await expect(card.locator(".run-line")).toContainText("n = 2,048 pairs", { timeout: 60_000 });
  const whole = await card.locator(".run-line").innerText();
  const first = await page.locator(".plan-row .name-cell").first().innerText();
  await card.getByLabel("Finish of").selectOption({ label: first });
  await expect(card.locator(".run-line")).not.toHaveText(whole);
  await expect(card.locator(".run-line")).toContainText("n = 2,048 pairs", { timeout: 60_000 });
  // Whoever is served first waits for nobody: only its own work and its people drive it.
  await expect(card.locator(".effect-table tbody tr").first()).toContainText(new RegExp(`${first}|Absence`));
});

test("any day has a chance, by hand and by keyboard", async ({ page }) => {
  await open(page, "#/capacity");
  await settled(page);
  const card = page.locator("section", { has: page.locator("#finish-title") });
  await card.getByLabel("Finish of").selectOption({ label: "National Law Enforcement Data" });
  await card.getByLabel("Asked for by").fill("2026-03-31");
  await card.getByLabel("Asked for by").press("Tab");
  await expect(card.locator("h2")).toContainText(/National Law Enforcement Data by 31 Mar 2026: .*%/);
  await expect(card.locator(".chart-reading")).toContainText(/asks for the P\d+; 95 % interval/);
  const before = parseInt(await card.getByRole("slider").getAttribute("aria-valuenow"));
  await card.getByRole("slider").focus();
  for (let press = 0; press < 2; press += 1) await page.keyboard.press("PageUp");
  await expect(card.locator("h2")).toContainText("29 Sep 2026");
  expect(parseInt(await card.getByRole("slider").getAttribute("aria-valuenow"))).toBeGreaterThanOrEqual(before);
});

test("run 7,312 is opened, and the next", async ({ page }) => {
  await open(page, "#/capacity");
  await settled(page);
  const card = page.locator("section", { has: page.locator("#opened-title") });
  await expect(card.locator("h2")).toContainText(/Run 7,312 (ends after|does not end)/);
  await card.getByRole("button", { name: "Next" }).click();
  await expect(card.locator("h2")).toContainText("Run 7,313");
  await card.getByRole("spinbutton").fill("99999");
  await card.getByRole("spinbutton").press("Tab");
  await expect(card.locator("h2")).toContainText("Run 10,000");
});

test("a better order is found, taken over in one step, and undone", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const card = page.locator("section", { has: page.locator("#sequence-title") });
  await card.getByRole("button", { name: "Suggest a better order" }).press("Enter");
  await expect(card.locator("h2")).toContainText(/Another order saves [\d.]+ weeks of lateness/, { timeout: 120_000 });
  await expect(card).toContainText("pairs on other draws");
  await card.getByRole("button", { name: "Take this order over" }).click();
  await expect(page.locator(".checksum")).not.toHaveText(before);
  await expect(card.locator("h2")).toContainText("Is there a better order?");
  await page.locator("body").press("Control+z");
  await expect(page.locator(".checksum")).toHaveText(before, { timeout: 30_000 });
});

for (const colorScheme of ["light", "dark"]) {
  test(`nothing stands in the way of anybody (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "#/capacity");
    await settled(page);
    await axe(page);
  });
}
