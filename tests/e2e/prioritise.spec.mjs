// The Prioritise page: drag a weight, see the ranking follow; open a score into its sum.

import { axe, expect, open, test } from "./fixtures.mjs";

const rows = (page) => page.locator(".ranking-table tbody tr");
const names = (page) => page.locator(".ranking-table .name-cell").allInnerTexts();
const slider = (page, name) => page.getByRole("slider", { name, exact: true });

/** Moves a slider as a drag does: many input events, one change at the end; then it rests, and all rows follow. */
async function drag(slider, to) {
  await slider.evaluate((input, to) => {
    const from = Number(input.value);
    for (let step = 1; step <= 10; step += 1) {
      input.value = String(from + ((to - from) * step) / 10);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, to);
  await slider.page().waitForTimeout(400);
}

test("a dragged weight moves the ranking, as one step of undo, and survives a reload", async ({ page }) => {
  await open(page, "#/prioritise");
  await expect(rows(page)).toHaveCount(40);
  const before = await names(page);
  await drag(slider(page, "Public value"), 0);
  await drag(slider(page, "Deliverability"), 90);
  const after = await names(page);
  expect(after).not.toEqual(before);
  await expect(page.locator(".rank-change.up").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo weight of Deliverability" })).toBeEnabled();
  await expect(page.locator(".save-state")).toContainText(/Saved \d\d:\d\d:\d\d/);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  expect(await names(page)).toEqual(after);
});

test("undo takes a whole drag back, and redo brings it again", async ({ page }) => {
  await open(page, "#/prioritise");
  const before = await names(page);
  await drag(slider(page, "Public value"), 0);
  const after = await names(page);
  await page.locator("body").press("Control+z");
  expect(await names(page)).toEqual(before);
  await page.locator("body").press("Control+Shift+z");
  expect(await names(page)).toEqual(after);
});

test("the weights work by keyboard alone", async ({ page }) => {
  await open(page, "#/prioritise");
  const weight = slider(page, "Public value");
  await weight.focus();
  const before = await weight.inputValue();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press("ArrowLeft");
  expect(Number(await weight.inputValue())).toBeLessThan(Number(before));
  await page.keyboard.press("Escape");
  await expect(weight).toHaveValue(before);
});

test("a score opens into weight × value, and the parts add up", async ({ page }) => {
  await open(page, "#/prioritise");
  await rows(page).first().locator(".figure-strong .why-button").click();
  const why = page.locator(".why:popover-open");
  await expect(why).toContainText("score = Σ weight × value × 100");
  const parts = (await why.locator("tbody tr td:last-child").allInnerTexts()).map(Number);
  const sum = Number(await why.locator("tfoot td:last-child").innerText());
  expect(parts.length).toBe(6);
  // Each part is rounded to a tenth.
  expect(Math.abs(parts.reduce((a, b) => a + b, 0) - sum)).toBeLessThan(0.31);
});

test("the chance of a place among the top opens into the weightings drawn, and follows what may vary", async ({ page }) => {
  await open(page, "#/prioritise");
  await expect(page.locator(".card-header .run-line")).toHaveText("n = 10,000");
  const firstChance = rows(page).nth(12).locator("td.number .why-button").last();
  const before = await firstChance.innerText();
  await page.getByRole("radio", { name: "any" }).check();
  await expect(firstChance).not.toHaveText(before);
  await expect(page.locator(".card-header .run-line")).toHaveText("n = 10,000");
  await firstChance.click();
  const why = page.locator(".why:popover-open");
  await expect(why).toContainText("÷ 10,000");
  await expect(why).toContainText("all weights there are");
});

test("a weight moved beyond its band changes who is in the top", async ({ page }) => {
  await open(page, "#/prioritise");
  const control = page.locator(".control", { has: slider(page, "Legal duty") });
  const note = control.locator(".control-note");
  await expect(note).toContainText(/Top 16 holds \d+–\d+; first place \d+–\d+; ranks \d/);
  await expect(note).toHaveAttribute("title", /takes the place of/);
  const top = async () => (await names(page)).slice(0, 16).sort().join("; ");
  const before = await top();
  await slider(page, "Legal duty").fill("0");
  expect(await top()).not.toBe(before);
});

test("weights come from comparisons by keyboard, and a contradiction is pointed at", async ({ page }) => {
  await open(page, "#/prioritise");
  await page.getByRole("button", { name: "Compare…" }).click();
  await page.getByRole("combobox", { name: "Criteria under" }).selectOption({ label: "Value" });
  await expect(page.getByText(/No weights yet: not compared with the others/)).toBeVisible();
  const judge = async (name, key, times) => {
    const pair = page.getByRole("slider", { name, exact: true });
    await pair.focus();
    for (let press = 0; press < times; press += 1) await page.keyboard.press(key);
  };
  await judge("Public value against Strategic fit", "ArrowLeft", 1);
  await judge("Strategic fit against Cost of delay", "ArrowLeft", 2);
  await expect(page.getByText("2 of 3 pairs compared")).toBeVisible();
  await judge("Public value against Cost of delay", "ArrowRight", 1);
  await expect(page.getByText(/The judgements contradict each other: consistency ratio 0\.\d\d/)).toBeVisible();
  await expect(page.getByText(/Look again at/)).toBeVisible();
  await judge("Public value against Cost of delay", "ArrowLeft", 6);
  await expect(page.getByText(/The judgements agree: consistency ratio 0\.00/)).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Use these weights" }).first().click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(slider(page, "Public value")).toHaveAttribute("aria-valuetext", /^weight 60,/);
  await expect(page.getByRole("button", { name: "Undo weights from comparisons" })).toBeEnabled();
});

test("weights come from points and from swings, by keyboard", async ({ page }) => {
  await open(page, "#/prioritise");
  await page.getByRole("button", { name: "Compare…" }).click();
  await page.getByRole("combobox", { name: "Criteria under" }).selectOption({ label: "Value" });
  const how = page.getByRole("combobox", { name: "How" });
  const fill = async (name, points) => {
    const field = page.getByRole("spinbutton", { name: `Points of ${name}, as a number` });
    await field.fill(String(points));
    await field.press("Tab");
  };

  await how.selectOption({ label: "Share out 100 points" });
  for (const [name, points] of [["Public value", 50], ["Strategic fit", 30], ["Cost of delay", 10]]) await fill(name, points);
  await expect(page.getByText("10 of 100 points left.")).toBeVisible();
  await fill("Cost of delay", 20);
  await expect(page.getByText("All 100 points are given out.")).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Use these weights" }).click();

  await how.selectOption({ label: "Weigh the swings" });
  await expect(page.getByRole("slider", { name: "Points of Public value" })).toHaveValue("100");
  await expect(page.getByRole("slider", { name: "Points of Strategic fit" })).toHaveValue("60");
  await page.getByRole("slider", { name: "Points of Public value" }).press("ArrowLeft");
  await expect(page.getByText(/None is at 100/)).toBeVisible();
  for (const name of ["Public value", "Strategic fit", "Cost of delay"]) await fill(name, 0);
  await expect(page.getByText("No weights yet: nobody has any points.")).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(slider(page, "Public value")).toHaveAttribute("aria-valuetext", /^weight 50,/);
  await page.getByRole("button", { name: "Undo weights from points" }).click();
  await expect(slider(page, "Public value")).not.toHaveAttribute("aria-valuetext", /^weight 50,/);
});

test("a score given here changes the rank", async ({ page }) => {
  await open(page, "#/prioritise");
  const last = rows(page).last();
  const name = await last.locator(".name-cell").innerText();
  await last.locator(".name-button").click();
  await expect(page.getByRole("heading", { name: `Scores of ${name}` })).toBeVisible();
  await page.locator(".score-field select").first().selectOption({ index: 5 });
  await page.locator(".score-field input").first().fill("1000");
  await page.locator(".score-field input").first().press("Tab");
  const place = (await names(page)).indexOf(name);
  expect(place).toBeLessThan(39);
});

test("criteria can be added, renamed and removed", async ({ page }) => {
  await open(page, "#/prioritise");
  await page.getByRole("button", { name: "Criterion", exact: true }).click();
  const added = page.locator(".control", { hasText: "New criterion" });
  await added.locator("summary").click();
  await added.getByLabel("Name", { exact: true }).fill("Carbon");
  await added.getByLabel("Name", { exact: true }).press("Tab");
  await expect(slider(page, "Carbon")).toBeVisible();
  await page.getByRole("button", { name: "Remove this criterion" }).click();
  await expect(slider(page, "Carbon")).toHaveCount(0);
});

test("ordering the plan by score is one step of undo", async ({ page }) => {
  await open(page, "#/prioritise");
  await page.getByRole("button", { name: "Order the plan by score" }).click();
  await expect(page.getByRole("button", { name: "Undo order by score" })).toBeEnabled();
});

for (const colorScheme of ["light", "dark"]) {
  test(`nothing stands in the way of anybody (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "#/prioritise");
    await rows(page).first().locator(".name-button").click();
    await axe(page);
  });
}

test("a slider event is answered within a frame at 200 initiatives and 12 criteria", async ({ page }, info) => {
  await open(page, "#/prioritise");
  const text = await page.evaluate(() => {
    const id = (() => { let next = 1; return () => next++; })();
    const criteria = Array.from({ length: 12 }, (_, index) => ({ id: id(), parent: null, name: `Criterion ${index + 1}`, question: "", weight: 5 + index, delivery_only: false, scale: { linear: { unit: "", low: 0, high: 100 } } }));
    const list = Array.from({ length: 200 }, (_, index) => ({
      id: id(), reference: "", name: `Initiative ${index + 1}`, department: "", kind: "project", mode: "predictive", state: "demand", in_plan: index < 2, class: "change", sponsor: "", owner: "", approved_outcome: "", objectives: [],
      scores: Object.fromEntries(criteria.map((criterion, place) => [criterion.id, (index * 37 + place * 61 + index * place) % 101])),
      cost_per_year: [], benefit: { amount: null, owner: "", measure: "", date: null }, stages: [], requires: [], excludes: [], earliest_start: null, needed_by: null,
    }));
    return JSON.stringify({ format: "pmo-workbench", version: 2, document: {
      portfolio: { name: "Two hundred", note: "", currency: { code: "EUR", scale: "thousand" }, calendar: { start: "2026-01-05", horizon_weeks: 52 }, mode_labels: ["A", "B", "C"], budget_per_year: [], simulation: { seed: 7, iterations: 256, policy: "serial" } },
      strategy: { objectives: [] }, scoring: { criteria }, initiatives: { list }, people: { roles: [] }, scenarios: { list: [] }, office: { assessments: [] }, next_id: 100000 } });
  });
  await page.keyboard.press("o");
  await page.locator('input[type="file"]').setInputFiles({ name: "two-hundred.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(rows(page)).toHaveCount(50);
  const times = await slider(page, "Criterion 1").evaluate(async (input) => {
    // Effects run in microtasks: a message of one's own comes after all of them.
    const settled = () => new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
    const times = [];
    for (let step = 0; step < 40; step += 1) {
      input.value = String((step * 7) % 20);
      const began = performance.now();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await settled();
      document.body.getBoundingClientRect();
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b);
  });
  info.annotations.push({ type: "slider event [ms]", description: `P50 ${times[20].toFixed(1)}, P90 ${times[36].toFixed(1)}` });
  console.log(`slider to new ranking, 200 × 12: P50 ${times[20].toFixed(1)} ms, P90 ${times[36].toFixed(1)} ms, layout included`);
  const { frames, scores } = await slider(page, "Criterion 1").evaluate(async (input) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const frames = [];
    for (let step = 0, last = await frame(); step < 120; step += 1) {
      input.value = String(Math.abs((step % 40) - 20));
      input.dispatchEvent(new Event("input", { bubbles: true }));
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    // A row that has just come onto the screen is drawn in the frame after.
    await frame();
    await frame();
    const scores = [...document.querySelectorAll(".ranking-table tbody td.figure-strong")].slice(0, 5).map((cell) => Number.parseFloat(cell.innerText));
    return { frames: frames.sort((a, b) => a - b), scores };
  });
  // What is on the screen has followed every step: its scores fall, though the drag goes on.
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  const mean = frames.reduce((sum, it) => sum + it) / frames.length;
  info.annotations.push({ type: "frames of a drag [ms]", description: `mean ${mean.toFixed(1)}, P50 ${frames[60].toFixed(1)}, P90 ${frames[108].toFixed(1)}` });
  console.log(`frames of a drag, 200 × 12, chances live: mean ${mean.toFixed(1)} ms, P50 ${frames[60].toFixed(1)} ms, P90 ${frames[108].toFixed(1)} ms`);
  // What was off the screen stood still; once the drag rests, every row is current: scores fall from the first to the last.
  await expect(async () => {
    const scores = await page.locator(".ranking-table tbody td.figure-strong").evaluateAll((cells) => cells.map((cell) => Number.parseFloat(cell.innerText)));
    expect(scores).toHaveLength(50);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  }).toPass();
  await page.getByRole("button", { name: "Show all 200" }).click();
  await expect(rows(page)).toHaveCount(200);
});

for (const [width, height] of [[1280, 800], [390, 844]]) {
  test(`an explanation is whole on the screen, at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "#/prioritise");
    const figures = page.locator("tbody .why-button:visible");
    for (const place of [0, 10, 20]) {
      const figure = figures.nth(place);
      await figure.evaluate((figure) => figure.scrollIntoView({ block: "center" }));
      await figure.press("Enter");
      const box = await page.locator(".why:popover-open").boundingBox();
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      await page.keyboard.press("Escape");
    }
  });
}
