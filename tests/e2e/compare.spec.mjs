// Compare: the plan beside its what-ifs, on the same draws.

import { test, expect, open, axe } from "./fixtures.mjs";

const table = (page) => page.getByRole("table", { name: /A column for each plan/ });
const cells = (page, row) => table(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: row }) }).getByRole("cell");

/** The first figures are there; they stay the same but for their intervals. */
async function computed(page) {
  await expect(page.getByText(/luck, so that the differences are theirs\. n = \d/)).toBeVisible({ timeout: 45_000 });
}

test("every figure of a what-if has its interval and its difference from the plan", async ({ page }) => {
  await open(page, "#/compare");
  await computed(page);
  await expect(table(page).getByRole("columnheader")).toHaveText([/Figure/, /Plan of record/, /security/, /engineers/, /police/]);
  await expect(cells(page, "What it changes").nth(1)).toHaveText("Two more people as Security.");
  await expect(cells(page, /^Role-weeks/).nth(1)).toContainText(/−\d.*better in/s);
  await expect(cells(page, /^Value/).nth(3)).toContainText("no difference");
  await expect(cells(page, /^Cost, mean of the runs/).nth(0)).toContainText(/£[\d,]+m £[\d,]+m–£[\d,]+m/);
  await expect(cells(page, /^Cost, mean of the runs/).nth(1)).toContainText(/no difference|more|less|[+−]/);
});

test("a change in a what-if follows at once, and one can be left out", async ({ page }) => {
  await open(page, "#/compare");
  await computed(page);
  await page.getByRole("checkbox", { name: "Two more software engineers" }).uncheck();
  await expect(table(page).getByRole("columnheader")).toHaveCount(4);
  await page.getByRole("button", { name: /^Work in it ?: Two more security people/ }).click();
  await page.keyboard.press("1");
  await page.getByRole("checkbox", { name: "In the plan: GOV.UK One Login" }).click();
  await page.keyboard.press("5");
  await expect(cells(page, "What it changes").nth(1)).toContainText("Drops 1");
  await computed(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/worth|better than the plan/);
});

test("where there is no what-if, a proposal makes the first one", async ({ page }) => {
  await open(page, "#/portfolio");
  await page.keyboard.press("o");
  await page.getByRole("button", { name: "Open One-person project office" }).click();
  await page.keyboard.press("5");
  await page.getByRole("button", { name: /^What if: without/ }).press("Enter");
  await expect(table(page).getByRole("columnheader")).toHaveCount(3);
  await expect(cells(page, "What it changes").nth(1)).toContainText("Drops 1");
});

/** Focuses and presses, as somebody without a pointer does. */
async function press(locator, key = "Enter") {
  await locator.focus();
  await locator.press(key);
}

