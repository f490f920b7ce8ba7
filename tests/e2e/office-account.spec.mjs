// What the office answers for: reviews of benefits, the page for executives, and who took part.

import { axe, expect, open, openUncharted, test } from "./fixtures.mjs";

const showView = (page, name) => page.getByRole("tab", { name, exact: true }).click();

const change = async (field, text) => {
  await field.fill(text);
  await field.press("Tab");
};

test("a benefit whose day is over waits for its review until it is held", async ({ page }) => {
  await open(page, "#/portfolio");
  await page.getByRole("button", { name: /Details of Hera/ }).click();
  const dialog = page.getByRole("dialog");
  // The sample is read as of 21 March 2023, the last day of its records.
  await change(dialog.getByLabel("Measured on"), "2023-01-20");
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.keyboard.press("6");
  await showView(page, "Charter");
  const reviews = page.locator(".benefit-reviews");
  await expect(reviews.getByRole("heading", { level: 3 })).toHaveText("One benefit waits for its review, 60 days overdue: Hera");
  await expect(reviews.getByRole("listitem")).toContainText("£127m promised, Director, Finance Systems answers for it.");
  await axe(page);
  await reviews.getByRole("button", { name: "Hera", exact: true }).click();
  await change(dialog.getByLabel("What came of it, as money"), "a lot");
  await expect(dialog.getByRole("alert")).toBeVisible();
  await change(dialog.getByLabel("What came of it, as money"), "60");
  await change(dialog.getByLabel("Reviewed on"), "2023-03-01");
  await change(dialog.getByLabel("How one knows what came"), "Invoices of two years");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(reviews.getByRole("heading", { level: 3 })).toHaveText("Every benefit that was due is reviewed");
  await reviews.getByRole("button", { name: /share of the promised benefit that came/ }).click();
  const sum = page.getByRole("dialog", { name: /share of the promised benefit that came/ });
  await expect(sum).toContainText("£60m of £127m");
  await expect(sum).toContainText("Director, Finance Systems: Invoices of two years");
});

test("executives get three figures, three asks and what was decided, on one printed page", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  await page.getByRole("button", { name: "For executives, on one page" }).click();
  const paper = page.getByRole("article", { name: /^Where the plan stands, and three things we ask$/ });
  await expect(paper).toContainText("As of 9 May 2023", { timeout: 45_000 });
  await expect(paper.locator(".executive-figures dt")).toHaveText(["Right things", "Right people", "Right time"]);
  await expect(paper.locator(".executive-figures .value")).toHaveText([/%$/, /%$/, /%$/], { timeout: 45_000 });
  await expect(paper).toContainText(/most likely between \d+ and \d+ %/);
  const asks = paper.locator(".executive-asks > li");
  await expect(asks).toHaveCount(3);
  await expect(asks.first()).toContainText("Finance");
  await expect(asks.first()).toContainText("GOV.UK One Login waits for it since 8 Feb 2023.");
  await expect(paper).toContainText("Two more security people?");
  await expect(paper).not.toContainText(/n = |seed/);
  await axe(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.getByRole("button", { name: "Back to the charter" }).click();
  await expect(page.getByRole("button", { name: "For executives, on one page" })).toBeVisible();
});

test("the log of decisions says who was involved, and how often a project manager took part", async ({ page }) => {
  await open(page, "#/compare");
  const log = page.getByRole("region", { name: "Every decision that was asked for is made" });
  await expect(log).toContainText("Involved: Heads of delivery, finance.");
  const share = log.getByRole("button", { name: /share of decisions with a project manager/ });
  await expect(share).toContainText("0 %");
  await log.getByRole("button", { name: "Two more security people?" }).click();
  await page.getByRole("checkbox", { name: "A project manager took part" }).check();
  await expect(page.getByRole("article")).toContainText("A project manager took part.");
  await page.getByRole("button", { name: "Back to Compare" }).click();
  await expect(share).toContainText("100 %");
  await expect(log).toContainText("of the 1 decision that was taken.");
  await share.click();
  await expect(page.getByRole("dialog", { name: /share of decisions with a project manager/ })).toContainText("decisions with a project manager ÷ decisions taken");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(share).toContainText("0 %");
});

