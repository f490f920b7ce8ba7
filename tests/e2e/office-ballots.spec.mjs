// The assessment by ballots: a link that opens a plain form, answers as a text, merged by person, blind until revealed.

import { readFile } from "node:fs/promises";

import { axe, expect, open, test } from "./fixtures.mjs";

/** The PMO page of a portfolio with an assessment that nobody has answered. */
async function openAssess(page) {
  await open(page, "#/pmo");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Open Empty portfolio" }).click();
  await page.getByRole("button", { name: "Begin an assessment" }).click();
  await page.getByRole("button", { name: "Show the result" }).click();
  await page.getByRole("tab", { name: "Assess", exact: true }).click();
  await expect(card(page)).toBeVisible();
}

const card = (page) => page.getByRole("region", { name: "Ask by ballots" });
const dialog = (page) => page.getByRole("dialog");

async function copyLink(page) {
  await card(page).getByRole("button", { name: "Copy a link" }).click();
  return card(page).getByLabel("Link", { exact: true }).inputValue();
}

/** Answers the first statement of each step with `level`, and gives the text of the ballot. */
async function fillIn(page, link, level, group, name) {
  await page.goto("about:blank"); // the same link again would not open the form anew
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: /^Ballot: Assessment of/ })).toBeVisible();
  const steps = page.getByRole("navigation", { name: "Dimensions" }).getByRole("button");
  for (let index = 0; index < await steps.count(); index += 1) {
    await steps.nth(index).click();
    await page.locator(".statement").first().locator(".anchor").nth(level - 1).click();
    if (index === 0) await page.locator(".statement").first().getByRole("radio", { name: "low", exact: true }).check();
  }
  const copy = page.getByRole("button", { name: "Copy it as text" });
  await expect(copy).toBeDisabled();
  if (name) await page.getByLabel("Your name").fill(name);
  else await page.getByRole("checkbox", { name: /^Stay anonymous/ }).check();
  await expect(page.getByText("Say whom you speak for first.")).toBeVisible();
  await page.getByRole("combobox", { name: "You speak for" }).selectOption(group);
  await copy.click();
  return page.getByLabel("Text of the ballot").inputValue();
}

test("three answer by a link, are merged by person, and the result is hidden until it is revealed", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  await openAssess(page);
  await card(page).getByRole("radio", { name: "Short, 20 ●" }).check();
  const link = await copyLink(page);
  expect(link.length).toBeLessThan(2000);
  await expect(page.getByRole("heading", { name: "The result is hidden" })).toBeVisible();

  const phone = await (await browser.newContext({ baseURL, viewport: { width: 390, height: 844 } })).newPage();
  const texts = [];
  texts.push(await fillIn(phone, link, 2, "Sponsors and executives", "Ann"));
  await axe(phone);
  texts.push(await fillIn(phone, link, 4, "PMO", "Ben"));
  texts.push(await fillIn(phone, link, 3, "Project managers", null));
  await phone.context().close();

  await card(page).getByLabel("Or paste what people sent as text").fill(texts.join("\n\n"));
  await card(page).getByRole("button", { name: "Read the text" }).click();
  await expect(dialog(page).getByText("New to the assessment.")).toHaveCount(3);
  await expect(dialog(page)).toContainText("11 answers");
  await axe(page);
  await dialog(page).getByRole("button", { name: "Take in 3 ballots" }).click();
  await expect(page.getByRole("heading", { name: "Four respondents" })).toBeVisible();
  await page.getByRole("tab", { name: "Result", exact: true }).click();
  await expect(page.getByText("Three of four people have answered something.")).toBeVisible();
  await page.getByRole("button", { name: "Reveal the result" }).click();
  await expect(page.locator("[data-figure=mean] .value")).toContainText("3.0");
  await expect(page.getByRole("heading", { name: /of the answers are held with low confidence$/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: false }).first().click();
  await expect(page.getByRole("heading", { name: "The result is hidden" })).toBeVisible();
});

test("a second ballot replaces the first only when ticked; of another portfolio what fits is taken", async ({ page }) => {
  await openAssess(page);
  const download = page.waitForEvent("download");
  await card(page).getByRole("button", { name: "Ballot file" }).click();
  const questions = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(questions.request.assessment.statements).toHaveLength(50);
  const answer = (name, level, change = () => {}) => {
    const { portfolio, key, round, assessment } = structuredClone(questions.request);
    const refs = (list) => list.map(({ id, print, words }) => ({ id, name: words.name, print }));
    const ballot = { portfolio, key, round, person: { named: { name, group: "" } }, written: null, criteria: [], initiatives: [], weights: {},
      assessment: { id: assessment.id, name: assessment.name, group: "finance", statements: refs(assessment.statements), organisation: refs(assessment.organisation),
        answers: Object.fromEntries(assessment.statements.map(({ id }) => [id, level])), organisation_answers: {} } };
    change(ballot);
    return JSON.stringify({ format: "pmo-workbench-ballot", version: 1, ballot });
  };
  const take = async (...texts) => card(page).locator("input[type=file]").setInputFiles(texts.map((text, index) =>
    ({ name: `ballot-${index}.json`, mimeType: "application/json", buffer: Buffer.from(text) })));
  await take(answer("Ann", 2));
  await dialog(page).getByRole("button", { name: "Take in 1 ballot" }).click();
  await take(answer("ann ", 4), answer("Olga", 3, (ballot) => {
    ballot.key = "ELSEWHERE"; ballot.portfolio = "Harbour works"; ballot.assessment.name = "Theirs";
    ballot.assessment.statements[0].print = "00000000";
  }), answer("Six", 6));
  await expect(dialog(page)).toContainText("Has answered already: tick to replace those answers.");
  await expect(dialog(page)).toContainText("49 of 50 answers fit");
  await expect(dialog(page)).toContainText("says something else here; ask again");
  await expect(dialog(page)).toContainText("a level from 1 to 5");
  await dialog(page).getByRole("checkbox", { name: "Replace the ballot of ann" }).check();
  await dialog(page).getByRole("button", { name: "Take in 2 ballots" }).click();
  await expect(page.getByRole("button", { name: /^Undo 2 ballots/ })).toBeEnabled();
  await expect(page.getByText("50 of 50")).toHaveCount(1);
  await expect(page.getByText("49 of 50")).toHaveCount(1);
});