test("from an over-full plan to an adopted what-if with its decision page, by keyboard alone", async ({ page }) => {
  await open(page, "#/compare");
  await press(page.getByRole("button", { name: "New what-if" }));
  await expect(page).toHaveURL(/#\/portfolio$/);
  for (const name of ["I-LEAP", "Single Customer Account"]) {
    await press(page.getByRole("checkbox", { name: `In the plan: ${name}` }), "Space");
  }
  await page.keyboard.press("5");
  await expect(cells(page, "What it changes").last()).toHaveText("Drops 2.");
  await computed(page);

  await press(page.getByRole("button", { name: "Ask for a decision" }));
  const paper = page.getByRole("article");
  await expect(paper.getByRole("heading", { level: 1 })).toContainText("or What-if 4?");
  await page.getByLabel("Question").fill("Which two can wait?");
  await page.getByLabel("What has happened").fill("Security people are short until 2027.");
  await page.getByLabel("What has happened").press("Tab");
  await page.getByRole("combobox", { name: "Recommended", exact: true }).selectOption("What-if 4");
  await page.getByLabel("Why recommended").fill("The others finish earlier.");
  await page.getByLabel("Why recommended").press("Tab");
  await expect(paper).toContainText("Recommended: What-if 4");
  await expect(paper.getByRole("row", { name: /^Cost/ }).getByRole("cell").last()).toContainText("£");

  // What cannot be taken back asks for more than a click.
  const record = page.getByRole("button", { name: "Record the decision" });
  await page.getByRole("combobox", { name: "Can it be taken back?" }).selectOption("Cannot be taken back");
  await page.getByRole("combobox", { name: "Decided for" }).selectOption("What-if 4");
  await page.getByLabel("Decider").fill("Portfolio board");
  await page.getByLabel("Decider").press("Tab");
  await expect(record).toBeDisabled();
  await page.getByLabel("Confirm by typing the name").fill("What-if 4");
  await press(record);
  await expect(paper).toContainText("Decided: What-if 4");
  await expect(paper).toContainText("By Portfolio board");

  // Adopted and told, in one step of undo.
  await press(page.getByRole("button", { name: "Back to Compare" }));
  await expect(page.getByRole("checkbox", { name: "What-if 4" })).toHaveCount(0);
  await press(page.getByRole("button", { name: "Change notice: Which two can wait?" }));
  await expect(paper.getByRole("row", { name: /I-LEAP/ })).toContainText("leaves the plan");
  await expect(paper).toContainText("0 of 2 teams have read it");
  for (const name of ["I-LEAP", "Single Customer Account"]) {
    await page.getByLabel(name, { exact: true }).fill("2030-01-02");
    await page.getByLabel(name, { exact: true }).press("Tab");
  }
  await expect(paper).toContainText(/The last team had read it after \d/);
  // Two read marks, then the decision with all it brought.
  for (let step = 0; step < 3; step += 1) await press(page.getByRole("button", { name: /^Undo/ }));
  await expect(page.getByRole("checkbox", { name: "What-if 4" })).toBeVisible();
  await page.getByRole("button", { name: "Which two can wait?", exact: true }).press("Enter");
  await expect(paper).not.toContainText("Decided: What-if 4");
});

test("the decision page prints alone, on one page", async ({ page }) => {
  await open(page, "#/compare");
  await computed(page);
  await page.getByRole("button", { name: "Ask for a decision" }).click();
  await page.getByRole("combobox", { name: "Can it be taken back?" }).selectOption("Cannot be taken back");
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, media: "screen" });
    await axe(page);
  }
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".trio", ".rail", ".topbar", ".paper-form"]) await expect(page.locator(hidden)).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test("a what-if is copied, frozen, and says when it is stale", async ({ page }) => {
  await open(page, "#/compare");
  await press(page.getByRole("button", { name: "New what-if" }));
  await page.keyboard.press("w");
  await page.getByRole("button", { name: "Copy What-if 4" }).click();
  await expect(page.getByRole("textbox", { name: "Name of the what-if" }).last()).toHaveValue("What-if 4, copy");
  await page.getByRole("button", { name: "Frozen" }).last().click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.keyboard.press("2");
  await page.getByRole("slider", { name: "Public value" }).fill("0");
  await expect(page.getByText("is frozen, so that it stays what was talked about")).toBeVisible();
  await page.getByRole("button", { name: "Back to the plan" }).click();
  await page.getByRole("slider", { name: "Public value" }).fill("1");
  await page.keyboard.press("w");
  await expect(page.getByText("against another plan than today’s").first()).toBeVisible();
  await page.getByRole("button", { name: "It still holds" }).first().click();
  await expect(page.getByText("against another plan than today’s")).toHaveCount(1);
});

test("a pivot drill: a shock, a clock, and before and after on the PMO page too", async ({ page }) => {
  await open(page, "#/compare");
  await page.getByRole("button", { name: "Draw a shock" }).click();
  await expect(page.locator(".scenario bdi")).toHaveText(/^Drill: /);
  await expect(page.locator(".drill-clock")).toHaveText(/[1-9]\d* s/);
  await page.getByLabel("People planning").fill("3");
  await page.getByRole("button", { name: "The new plan stands" }).click();
  const past = page.getByRole("table", { name: /Figures before and after/ });
  await expect(past.getByRole("rowheader")).toHaveText(["before", "after the shock", "with the new plan"]);
  await expect(page.getByText(/^Best after the shock, by value: stop /)).toBeVisible();
  await page.keyboard.press("6");
  await expect(page.getByText(/Last pivot drill on .*Planned anew in/)).toBeVisible();
});

test("no accessibility violations in either theme", async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await open(page, "#/compare");
    await computed(page);
    await page.getByText("Table of these figures").click();
    await axe(page);
  }
});
