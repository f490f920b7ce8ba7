// The workshop: ask several people, keep their answers hidden, reveal, talk, decide.

import { readFile } from "node:fs/promises";

import { axe, expect, open, test } from "./fixtures.mjs";

const WORKSHOP = "#/prioritise/workshop";

/** The one-person office is small enough to answer in full. */
async function openSolo(page) {
  await open(page, "#/prioritise");
  await page.keyboard.press("o");
  await page.getByRole("button", { name: "Open One-person project office" }).click();
  await page.goto(`./${WORKSHOP}`);
  await expect(page.getByRole("heading", { level: 1, name: "Ask the people who know" })).toBeVisible();
}

/** The questions as a file on disk. */
async function saveQuestions(page) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Ballot file" }).click();
  return JSON.parse(await readFile(await (await download).path(), "utf8"));
}

/** A ballot as the form writes it, without clicking through it: `shift` moves each answer along its scale. */
function answer({ request }, name, shift) {
  const print = (scale) => crc(scale.levels
    ? scale.levels.map((level) => `${level.label}\u001f${level.words}\u001e`).join("")
    : `\u001d${scale.figure.unit}`);
  const score = (criterion, row, column) => {
    const share = ((row * 7 + column * 3 + shift * 2) % 5) / 4;
    const [from, to] = criterion.scale.levels ? [1, criterion.scale.levels.length] : [criterion.scale.figure.from, criterion.scale.figure.to];
    return Math.round(from + share * (to - from));
  };
  return JSON.stringify({ format: "pmo-workbench-ballot", version: 1, ballot: {
    portfolio: request.portfolio, key: request.key, round: request.round,
    person: { named: { name, group: "Board" } }, written: `2026-11-22T10:0${shift}:00`,
    criteria: request.criteria.map(({ id, name, scale }) => ({ id, name, scale: print(scale) })),
    initiatives: request.initiatives.map(({ id, name }, row) => ({ id, name,
      scores: Object.fromEntries(request.criteria.map((criterion, column) => [criterion.id, score(criterion, row, column)])) })),
    weights: {},
  } });
}

