// Where the office stands: foundation and elements on Result; plan, value, partners, updates and trust on Charter; hats on
// Leader; and a ballot that is closed half filled.

import { axe, expect, open, test } from "./fixtures.mjs";

const showView = (page, name) => page.getByRole("tab", { name, exact: true }).click();
const card = (page, name) => page.getByRole("region", { name });

async function openSample(page, name) {
  await open(page, "#/pmo");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: `Open ${name}` }).click();
}

const change = async (field, text) => {
  await field.fill(text);
  await field.press("Tab");
};

test("the result says what it stands on, and how even its five elements are", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Result");
  const foundation = page.locator(".foundation-card");
  await expect(foundation.getByRole("heading", { level: 2 })).toHaveText("The foundation holds on both sides");
  await expect(foundation).toContainText("Tied to Central digital office.");
  const elements = page.locator(".elements-card");
  await expect(elements.getByRole("row")).toHaveCount(6);
  await elements.getByRole("button", { name: /balance of the five/ }).click();
  await expect(page.getByRole("dialog", { name: /balance of the five/ })).toContainText("1 − (highest − lowest) ÷ 4");
  await page.keyboard.press("Escape");
  await axe(page);
});

test("a service that says which work it is for fills the cover, by keyboard", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const cover = page.locator('.integration-card [data-figure="coverage"] .why-button');
  await expect(cover).toContainText("80 %");
  await expect(page.locator(".integration-card .coverage-gap")).toHaveCount(1);
  const row = page.getByRole("region", { name: "Services", exact: true }).getByRole("row").nth(1);
  await row.locator("summary").focus();
  await page.keyboard.press("Enter");
  await row.getByRole("checkbox", { name: "Capabilities" }).focus();
  await page.keyboard.press("Space");
  await expect(cover).toContainText("100 %");
  await expect(page.locator(".integration-card .coverage-gap")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(cover).toContainText("80 %");
});

