// The Prioritise page in depth: formulas, bubbles, figures, priorities, ranks before and now.

import { axe, expect, open, test } from "./fixtures.mjs";

const names = (page) => page.locator(".ranking-table .name-cell").allInnerTexts();
const method = (page) => page.getByRole("combobox", { name: "Ranked by" });

test("the method is switched in one gesture, and taken back in one", async ({ page }) => {
  await open(page, "#/prioritise");
  const before = await names(page);
  await method(page).selectOption({ label: "WSJF" });
  await expect(page.locator("h1")).toContainText("By WSJF");
  await expect(page.locator(".method-bar .formula")).toHaveText(/^WSJF = \(user and business value .* ÷ job size$/);
  expect(await names(page)).not.toEqual(before);
  await page.locator(".ranking-table tbody tr").first().locator(".figure-strong .why-button").click();
  const why = page.locator(".why:popover-open");
  await expect(why).toContainText("÷ job size");
  const [value, time, risk, size] = (await why.locator("tbody tr td:last-child").allInnerTexts()).map((it) => Number(it.replaceAll(",", "")));
  const score = Number(await why.locator("tfoot td:last-child").innerText());
  expect(Math.abs(score - (value + time + risk) / size) / score).toBeLessThan(0.02);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo ranking by WSJF" }).click();
  expect(await names(page)).toEqual(before);
});

test("what is missing or would be divided by nought is named with its remedy", async ({ page }) => {
  await open(page, "#/prioritise");
  await method(page).selectOption({ label: "Value ÷ effort" });
  await page.getByRole("combobox", { name: "÷ effort" }).selectOption({ label: "Payback" });
  await expect(page.locator(".missing-reason").first()).toContainText("The value of money over time is missing; state a discount rate.");
  await page.getByRole("combobox", { name: "÷ effort" }).selectOption({ label: "Deliverability" });
  await expect(page.locator(".method-bar .is-warn")).toContainText("A higher Deliverability is better, but dividing by it");
  await axe(page);
});

test("a bubble is moved by keyboard: the data change, Escape takes it back", async ({ page }) => {
  await open(page, "#/prioritise");
  const bubble = page.locator('.bubble[tabindex="0"]');
  await bubble.focus();
  const before = await page.locator(".chart-reading").innerText();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".chart-reading")).not.toHaveText(before);
  await page.keyboard.press("Escape");
  await expect(page.locator(".chart-reading")).toHaveText(before);
  await page.keyboard.press("PageDown");
  await expect(page.locator(".chart-reading")).not.toHaveText(before);
});

test("a bubble is dragged, as one step of undo", async ({ page }) => {
  await open(page, "#/prioritise");
  await page.getByRole("radio", { name: "Value / risk" }).check();
  const bubble = page.locator('.bubble[tabindex="0"]');
  await bubble.scrollIntoViewIfNeeded();
  const box = await bubble.locator("circle").boundingBox();
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 60, from.y + 40, { steps: 5 });
  await page.mouse.move(from.x - 120, from.y + 80, { steps: 5 });
  await page.mouse.up();
  const undo = page.getByRole("button", { name: /^Undo place of / });
  await expect(undo).toBeEnabled();
  await undo.click();
  await expect(page.getByRole("button", { name: "Undo", exact: false }).first()).toBeDisabled();
});

test("priorities are stated, rank anew, and the next order shows the difference first", async ({ page }) => {
  await open(page, "#/prioritise");
  const before = await names(page);
  await page.getByRole("button", { name: "State priorities" }).click();
  await page.getByLabel("Set by").fill("The board");
  await page.getByRole("button", { name: "Safer borders, less crime matters more" }).click();
  await page.getByRole("button", { name: "Safer borders, less crime matters more" }).click();
  await expect(page.locator(".statement-form [role=status]")).toContainText(/initiatives move; .* rises \d+/);
  await expect(page.locator(".statement-form [role=status]")).toContainText(/To follow it, stop \w+, start \w+, continue \w+: /);
  await page.getByRole("button", { name: "State them" }).click();
  await expect(page.locator("#priorities-title")).toContainText("The board set the priorities in force since");
  await expect(page.locator(".statement")).toContainText("the ranking follows it");
  await expect(page.getByRole("slider", { name: "Stated priorities" })).toBeVisible();
  expect(await names(page)).not.toEqual(before);
  await expect(page.locator("#slope-title")).toContainText(/^\d+ of 40 move/);
  await axe(page);
  await page.getByRole("button", { name: "Undo priorities set by The board" }).click();
  expect(await names(page)).toEqual(before);
});

test("a criterion is worked out from the money, and opens into its cash flow", async ({ page }) => {
  await open(page, "#/prioritise");
  const control = page.locator(".control", { has: page.getByRole("slider", { name: "Public value", exact: true }) });
  await control.locator("summary").click();
  await control.getByLabel("Scores come from").selectOption({ label: "net present value" });
  await expect(control.getByLabel("Discount rate, % a year")).toHaveValue("8");
  await page.locator(".ranking-table .name-button").first().click();
  const field = page.locator(".score-field", { hasText: "Public value" });
  await field.locator(".why-button").click();
  await expect(page.locator(".why:popover-open")).toContainText("Net present value");
  await expect(page.locator(".why:popover-open")).toContainText("At 8 % a year, seen from 2023");
});

test("the fit of skills is a criterion, and says what it is missing", async ({ page }) => {
  await open(page, "#/prioritise");
  const control = page.locator(".control", { has: page.getByRole("slider", { name: "Public value", exact: true }) });
  await control.locator("summary").click();
  await control.getByLabel("Scores come from").selectOption({ label: "fit of skills" });
  await page.locator(".ranking-table .name-button").first().click();
  const field = page.locator(".score-field", { hasText: "Public value" });
  await expect(field).toContainText("A level of skill that its work asks for is missing; ask for one in its details");
});

for (const colorScheme of ["light", "dark"]) {
  test(`bubbles, slopes and priorities stand in nobody's way (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "#/prioritise");
    await page.getByRole("button", { name: "State priorities" }).click();
    await page.getByRole("slider", { name: "Public value", exact: true }).fill("5");
    await axe(page);
  });
}
