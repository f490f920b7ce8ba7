// Calendars and people in depth: waits, holidays, turnover, a limit on initiatives at once, departments that run together.

import { axe, expect, open, test } from "./fixtures.mjs";

async function settled(page) {
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  return page.locator(".checksum").first().innerText();
}

/** Types into a field and leaves it by keyboard. */
async function type(field, text) {
  await field.fill(text);
  await field.press("Tab");
}

/** Waits until the run is another than `before`, and settled. */
async function changed(page, before) {
  await expect(page.locator(".checksum").first()).not.toHaveText(before, { timeout: 30_000 });
  return settled(page);
}

async function settings(page) {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings");
  await page.keyboard.press("Enter");
  return page.getByRole("dialog");
}

test("a wait after a stage makes the plan another, and nonsense is refused", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  await page.goto("./#/portfolio");
  await page.getByRole("button", { name: /^Details of/ }).first().click();
  const dialog = page.getByRole("dialog");
  const lag = dialog.locator(".stage-lag input").first();
  await type(lag, "soon");
  await expect(dialog.getByRole("alert").first()).toContainText("whole number of weeks");
  await type(lag, "6");
  await expect(lag).toHaveValue("6");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.goto("./#/capacity");
  await changed(page, before);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".checksum").first()).toHaveText(before, { timeout: 30_000 });
});

test("holidays of everybody and of one role close weeks, and are taken back", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const all = page.getByLabel("Everybody’s holidays, day: weeks");
  await type(all, "Christmas");
  await expect(page.getByRole("alert").first()).toContainText("such as 2026-12-21: 2");
  await type(all, "2026-12-21: 2, 2027-08-02: 3 at 50 %");
  await expect(all).toHaveValue("2026-12-21: 2, 2027-08-02: 3 at 50%");
  const closed = await changed(page, before);
  const person = page.locator(".role-row").first();
  await person.locator("summary").click();
  await type(person.getByLabel("Holidays, day: weeks"), "2026-08-03: 4");
  await changed(page, closed);
  await type(person.getByLabel("Holidays, day: weeks"), "");
  await type(all, "");
  await expect(page.locator(".checksum").first()).toHaveText(before, { timeout: 30_000 });
});

test("people who leave are four numbers, each by keyboard", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const person = page.locator(".role-row").first();
  await person.locator("summary").click();
  const [leave, replaced, learn, mentor] = [/^Leave within a year/, /^Weeks until they/, /^Weeks until a newcomer/, /^Of a colleague/]
    .map((label) => person.getByLabel(label));
  await leave.focus();
  for (const [field, number] of [[leave, "12"], [replaced, "13"], [learn, "26"], [mentor, "20"]]) {
    await expect(field).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(number);
    await page.keyboard.press("Tab");
  }
  await expect(person.locator("summary")).toContainText("12 % leave a year");
  const leaving = await changed(page, before);
  await type(leave, "96");
  await expect(person.getByRole("alert")).toContainText("0.95");
  await type(leave, "12");
  await type(replaced, "1.5");
  await expect(person.getByRole("alert")).toContainText("whole weeks");
  await type(replaced, "13");
  await expect(page.locator(".checksum").first()).toHaveText(leaving, { timeout: 30_000 });
  await axe(page);
  for (const field of [leave, replaced, learn, mentor]) await type(field, "0");
  await expect(page.locator(".checksum").first()).toHaveText(before, { timeout: 30_000 });
});

test("a limit on initiatives at once says whom it holds up, and what it costs", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const dialog = await settings(page);
  const limit = dialog.getByLabel(/^Initiatives under way at once/);
  await type(limit, "4");
  await page.keyboard.press("Escape");
  const limited = await changed(page, before);
  const note = page.locator(".at-once");
  await expect(note).toContainText(/At most 4 initiatives at once: in .* of runs .* waits most: in .* of runs, [\d,.]+ weeks on average/);
  const drivers = page.locator("section[aria-labelledby=drivers-title]");
  await expect(drivers).toContainText(/at most 4 initiatives at once/i, { timeout: 60_000 });
  await page.getByRole("radio", { name: "Levelled, dispatch" }).check({ force: true });
  await changed(page, limited);
  await expect(note).toContainText("At most 4 initiatives at once: in");
  await page.getByRole("radio", { name: "Nobody waits" }).check({ force: true });
  await expect(note).toContainText("only where people are waited for");
  await page.getByRole("radio", { name: "Levelled, serial" }).check({ force: true });
  await type((await settings(page)).getByLabel(/^Initiatives under way at once/), "0");
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);
  await expect(page.locator(".checksum").first()).toHaveText(before, { timeout: 30_000 });
});

for (const scheme of ["light", "dark"]) {
  test(`departments that run together, and what cannot be, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, "#/capacity");
    const before = await settled(page);
    const dialog = await settings(page);
    const add = dialog.getByLabel("Add a department");
    for (const place of [1, 1, 1]) await add.selectOption({ index: place });
    const table = dialog.locator(".correlations");
    await expect(table.locator("tbody tr")).toHaveCount(3);
    await expect(table.getByRole("spinbutton")).toHaveCount(6);
    const status = dialog.locator(".objectives-form [role=status]");
    await expect(status).toBeEmpty();
    const numbers = table.getByRole("spinbutton");
    await type(numbers.nth(0), "150");
    await expect(dialog.getByRole("alert")).toContainText("from 0 to 1");
    await expect(numbers.nth(0)).toHaveValue("30");
    // Row by row: own; with the first, own; with the first, with the second, own.
    for (const place of [1, 4]) await type(numbers.nth(place), "10");
    await expect(status).toBeEmpty();
    await type(numbers.nth(3), "-30");
    await expect(status).toContainText(/cannot all be true at once.* from −30 % to −?[\d.]+ %/);
    await expect(numbers.nth(3)).toHaveValue("-30");
    await axe(page);
    await table.getByRole("button", { name: /^Take .* out of the table/ }).last().click();
    await expect(status).toBeEmpty();
    await page.keyboard.press("Escape");
    await changed(page, before);
  });
}
