// The PMO page: answering by keyboard, what the result says of it, undo, reload, several assessments; who does what;
// what could change course.

import { axe, expect, open, test } from "./fixtures.mjs";

/** Opens the page on a portfolio that has no assessment. */
async function openEmpty(page) {
  await open(page, "#/pmo");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Open Empty portfolio" }).click();
  await expect(page.getByRole("heading", { name: "How good is your PMO?" })).toBeVisible();
}

/** Opens the page on a portfolio without assessment and begins one. */
async function begin(page) {
  await openEmpty(page);
  await page.getByRole("button", { name: "Begin an assessment" }).click();
  await expect(page.getByRole("heading", { name: "Me answers for PMO" })).toBeVisible();
  await focusOn(page, "1.1");
}

const focusOn = (page, statement) => expect(page.locator(":focus")).toHaveAttribute("name", `answer-${statement}`);
const answered = (page, text) => expect(page.locator(".steps").getByRole("status")).toHaveText(`${text} answered`);
const figure = (page, id) => page.locator(`[data-figure=${id}] .value`);
const showResult = (page) => page.getByRole("button", { name: "Show the result" }).click();
const showView = (page, name) => page.getByRole("tab", { name, exact: true }).click();
const card = (page, name) => page.getByRole("region", { name });

test("a sample shows a finding, four figures and their sums", async ({ page }) => {
  await open(page, "#/pmo");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^A level \d PMO .*capacity/);
  await expect(page.locator(".office-finding p")).toHaveText(/^Five respondents in five groups, 50 of 50 statements scored, \d+ % “don’t know”\. Assessed on 20 Mar 2023\.$/);
  await expect(figure(page, "mean").locator("small")).toHaveText(/^\d\.\d–\d\.\d$/);
  await figure(page, "evidence").getByRole("button").click();
  await expect(page.getByRole("dialog", { name: /With evidence/ })).toContainText("without a document or figures (E0, E1) a statement counts 3 at most");
  await page.keyboard.press("Escape");
  await page.locator("section", { has: page.locator(".dimension-bars") }).getByText("The same as a table").click();
  await expect(page.getByRole("region", { name: "Scores by dimension" }).locator("tbody tr")).toHaveCount(10);
});

test("a dimension is chosen in the chart by keyboard", async ({ page }) => {
  await open(page, "#/pmo");
  const row = page.getByRole("button", { name: /^Governance, process and documents: \d/ }).first();
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(row).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("combobox", { name: "Dimension" })).toHaveValue("8");
  await expect(card(page, "Statements of the dimension")).toContainText("8.5 Oversight and audit");
});

test("digits answer, move on and never leave the page", async ({ page }) => {
  await begin(page);
  await page.keyboard.press("3");
  await focusOn(page, "1.2");
  await page.keyboard.press("4");
  await focusOn(page, "1.3");
  await page.keyboard.press("d");
  await focusOn(page, "1.4");
  await answered(page, "3 of 50");
  await page.keyboard.press("ArrowLeft");
  await focusOn(page, "1.3");
  await expect(page.getByRole("radio", { name: /Don’t know/ })).toBeChecked();
  await page.keyboard.press("c");
  await answered(page, "2 of 50");
  await page.keyboard.press("0");
  await page.keyboard.press("Enter");
  await focusOn(page, "1.5");
  await page.keyboard.press("p");
  await focusOn(page, "1.4");
  await answered(page, "3 of 50");
  expect(new URL(page.url()).hash).toBe("#/pmo");

  await showResult(page);
  await expect(figure(page, "mean")).toContainText("3.5");
  await expect(figure(page, "mean")).toContainText("one voice");
  await expect(figure(page, "evidence")).toContainText("3.0");
  await expect(page.locator(".office-finding p")).toContainText("One respondent in one group, 2 of 50 statements scored, 33 % “don’t know”");
});