/** CRC-32 of the UTF-8 bytes, as eight hexadecimal digits. */
function crc(text) {
  let value = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ((value ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

const files = (ballots) => ballots.map((text, index) => ({ name: `ballot-${index + 1}.json`, mimeType: "application/json", buffer: Buffer.from(text) }));
const comingBack = (page) => page.locator(".workshop-way input[type=file]");
const dialog = (page) => page.getByRole("dialog");

/** Ranks with names and scores, as the page prints them. */
const ranking = (page) => page.locator(".ranking-table tbody tr").evaluateAll((rows) =>
  rows.map((row) => [row.querySelector(".rank")?.innerText, row.querySelector(".name-cell").innerText, row.querySelector(".figure-strong .why-button").innerText].join(" | ")));

/** Moves a slider as a drag does: many input events, one change at the end. */
async function drag(slider, to) {
  await slider.evaluate((input, to) => {
    const from = Number(input.value);
    for (let step = 1; step <= 10; step += 1) {
      input.value = String(from + ((to - from) * step) / 10);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    input.dispatchEvent(new Event("pointerup", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, to);
}

test("a whole workshop: three ballots, reveal, a drag, an undo, export, import elsewhere, the same ranking", async ({ page, browser, baseURL }) => {
  test.setTimeout(180_000);
  await openSolo(page);
  const questions = await saveQuestions(page);
  expect(questions.format).toBe("pmo-workbench-ballot-request");
  const ballots = [answer(questions, "Ann", 1), answer(questions, "Ben", 2), answer(questions, "Cleo", 4)];
  await comingBack(page).setInputFiles(files(ballots));
  await expect(dialog(page).getByText("New to the workshop.")).toHaveCount(3);
  await dialog(page).getByRole("button", { name: "Take in 3 ballots" }).click();

  // Nothing of it is seen before the reveal.
  await expect(page.getByRole("heading", { level: 1, name: "All 3 have answered" })).toBeVisible();
  await expect(page.locator(".answers-table")).toHaveCount(0);
  await page.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^3 people .*agree.* on the order/ })).toBeVisible();
  await expect(page.locator(".page-header")).toContainText(/Kendall’s W = 0\.\d\d/);
  await expect(page.locator(".answers-table tbody tr")).toHaveCount(questions.request.initiatives.length);

  // Somebody who stands alone is asked to speak.
  await page.locator(".answer-cell", { has: page.locator(".answer-far") }).first().click();
  await expect(page.locator(".answer-detail")).toContainText(/Ask first: (Ann|Ben|Cleo)/);
  await axe(page);

  await page.getByRole("button", { name: "Take the group’s scores over" }).click();
  await expect(page.getByRole("button", { name: "Undo scores of the workshop" })).toBeEnabled();
  await page.getByRole("link", { name: "Back to the ranking" }).click();
  const decided = await ranking(page);
  const slider = page.locator(".slider input").first();
  await drag(slider, 0);
  expect(await ranking(page)).not.toEqual(decided);
  await page.locator("body").press("Control+z");
  expect(await ranking(page)).toEqual(decided);

  const download = page.waitForEvent("download");
  await page.keyboard.press("e");
  const exported = await readFile(await (await download).path());
  const elsewhere = await (await browser.newContext({ baseURL })).newPage();
  await open(elsewhere, "#/prioritise");
  await elsewhere.keyboard.press("o");
  await elsewhere.locator('.dialog input[type="file"]').setInputFiles({ name: "workshop.json", mimeType: "application/json", buffer: exported });
  await elsewhere.getByRole("button", { name: "Open it" }).click();
  await expect(elsewhere.locator(".ranking-table tbody tr")).toHaveCount(decided.length);
  expect(await ranking(elsewhere)).toEqual(decided);
  await elsewhere.goto(`./${WORKSHOP}`);
  await expect(elsewhere.getByRole("heading", { level: 1, name: /^3 people/ })).toBeVisible();
  await elsewhere.context().close();
});

test("a second ballot replaces the first only when ticked, and undo brings the first back", async ({ page }) => {
  await openSolo(page);
  const questions = await saveQuestions(page);
  await comingBack(page).setInputFiles(files([answer(questions, "Ann", 1)]));
  await dialog(page).getByRole("button", { name: "Take in 1 ballot" }).click();
  await comingBack(page).setInputFiles(files([answer(questions, "ann ", 3)]));
  await expect(dialog(page)).toContainText("Has answered this round already");
  await expect(dialog(page).getByRole("button", { name: "Nothing to take in" })).toBeDisabled();
  await dialog(page).getByRole("checkbox", { name: "Replace the ballot of ann" }).check();
  await dialog(page).getByRole("button", { name: "Take in 1 ballot" }).click();
  await expect(page.locator(".workshop-person")).toHaveCount(1);
  await expect(page.getByRole("button", { name: /^Undo ballot of ann/ })).toBeEnabled();
});

test("what is no ballot, or one of another portfolio, is told with a remedy, and nothing is lost", async ({ page }) => {
  await openSolo(page);
  const questions = await saveQuestions(page);
  const other = structuredClone(questions);
  other.request.key = "ANOTHER";
  other.request.portfolio = "Harbour works";
  other.request.initiatives.slice(1).forEach((initiative) => { initiative.name += " elsewhere"; });
  const broken = answer(questions, "Nan", 1).replace(/"scores":\{"(\d+)":\d+/, '"scores":{"$1":NaN');
  await comingBack(page).setInputFiles(files([answer(other, "Olga", 1), broken, "{\"format\":\"pmo-workbench-ballot\""]));
  await expect(dialog(page)).toContainText("It was written for another portfolio, “Harbour works”");
  await expect(dialog(page)).toContainText("this is not JSON");
  await expect(dialog(page).getByText(/ask for the ballot again/i).first()).toBeVisible();
  await axe(page);
  await dialog(page).getByRole("button", { name: "Take in 1 ballot" }).click();
  await expect(page.locator(".workshop-person")).toHaveCount(1);
});

test("the laptop goes round blind, by keyboard alone", async ({ page }) => {
  await openSolo(page);
  for (const name of ["Ann", "Ben"]) {
    await page.getByLabel("Name of a participant").fill(name);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("radio", { name: "Hand the laptop round" }).check();
  await page.getByRole("button", { name: "Ann, has not answered" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hand the laptop to Ann" })).toBeVisible();
  await page.getByRole("button", { name: "I am Ann" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ann scores" })).toBeVisible();
  const first = page.locator(".answer").first();
  if (await first.locator("input[type=radio]").count()) {
    await first.locator("input[type=radio]").first().focus();
    await page.keyboard.press("Space");
  } else {
    await first.locator("input").fill("3");
    await page.keyboard.press("Tab");
  }
  await expect(page.getByText(/^1 of \d+ answered$/)).toBeVisible();
  await page.getByRole("button", { name: "Done: hide my answers" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hand the laptop to Ben" })).toBeVisible();
  await expect(page.locator("input:checked")).toHaveCount(0);
  await page.getByRole("button", { name: "I am Ben" }).click();
  await expect(page.getByText(/^0 of \d+ answered$/)).toBeVisible();
});

test("the facilitator enters for the room, Enter goes down a column", async ({ page }) => {
  await openSolo(page);
  await page.getByLabel("Name of a participant").fill("Ann");
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: "Enter for the room" }).check();
  const cells = page.locator(".room-score");
  await cells.first().focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(cells.nth(1)).toBeFocused();
  await expect(cells.first()).toHaveValue("2");
  await page.keyboard.type("many");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“many” is no number")).toBeVisible();
  await expect(page.locator(".person-state")).toContainText("1 of");
});

test("the ballot form on a phone: by link, anonymous, and its text comes back", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  await openSolo(page);
  await page.getByRole("button", { name: "Copy a link" }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  const phone = await (await browser.newContext({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true })).newPage();
  await phone.goto(link);
  await expect(phone.getByRole("heading", { level: 1, name: /^Ballot: / })).toBeVisible();
  // A plain form: no rail, no portfolio, and nothing wider than the phone.
  await expect(phone.locator(".rail, .topbar, .trio")).toHaveCount(0);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const steps = await phone.locator(".form-step").count();
  for (let step = 0; step < steps; step += 1) {
    for (const answer of await phone.locator(".answer").all()) {
      const choices = answer.locator(".answer-choice");
      if (await choices.count()) await choices.first().click();
      else await answer.locator("input").fill("12,5");
    }
    if (step === 0) await axe(phone);
    if (step + 1 < steps) await phone.getByRole("button", { name: "Next criterion" }).click();
  }
  await expect(phone.getByRole("button", { name: "Save the ballot" })).toBeDisabled();
  await phone.getByRole("checkbox", { name: /Stay anonymous/ }).check();
  await expect(phone.getByLabel(/^Your code/)).toHaveValue(/^[A-Z2-9]{6}$/);
  const code = await phone.getByLabel(/^Your code/).inputValue();
  await phone.getByRole("button", { name: "Copy it as text" }).click();
  const text = await phone.getByLabel("Text of the ballot").inputValue();
  expect(text).toMatch(/^pmo-ballot:[\w-]+\.[0-9a-f]{8}$/);
  const download = phone.waitForEvent("download");
  await phone.getByRole("button", { name: "Save the ballot" }).click();
  const saved = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(saved.ballot.person).toEqual({ anonymous: code });
  await phone.context().close();

  await page.getByLabel("Or paste what people sent as text").fill(`Hello,\n\n${text.replace(/(.{60})/g, "$1\n> ")}\n\nBye`);
  await page.getByRole("button", { name: "Read the text" }).click();
  await dialog(page).getByRole("button", { name: "Take in 1 ballot" }).click();
  await expect(page.locator(".workshop-person .person-name")).toHaveValue(`Anonymous ${code}`);
  await expect(page.locator(".person-state")).toHaveText("answered");
});

test("a damaged link says so and offers another way in", async ({ page }) => {
  await page.goto("./#/ballot/abcdef.00000000");
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(page.getByRole("alert")).toContainText("damaged or cut off");
  await expect(page.getByText("Open the file…")).toBeVisible();
  await axe(page);
});

test("a second round begins hidden with what was said", async ({ page }) => {
  await openSolo(page);
  const questions = await saveQuestions(page);
  await comingBack(page).setInputFiles(files([answer(questions, "Ann", 1), answer(questions, "Ben", 3)]));
  await dialog(page).getByRole("button", { name: "Take in 2 ballots" }).click();
  await page.getByRole("button", { name: "Reveal", exact: true }).click();
  await page.getByRole("button", { name: "Round 2" }).click();
  await expect(page.locator(".person-state").first()).toHaveText("as before");
  await expect(page.locator(".answers-table")).toHaveCount(0);
  const again = await saveQuestions(page);
  expect(again.request.round).toBe(2);
  await comingBack(page).setInputFiles(files([answer(again, "Ann", 3)]));
  await dialog(page).getByRole("button", { name: "Take in 1 ballot" }).click();
  await page.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(page.locator(".page-header")).toContainText(/Kendall’s W = 1\.00, 0\.\d\d in the round before/);
  await expect(page.getByRole("heading", { name: "Good enough: commit now" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"]) {
  test(`nothing stands in the way of anybody (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openSolo(page);
    await axe(page);
    const questions = await saveQuestions(page);
    await comingBack(page).setInputFiles(files([answer(questions, "Ann", 1), answer(questions, "Ben", 3)]));
    await dialog(page).getByRole("button", { name: "Take in 2 ballots" }).click();
    await page.getByRole("button", { name: "Reveal", exact: true }).click();
    await page.locator(".answer-cell").first().click();
    await page.getByRole("radio", { name: "Enter for the room" }).check();
    await axe(page);
    // The page loads itself again: a ballot knows nothing of the portfolio that was open.
    await page.goto("./#/ballot");
    await expect(page.getByRole("heading", { name: "Open a ballot" })).toBeVisible();
    await axe(page);
  });
}
