// What the office does about itself: the leader's checklist, the strategy sheet, the signed statement, red work,
// finished work, ties between other offices.

import { axe, expect, open, test } from "./fixtures.mjs";

const showView = (page, name) => page.getByRole("tab", { name, exact: true }).click();
const card = (page, name) => page.getByRole("region", { name });

test("the first 90 days are a checklist that is kept, with hard messages and a start of the roadmap", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Leader");
  const stage = card(page, "Where the leader stands");
  await stage.getByText("First 90 days", { exact: true }).click();
  await expect(stage).toContainText("None of 5 steps is ticked.");
  await expect(stage).toContainText("Two hard messages are not yet said");
  const sponsor = stage.getByRole("checkbox", { name: /Agree with the sponsor/ });
  await sponsor.check();
  await expect(sponsor).toBeFocused();
  await expect(stage).toContainText("1 of 5 steps is ticked.");
  await stage.getByRole("checkbox", { name: /have no owner/ }).check();
  await expect(stage).toContainText("One hard message is not yet said");
  await axe(page);

  await showView(page, "Result");
  const start = page.locator("section[aria-labelledby=start-title]");
  await expect(start).toContainText("1 of 5 steps is ticked.");
  await showView(page, "Roadmap");
  const actions = page.locator("section[aria-labelledby=stage-actions-title]");
  await expect(actions).toContainText("What a leader begins with: first 90 days");
  await actions.getByRole("button", { name: "Pin them to the first quarter" }).click();
  await expect(actions).toContainText("is decided: first 90 days");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("would lift the office");
  await axe(page);
  await page.keyboard.press("Control+z");
  await expect(actions.getByRole("button", { name: "Pin them to the first quarter" })).toBeVisible();
});

test("the strategy sheet is held against what the portfolio shows", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const strategy = page.locator(".strategy-card");
  await expect(strategy).toContainText("System and style");
  await strategy.getByText(/^The sheet: 5 of 7 fields are written/).click();
  await strategy.getByLabel("Skill", { exact: true }).fill("Large programmes.");
  await strategy.getByLabel("Skill", { exact: true }).blur();
  await expect(strategy).toContainText("The sheet: 6 of 7 fields are written");
  await page.keyboard.press("Control+z");
  await expect(strategy).toContainText("The sheet: 5 of 7 fields are written");
});

test("the office signs for what was promised and what came", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  await page.getByRole("button", { name: "What we answer for, to sign" }).click();
  const paper = page.getByRole("article", { name: "What we promised, and what came" });
  await expect(paper).toContainText("Benefits lead");
  await expect(paper.locator(".paper-signed")).toHaveText("Head of the portfolio office, 20 Mar 2023");
  await paper.getByLabel("Signed by").fill("Chief portfolio officer");
  await page.keyboard.press("Tab");
  await expect(paper.locator(".paper-signed")).toHaveText("Chief portfolio officer, 20 Mar 2023");
  await axe(page);
  await page.emulateMedia({ media: "print" });
  await expect(paper.getByLabel("Signed by")).toBeHidden();
});

test("red work, finished work, education and channels are told in sentences", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const issues = card(page, "Issues and support");
  await expect(issues).toContainText(/1 event is red.*half of the 2 that recovered took 59.5 days at most/);
  await expect(issues).toContainText(/pieces of work finished a quarter.*before the PMO: .* times as many, 90 % between/);
  await issues.getByRole("button", { name: /Red work and its recovery/ }).click();
  await issues.getByRole("textbox", { name: "New red event" }).fill("Two testers left");
  await page.keyboard.press("Enter");
  await expect(issues).toContainText("2 events are red");
  await expect(issues).toContainText("without an action or an owner");
  const log = card(page, "Contact log");
  await expect(log).toContainText("The PMO works with");
  await expect(log).toContainText("It reports to");
  await log.locator("select").nth(1).selectOption({ label: "Call" });
  await log.getByLabel("About", { exact: true }).fill("The next board");
  await page.keyboard.press("Enter");
  await expect(log.locator(".contact-row").first()).toContainText("call");
  await axe(page);
  await showView(page, "Leader");
  await expect(card(page, "What is learned")).toContainText(/1 of 3 steps of education are done/);
});

test("two other offices are tied, and the folded answers are accessible", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const network = page.locator("section[aria-labelledby=network-title]");
  await network.getByText(/between the other offices/).first().click();
  const form = network.getByRole("form", { name: "New tie between other offices" });
  await form.getByLabel("With which").selectOption({ label: "Justice reform office" });
  await form.getByRole("button", { name: "Add tie" }).click();
  await expect(network).toContainText("Central digital office: Justice reform office (reports to it)");
  for (const words of ["Why do we need one?", "PMO or enterprise PMO?", /^Expectation matrix/]) {
    await page.getByText(words).click();
  }
  await expect(page.getByText(/of the plan’s money/)).toBeVisible();
  await axe(page);
});