test("satisfaction of stakeholders has a mean, and from three voices on an interval", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const people = page.locator(".people-table");
  const form = page.getByRole("region", { name: "Stakeholder", exact: true });
  const line = page.locator(".satisfaction-line", { hasText: "Satisfied with the office" });
  await expect(line).toContainText("3.4 of 5");
  await expect(line).toContainText("5 of 9 were asked.");
  // The sample has 4, 3, 3, 4 and 3 as the last words of five.
  const voices = [["Permanent secretary, home affairs", "4"], ["Customs operations", "2"], ["Main suppliers", "1"]];
  for (const [who, level] of voices) {
    await people.getByRole("button", { name: who }).click();
    await expect(form.getByRole("heading", { level: 2 })).toHaveText(who);
    await form.getByLabel("Satisfaction on", { exact: true }).fill("2023-03-01");
    await form.getByRole("combobox", { name: "How satisfied" }).selectOption(level);
    await form.getByRole("button", { name: "Add satisfaction" }).click();
    await expect(form).toContainText(`Satisfaction: ${level} of 5`);
  }
  await expect(line).toHaveText(/^Satisfied with the office: 3\.0 of 5.*, 90 % between \d\.\d and \d\.\d, .*; 8 of 9 were asked\.$/);
  await line.getByRole("button").click();
  await expect(page.getByRole("dialog", { name: /mean satisfaction/ }).getByRole("row")).toHaveCount(8);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(line).toContainText("7 of 9 were asked.");
});

test("a process that is all four counts as sound", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const sound = page.getByRole("button", { name: /processes with all four qualities/ });
  // The quarterly return is all four already, the gate review lacks one.
  await expect(sound).toContainText("1 of 6");
  await page.getByRole("group", { name: "What Gate review is" }).getByRole("checkbox", { name: "Efficient" }).focus();
  await page.keyboard.press("Space");
  await expect(sound).toContainText("2 of 6");
  await sound.click();
  await expect(page.getByRole("dialog", { name: /processes with all four qualities/ }).getByRole("row")).toHaveText([/^Defined.*5$/, /^Standard.*4$/, /^Consistent.*3$/, /^Efficient.*2$/]);
  await page.keyboard.press("Escape");
  await axe(page);
});

test("a new office and one reimagined begin with steps of their own", async ({ page }) => {
  await openUncharted(page);
  const head = page.getByRole("region", { name: "Charter", exact: true });
  const begins = head.getByRole("combobox", { name: "How it begins" });
  const steps = head.locator(".office-steps");
  await expect(steps).toHaveCount(0);
  await begins.selectOption({ label: "A new office" });
  await expect(steps.getByRole("heading", { level: 3 })).toHaveText("None of six first steps taken; next: a sponsor");
  await head.getByRole("checkbox", { name: "Reliable delivery" }).check();
  await expect(steps.getByRole("heading", { level: 3 })).toHaveText("One of six first steps taken; next: a sponsor");
  await begins.selectOption({ label: "An office reimagined" });
  await expect(steps.getByRole("listitem").first()).toContainText("What was before");
  await change(head.getByLabel("People in the organisation"), "some");
  await expect(head.getByRole("alert")).toContainText("write one such as 300");
  await change(head.getByLabel("People in the organisation"), "300");
  await change(head.getByLabel("People in the office [FTE]"), "2");
  await expect(head).toContainText("One of the office for 150 people of the organisation.");
  await change(head.getByLabel("Sector"), "Machine building");
  await page.getByRole("button", { name: "What we do, on one page" }).click();
  await expect(page.getByRole("article")).toContainText("Machine building");
  await axe(page);
});