test("how sure one is of an answer is asked after it, hidden while blind, and shown beside the result", async ({ page }) => {
  await begin(page);
  const sure = page.getByRole("group", { name: /^How sure\?/ });
  const choice = (name) => sure.getByRole("radio", { name, exact: true });
  await expect(sure).toHaveCount(0);
  await page.keyboard.press("3");
  await focusOn(page, "1.2");
  await expect(page.locator(".just-answered")).toContainText("1.1 answered with 3.");
  await page.keyboard.press("l");
  await expect(choice("low")).toBeChecked();
  await page.keyboard.press("4");
  await focusOn(page, "1.3");
  await expect(page.locator(".just-answered")).toContainText("1.2 answered with 4.");
  await choice("high").check();
  await axe(page);
  await page.keyboard.press("d");
  await focusOn(page, "1.4");
  await expect(sure).toHaveCount(0);
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  await focusOn(page, "1.2");
  await expect(choice("high")).toBeChecked();

  await showResult(page);
  const result = card(page, "33 % of the answers are held with low confidence");
  await expect(result).toContainText("Confidence enters no score and no interval");
  await expect(result.getByRole("row", { name: /^All/ }).getByRole("cell")).toHaveText([/^33/, /^33/, /^0/, /^33/, /^0/]);
  await expect(card(page, "Talk about this statement")).toContainText("low confidence in 1 of 1 level");
  await axe(page);

  await showView(page, "Assess");
  await page.getByRole("checkbox", { name: "Blind until revealed" }).check();
  await showView(page, "Result");
  await expect(page.getByRole("heading", { name: "The result is hidden" })).toBeVisible();
  await expect(page.getByText("low confidence")).toHaveCount(0);
});

test("a key held down answers one statement only", async ({ page }) => {
  await begin(page);
  await page.keyboard.down("2");
  await page.keyboard.down("2");
  await page.keyboard.down("2");
  await page.keyboard.up("2");
  await answered(page, "1 of 50");
});

test("undo takes an answer back, a reload keeps the rest", async ({ page }) => {
  await begin(page);
  await page.keyboard.press("5");
  await page.keyboard.press("2");
  await answered(page, "2 of 50");
  await page.keyboard.press("Control+z");
  await answered(page, "1 of 50");
  await page.keyboard.press("Control+Shift+z");
  await answered(page, "2 of 50");
  await expect(page.locator(".save-state")).toHaveText(/^Saved/);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(figure(page, "mean")).toContainText("3.5");
  await showView(page, "Assess");
  await expect(card(page, "One respondent")).toContainText("2 of 50");
});

