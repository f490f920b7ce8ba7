// The PMO page, the records that an office keeps: each list with its sentence, by pointer and by keyboard, and on paper.

import { axe, expect, open, test } from "./fixtures.mjs";

const showView = (page, name) => page.getByRole("tab", { name, exact: true }).click();

/** A list of records, opened. */
async function list(page, name) {
  const toggle = page.locator(".register-toggle").filter({ hasText: new RegExp(`^${name}`) });
  await toggle.focus();
  await page.keyboard.press("Enter");
  await expect(toggle).toHaveAttribute("aria-expanded", "true");
  return page.locator(".register").filter({ has: toggle });
}

/** The sentence of a list: its figure opens the sum, the rest goes on after that. */
const says = (figure, rest) => {
  const [one, other] = [figure, rest].map((it) => it.replace(/[.+?()]/g, "\\$&"));
  return new RegExp(`${one}, [a-z ]+\\. Why this number\\?${other}`);
};

const fill = async (place, label, text) => {
  // A refused text stands within the label, behind its words.
  const field = place.getByLabel(new RegExp(`^${label}`));
  await field.fill(text);
  await field.press("Tab");
};

test("an issue is opened, waits for somebody, is closed and comes back, all by keyboard", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const issues = await list(page, "Issue log");
  await expect(issues).toContainText(says("3 issues are open", ", the oldest 41 days, waiting for Finance."));
  await issues.getByRole("textbox", { name: "New issue" }).fill("Nobody answers for the data");
  await page.keyboard.press("Enter");
  // A new record is open, to be filled in.
  await fill(issues, "Owner department", "Statistics");
  await fill(issues, "For whom", "The data owner");
  await fill(issues, "Opened", "2023-03-01");
  await expect(issues).toContainText("open 20 days · Statistics · waits for The data owner");
  await expect(issues).toContainText(says("4 issues are open", ", the oldest 41 days"));
  await page.keyboard.press("Escape");
  const line = issues.getByRole("button", { name: /^Nobody answers for the data/ });
  await expect(line).toBeFocused();
  await expect(line).toHaveAttribute("aria-expanded", "false");

  await page.keyboard.press("Delete");
  await expect(line).toHaveCount(0);
  await expect(issues).toContainText("3 issues are open");
  await issues.getByRole("button", { name: "Bring it back" }).press("Enter");
  await expect(line).toBeVisible();
  await line.press("Enter");
  await fill(issues, "Closed", "2023-03-20");
  await expect(issues).toContainText("closed 20 Mar 2023");
  await expect(issues).toContainText("3 issues are open");

  await issues.getByRole("button", { name: /3 issues are open.*Why this number/ }).click();
  await expect(page.getByRole("dialog", { name: /^Why/ })).toContainText("days open = today − day opened");
});

test("an expectation is told which percentile it asks for, as on the page Capacity", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const support = await list(page, "Support cases");
  await support.getByRole("button", { name: /^Trade window wanted a year early/ }).click();
  await expect(support).toContainText(/that asks for P\d+ \(95 % interval/);
  await fill(support, "Finished by, as asked", "2040-01-01");
  await expect(support).toContainText(/asked for by 1 Jan 2040: that asks for P\d\d/);
  // A cost is held against the runs in money, which begin when the first is asked.
  await fill(support, "Cost, as asked", "1");
  await expect(support).toContainText(/asked for at no more than £1m: that asks for P0 \(95 % interval 0 % to (< )?\d+ %, n = [\d,]+\), planned at £/, { timeout: 30_000 });
  await fill(support, "Cost, as asked", "100000");
  await expect(support).toContainText(/at no more than £100,000m: that asks for P100 \(/);
  await support.getByRole("combobox", { name: /^Kind of help/ }).selectOption({ label: "Change management" });
  await expect(support.getByLabel("Finished by, as asked")).toHaveCount(0);
  await page.keyboard.press("Control+z");
});

test("every list of the charter takes a record, says what it comes to, and is printed", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const audits = await list(page, "Audit findings");
  await expect(audits).toContainText(says("1 finding is overdue", ": “Benefits of four projects have no owner” (major) by 21 days"));
  await audits.getByRole("button", { name: /^Benefits of four projects/ }).press("Enter");
  await fill(audits, "Closed", "2023-03-15");
  await expect(audits).toContainText(says("No finding is overdue", ", 1 in time."));

  const gates = await list(page, "Gate decisions");
  await gates.getByRole("textbox", { name: "New gate decision" }).fill("Gate 5, benefits");
  await page.keyboard.press("Enter");
  await gates.getByRole("combobox", { name: /^Decision/ }).selectOption({ label: "Stopped" });
  await fill(gates, "Decided(?! by)", "2023-03-10");
  await expect(gates).toContainText("2 of 4 gates passed");

  const documents = await list(page, "Documents");
  await documents.getByRole("button", { name: /^Delivery plan Single Trade Window/ }).press("Enter");
  await documents.getByRole("combobox", { name: /^State/ }).selectOption({ label: "Execution" });
  await expect(documents).toContainText("1 of 16 initiatives is fully documented");
  await fill(documents, "Where it lies", "shared drive: plans");
  await expect(documents).toContainText("resources · shared drive: plans");

  const reviews = await list(page, "Process reviews");
  await reviews.getByRole("button", { name: "Add a review" }).press("Enter");
  await reviews.getByRole("combobox", { name: /^Process/ }).selectOption({ label: "Lessons learned form" });
  await fill(reviews, "Reviewed", "2023-03-20");
  await expect(reviews).toContainText("2 of 6 processes were not reviewed in a year");

  const uses = await list(page, "Tailoring");
  await uses.getByRole("button", { name: "Add a use" }).press("Enter");
  await uses.getByRole("combobox", { name: /^How/ }).selectOption({ label: "Tailored" });
  await expect(uses).toContainText("50 % of 8 uses are tailored");
  await expect(uses).toContainText("no reason is given");

  const tools = await list(page, "Tools");
  await tools.getByRole("button", { name: /^Risk sheets/ }).press("Enter");
  await tools.getByRole("combobox", { name: /^Passes its data to/ }).selectOption({ label: "Portfolio sheet" });
  await expect(tools).toContainText("4 of 4 tools reach the strategic portfolio");
  await expect(await list(page, "Imported files")).toContainText("One picture: 47 %");

  await axe(page);
  await page.emulateMedia({ media: "print" });
  await expect(audits.getByRole("textbox", { name: "New audit finding" })).toBeHidden();
  await expect(audits.getByText("Change accepted without a decision")).toBeVisible();
});