test("each kind and way of work says which services, tools and people there are, by keyboard", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const matrix = page.locator(".integration-card");
  const title = matrix.getByRole("heading", { level: 2 });
  await expect(title).toHaveText("No service is for adaptive capabilities in the plan");
  await expect(matrix.locator(".support-cell")).toHaveCount(12);
  const cell = (work) => matrix.getByRole("button", { name: new RegExp(`^${work}: `) });
  await expect(cell("Adaptive capabilities")).toHaveAccessibleName("Adaptive capabilities: 2 initiatives; no service, 1 tool, nobody");
  await cell("Adaptive capabilities").press("Enter");
  await expect(cell("Adaptive capabilities")).toHaveAttribute("aria-expanded", "true");
  const detail = matrix.locator(".support-detail");
  await expect(detail.getByRole("heading")).toHaveText("Adaptive capabilities: no service, nobody");
  await expect(detail).toContainText("Team boards");
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(detail).toHaveCount(0);
  await expect(cell("Adaptive capabilities")).toBeFocused();

  // Tools that are for projects only leave two cells with nothing at all.
  const toggle = page.locator(".register-toggle").filter({ hasText: /^Tools/ });
  await toggle.press("Enter");
  const tools = page.locator(".register").filter({ has: toggle });
  for (const name of ["Portfolio sheet", "Planning server"]) {
    await tools.getByRole("button", { name: new RegExp(`^${name}`) }).press("Enter");
    await tools.getByRole("checkbox", { name: "For projects" }).press("Space");
    await page.keyboard.press("Escape");
  }
  await expect(matrix.locator(".coverage-empty")).toHaveCount(2);
  await expect(title).toHaveText(
    "No service is for adaptive capabilities in the plan, and nothing at all supports predictive capabilities and hybrid capabilities",
  );

  const staff = page.locator(".staff-card");
  await staff.getByRole("button", { name: "Somebody of the PMO" }).press("Enter");
  await staff.getByRole("checkbox", { name: "Hybrid" }).press("Space");
  await staff.locator(".staff-kinds summary").press("Enter");
  await staff.getByRole("checkbox", { name: "Capabilities" }).press("Space");
  await expect(staff.locator(".staff-kinds summary")).toHaveText("Kinds of work: capabilities");
  await expect(cell("Hybrid capabilities")).toHaveAccessibleName("Hybrid capabilities: no work; no service, no tool, 1 person");
  await expect(cell("Hybrid programs")).toHaveAccessibleName(/nobody$/);
  await expect(matrix.locator(".coverage-empty")).toHaveCount(1);
  // Tools and people are no promise: the figure of the services stays.
  await expect(matrix.locator('[data-figure="coverage"] .why-button')).toContainText("80 %");
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("what a process took before counts as days saved, and the report prints", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const days = page.locator('.value-card [data-figure="days"] .why-button');
  await expect(days).toContainText("282"); // 12 × (3.5 × 40 + 3 × 16) ÷ 8
  await change(page.locator(".process-list > li").nth(2).getByLabel("Before", { exact: true }), "7");
  await expect(days).toContainText("402"); // and 12 × 2 × 40 ÷ 8
  await page.getByRole("button", { name: "Value report, to print" }).click();
  const paper = page.getByRole("article", { name: "What the PMO was worth" });
  await expect(paper).toContainText("402 person-days a year saved");
  await expect(paper).toContainText("Operational efficiency");
  await expect(paper).toContainText("no evidence yet");
  await axe(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(paper).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Back to the charter" }).click();
});

test("partners, updates and trust of a stakeholder", async ({ page }) => {
  await open(page, "#/pmo");
  await showView(page, "Charter");
  const partner = page.locator(".partner-list");
  await expect(partner).toContainText("Shared with Central digital office: 3 of 4");
  await expect(partner).toContainText("Decision rights: not yet");
  await expect(partner).toContainText("It came first, by 17 months.");
  await page.getByRole("group", { name: "Ties with Central digital office" }).getByRole("checkbox", { name: "Written decision rights" }).check();
  await expect(partner).toContainText("4 of 4");

  const form = card(page, "Stakeholder").filter({ hasText: "Private" });
  await expect(form).toContainText("Trust rose from 3 to 4 of 5");
  const row = page.getByRole("region", { name: "Stakeholders", exact: true }).getByRole("row").filter({ hasText: "Chief operating officer" });
  await expect(row).toContainText("10 Apr 2023");
  await change(form.getByLabel("Update every so many days"), "7");
  await expect(row).toContainText("was due 20 Mar 2023");
  await form.getByLabel("Trust on", { exact: true }).fill("2023-03-20");
  await form.getByRole("combobox", { name: "Level", exact: true }).selectOption("2");
  await form.getByRole("button", { name: "Add trust" }).click();
  await expect(form).toContainText("Trust fell from 3 to 2 of 5");
  await change(form.getByLabel("Update every so many days"), "0");
  await expect(form.getByRole("alert")).toContainText("from 1 to 366");
});

test("the hats of one person and the hours there are", async ({ page }) => {
  await openSample(page, "One-person project office");
  await showView(page, "Leader");
  const week = page.locator(".work-card");
  await expect(week.getByRole("heading", { level: 2 })).toHaveText("The hats take 4.5 hours more than the week has");
  await expect(week).toContainText("6.5 years of experience, 1 office set up.");
  await change(week.getByLabel("Hours a week of this hat").nth(3), "40");
  await expect(week.getByRole("heading", { level: 2 })).toContainText("of the week is administration: a leader used as a clerk");
  await change(week.getByLabel("Hours a week of this hat").nth(3), "100");
  await expect(week.getByRole("alert")).toContainText("from 0 to 80");
  await axe(page);
});

test("a ballot that is closed half filled goes on later, and only with a yes", async ({ page }) => {
  await openSample(page, "Empty portfolio");
  await page.getByRole("button", { name: "Begin an assessment" }).click();
  await page.getByRole("button", { name: "Show the result" }).click();
  await showView(page, "Assess");
  const ask = card(page, "Ask by ballots");
  await ask.getByRole("button", { name: "Copy a link" }).click();
  const link = await ask.getByLabel("Link", { exact: true }).inputValue();
  const again = async () => {
    await page.goto("about:blank");
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Ballot");
  };
  await again();
  await page.locator(".statement").first().locator(".anchor").nth(2).click();
  await expect(page.getByText("your answers are kept in this browser")).toBeVisible();
  await again();
  await expect(page.getByRole("heading", { name: "Somebody began this ballot here" })).toBeVisible();
  await expect(page.locator(".statement")).toHaveCount(0);
  await axe(page);
  await page.getByRole("button", { name: "Go on with them" }).click();
  await expect(page.locator(".statement").first().locator(".anchor").nth(2).locator("input")).toBeChecked();
  await again();
  await page.getByRole("button", { name: "Delete them and begin anew" }).click();
  await expect(page.locator(".statement input:checked")).toHaveCount(0);
  await again();
  await expect(page.getByRole("heading", { name: "Somebody began this ballot here" })).toHaveCount(0);
});