test("a second group shows where they differ, and the sheet does not", async ({ page }) => {
  await begin(page);
  await page.keyboard.press("1");
  await focusOn(page, "1.2");
  await page.getByRole("textbox", { name: "Name of a new respondent" }).fill("Director");
  await page.getByRole("combobox", { name: "Group of the new respondent" }).selectOption("Sponsors and executives");
  await page.getByRole("button", { name: "Add respondent" }).click();
  await page.getByRole("button", { name: "Answer as Director" }).click();
  await expect(page.getByRole("heading", { name: "Director answers for sponsors and executives" })).toBeVisible();
  await focusOn(page, "1.1");
  await expect(page.locator(".anchors :checked")).toHaveCount(0);
  await page.keyboard.press("5");
  await answered(page, "1 of 50");
  await showResult(page);
  await expect(figure(page, "mean")).toContainText("two voices, no interval");
  await expect(card(page, "Talk about this statement")).toContainText("groups 4.0 apart");
  await expect(card(page, "Talk about this statement").getByRole("img")).toHaveAttribute("aria-label", "1 person said 1, 1 person said 5");

  await showView(page, "Assess");
  await page.getByRole("button", { name: "Remove Director" }).click();
  await showView(page, "Result");
  await expect(card(page, "One voice: nothing to compare yet")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(card(page, "Talk about this statement")).toBeVisible();
});

test("a respondent is renamed and speaks for another group", async ({ page }) => {
  await begin(page);
  const name = page.getByRole("textbox", { name: "Name of the respondent" });
  await name.fill("Ada");
  await name.press("Enter");
  await page.getByRole("combobox", { name: "Group of Ada" }).selectOption("Finance");
  await expect(page.getByRole("heading", { name: "Ada answers for finance" })).toBeVisible();
});

test("the short form asks twenty statements, a dimension at a time", async ({ page }) => {
  await begin(page);
  await page.getByText("Short, 20 ●").click();
  await page.getByText("By dimension").click();
  await answered(page, "0 of 20");
  await expect(page.locator(".statement")).toHaveCount(2);
  await page.getByRole("navigation", { name: "Dimensions" }).getByRole("button", { name: /^Capacity/ }).click();
  await focusOn(page, "4.1");
  await page.keyboard.press("2");
  await focusOn(page, "4.2");
  await page.locator("[name='answer-4.2']").nth(2).click();
  await answered(page, "2 of 20");
  await focusOn(page, "5.1");
});

test("evidence lifts the cap", async ({ page }) => {
  await begin(page);
  await page.keyboard.press("5");
  await page.keyboard.press("ArrowLeft");
  await focusOn(page, "1.1");
  await page.getByRole("radio", { name: "Figures" }).check();
  await showResult(page);
  await expect(figure(page, "evidence")).toContainText("5.0");
});

test("assessments are added, chosen, deleted and brought back", async ({ page }) => {
  await open(page, "#/pmo");
  await page.getByRole("button", { name: "New assessment" }).click();
  const form = page.getByRole("form", { name: "New assessment" });
  await form.getByLabel("Name").fill("A year later");
  await form.getByLabel("Date").fill("2024-03-20");
  await form.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("heading", { name: "Chief operating officer answers for sponsors and executives" })).toBeVisible();
  await showResult(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nobody has given a level yet");
  await page.getByRole("button", { name: /^Before the plan of 2023/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^A level/);
  await page.getByRole("button", { name: "Delete A year later" }).click();
  await expect(card(page, "One assessment")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(card(page, "Two assessments")).toBeVisible();
});

test.describe("who does what", () => {
  const duties = (page) => page.locator("section.duties");
  const cell = (page, name) => duties(page).getByRole("button", { name, exact: true });
  const title = (page) => duties(page).getByRole("heading", { level: 2 });
  const rows = (page) => duties(page).locator("tbody tr");
  const changeLists = (page) => duties(page).getByRole("button", { name: "Change the lists" }).click();
  const items = (page, list) => duties(page).getByRole("list", { name: list }).getByRole("listitem");

  test("a cell is set by pointer and by keyboard, and the finding follows", async ({ page }) => {
    await open(page, "#/pmo");
    await expect(title(page)).toHaveText("2 of 10 duties have nobody accountable");
    const benefits = duties(page).getByRole("row", { name: /^Benefits review/ });
    await expect(benefits).toContainText("nobody accountable");

    // Informed, then nothing, then responsible, then accountable.
    await cell(page, "Benefits review, Chief operating officer: informed").click();
    await cell(page, "Benefits review, Chief operating officer: no part").click();
    await cell(page, "Benefits review, Chief operating officer: responsible").click();
    await expect(cell(page, "Benefits review, Chief operating officer: accountable")).toHaveText("A");
    await expect(benefits).not.toContainText("nobody");
    await expect(title(page)).toHaveText("1 of 10 duties has nobody accountable");
    await expect(duties(page).getByRole("status")).toHaveText("Benefits review, Chief operating officer: accountable");

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(cell(page, "Coaching of programme managers, Chief operating officer: informed")).toBeFocused();
    await page.keyboard.press("a");
    await expect(title(page)).toHaveText("1 of 10 duties has nobody responsible");
    await page.keyboard.press("ArrowLeft");
    await expect(cell(page, "Coaching of programme managers, Portfolio office: responsible")).toBeFocused();
    await page.keyboard.press("Delete");
    await expect(title(page)).toHaveText("2 of 10 duties have nobody responsible");

    // One cell is one step, however often it was pressed.
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(title(page)).toHaveText("1 of 10 duties has nobody accountable");
    await page.keyboard.press("Control+z");
    await expect(cell(page, "Benefits review, Chief operating officer: informed")).toBeVisible();
  });

  test("rows and columns are added, renamed, moved and removed by keyboard", async ({ page }) => {
    await open(page, "#/pmo");
    await page.getByRole("textbox", { name: "New duty" }).fill("Onboarding");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "New holder" }).fill("Audit committee");
    await page.keyboard.press("Enter");
    await expect(cell(page, "Onboarding, Audit committee: no part")).toBeVisible();
    await expect(title(page)).toHaveText("3 of 11 duties have nobody accountable");

    await changeLists(page);
    const name = items(page, "Duties").last().getByRole("textbox", { name: "Name of the duty" });
    await name.fill("Onboarding of staff");
    await name.press("Enter");
    const up = page.getByRole("button", { name: "Move up Onboarding of staff" });
    await up.focus();
    for (let step = 0; step < 3; step += 1) {
      await page.keyboard.press("Enter");
      await expect(items(page, "Duties").nth(9 - step).getByRole("textbox", { name: "Name of the duty" })).toHaveValue("Onboarding of staff");
      await expect(up).toBeFocused();
    }
    const refused = items(page, "Holders").first().getByRole("textbox");
    await refused.fill(" ");
    await refused.press("Enter");
    await expect(refused).toHaveValue("Portfolio office");
    await page.getByRole("button", { name: "Remove Portfolio office" }).press("Enter");
    await expect(page.getByRole("textbox", { name: "New holder" })).toBeFocused();
    await expect(items(page, "Holders")).toHaveCount(5);

    await changeLists(page);
    await expect(rows(page)).toHaveCount(11);
    await expect(rows(page).nth(7)).toContainText("Onboarding of staff");
    await expect(duties(page).getByRole("columnheader", { name: "Portfolio office" })).toHaveCount(0);
    await expect(page.locator(".save-state")).toHaveText(/^Saved/);
    await page.reload();
    await expect(rows(page).nth(7)).toContainText("Onboarding of staff");
  });

  test("an empty office begins with the usual duties, or with its own", async ({ page }) => {
    await openEmpty(page);
    await expect(title(page)).toHaveText("Who does what is not written down");
    await page.getByRole("button", { name: "Begin with ten usual duties" }).click();
    await expect(title(page)).toHaveText("Each of 10 duties has one who answers for it and somebody who does it");
    await expect(rows(page)).toHaveCount(10);
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("button", { name: "Begin with ten usual duties" })).toBeVisible();
    await page.getByRole("textbox", { name: "New duty" }).fill("Seating plan");
    await page.getByRole("button", { name: "Add duty" }).click();
    await expect(title(page)).toHaveText("The only duty has nobody accountable");
    await expect(rows(page)).toHaveText(/^Seating plan/);
  });

  test("the names stay in view on a phone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, "#/pmo");
    const last = cell(page, "Intake of new programmes, Finance business partner: consulted");
    await last.scrollIntoViewIfNeeded();
    const names = await duties(page).getByRole("rowheader").first().boundingBox();
    expect(names.x).toBeGreaterThanOrEqual(0);
    expect(names.x + names.width).toBeLessThan(200);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

test("three figures say how ready the plan is to pivot, each with its sum", async ({ page }) => {
  await open(page, "#/pmo");
  const pivot = page.locator("section.pivot");
  await expect(pivot.getByRole("heading")).toHaveText(/^\d+ % of next month’s capacity can change course; the tightest is Architect, \d+ %$/);
  for (const id of ["delivery", "selection", "pivot"]) {
    await expect(pivot.locator(`[data-figure=${id}] dd`)).toContainText(/\d+ %/);
  }
  await pivot.locator("[data-figure=pivot]").getByRole("button").click();
  await expect(page.getByRole("dialog", { name: /Pivot readiness/ })).toContainText("Tied by work under way");
  await page.keyboard.press("Escape");
  await pivot.locator("[data-figure=delivery]").getByRole("button").click();
  await expect(page.getByRole("dialog", { name: /Delivery reliability/ })).toContainText("mean over initiatives of P(finish ≤ needed by)");
  await page.keyboard.press("Escape");
  await pivot.getByText("The same as a table").click();
  await expect(pivot.locator("tbody tr")).toHaveCount(9);
  await expect(pivot.getByRole("row", { name: /^All/ })).toContainText((await pivot.locator("[data-figure=pivot] .why-button").textContent()).match(/\d+ %/)[0]);
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("axe finds nothing on the opened lists and tables", async ({ page }) => {
      await open(page, "#/pmo");
      await page.locator("section.pivot").getByText("The same as a table").click();
      await page.getByRole("button", { name: "Change the lists" }).click();
      await axe(page);
    });

    test("axe finds nothing on the result, the sheet and the empty page", async ({ page }) => {
      await open(page, "#/pmo");
      await expect(page.locator(".figures")).toBeVisible();
      await axe(page);
      await page.getByRole("button", { name: "Answer statements" }).click();
      await expect(page.locator(".statement")).toBeVisible();
      await axe(page);
      await page.getByText("By dimension").click();
      await axe(page);
      await openEmpty(page);
      await axe(page);
    });
  });
}

test("tabs change the view by pointer and by arrows, and are remembered across pages", async ({ page }) => {
  await open(page, "#/pmo");
  const tab = (name) => page.getByRole("tab", { name, exact: true });
  await expect(tab("Result")).toHaveAttribute("aria-selected", "true");
  await tab("Result").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(tab("Assess")).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/answered everything/);
  await page.keyboard.press("3");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/answered everything/);
  await page.keyboard.press("6");
  await expect(tab("Assess")).toHaveAttribute("aria-selected", "true");
});