test("the leader looks for whom to ask, logs hours and takes them along as CSV", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Leader");
  const advisers = await list(page, "Whom can I ask");
  await advisers.getByRole("searchbox", { name: "Who can I ask about …" }).fill("exit terms");
  await expect(advisers.getByRole("status").filter({ hasText: "One person." })).toBeVisible();
  await expect(advisers.getByRole("button", { name: /^Procurement lawyer/ })).toBeVisible();
  await expect(advisers.getByRole("button", { name: /^Lecturer/ })).toHaveCount(0);

  const learning = await list(page, "Learning log");
  await learning.getByRole("textbox", { name: "New learning entry" }).fill("=Formulas");
  await page.keyboard.press("Enter");
  await fill(learning, "Hours", "many");
  await expect(learning.getByRole("alert")).toContainText("is not a number");
  await fill(learning, "Hours", "2.5");
  await fill(learning, "Day", "2023-03-20");
  await expect(learning).toContainText(says("10.0 hours of learning in 2023", ", 18.0 in all."));
  const download = page.waitForEvent("download");
  await learning.getByRole("button", { name: "Learning log as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("learning-log.csv");
  const text = await (await import("node:fs/promises")).readFile(await file.path(), "utf8");
  expect(text).toContain("2023-03-20,2.5,'=Formulas,");

  const confidence = await list(page, "Confidence before and after");
  await expect(confidence).toContainText(says("+1.2 levels of confidence", " over 5 people, 90 % interval +"));
  const templates = await list(page, "My templates");
  await expect(templates).toContainText("1 of 2 templates were used within a year");
  await axe(page);
});

test("a sheet for a meeting is made of one's own data, and private words are not printed", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  await page.getByRole("button", { name: "Treasury spending team", exact: true }).click();
  await page.getByRole("button", { name: "Prepare a meeting" }).press("Enter");
  const paper = page.getByRole("article", { name: "Treasury spending team" });
  await expect(paper.getByRole("heading", { name: "One question" })).toBeVisible();
  await expect(paper).toContainText(/P\d+\s*is what Single Trade Window by 31 Mar 2026 asks for/);
  await axe(page);
  await page.emulateMedia({ media: "print" });
  await expect(paper.getByText("How they like to be dealt with")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Back to the charter" }).click();
  await expect(page.getByRole("tab", { name: "Charter" })).toBeVisible();
});

test("words and further reading open by a key, and lead nowhere else", async ({ page }) => {
  await open(page, "#/pmo");
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: "Words, and what to read next" });
  await dialog.getByRole("searchbox", { name: "Find a word" }).fill("thousands luck");
  await expect(dialog).toContainText("Monte Carlo simulation");
  await expect(dialog.getByText("Sponsor", { exact: true })).toHaveCount(0);
  await expect(dialog.getByRole("link")).toHaveCount(0);
  await axe(page);
  // The first empties the search.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("an import writes its line into the ledger", async ({ page }) => {
  await open(page, "#/pmo");
  const buffer = Buffer.from("Name,Department\r\nHera,Revenue\r\nNew portal,\r\n");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.locator("input[type=file]").first().setInputFiles({ name: "team.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await showView(page, "Charter");
  const sources = await list(page, "Imported files");
  await expect(sources.getByRole("button", { name: /^team\.csv imported .* 2 rows · 75 % complete/ })).toBeVisible();
});
