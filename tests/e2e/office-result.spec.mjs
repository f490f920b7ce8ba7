// The measuring half of the PMO page: fit with the organisation, red flags, trend, need, claims, blind rounds, leader.

import { axe, expect, openNine, test } from "./fixtures.mjs";

const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const card = (page, name) => page.getByRole("region", { name });

test("the office is held against its organisation, and a rise unlocks targets", async ({ page }) => {
  await openNine(page);
  const fit = card(page, "Ahead of the organisation in three dimensions");
  await expect(fit).toContainText("Answered by 2 people of the business.");
  await fit.getByRole("button", { name: /mean target/ }).click();
  await expect(page.getByRole("dialog", { name: /mean target/ })).toContainText("target = min(ambition, organisation + 1)");
  await page.keyboard.press("Escape");
  const reading = fit.getByRole("status");
  await fit.getByRole("slider").focus();
  await page.keyboard.press("Home");
  const little = await reading.textContent();
  await page.keyboard.press("End");
  await expect(reading).not.toHaveText(little);
  await expect(reading).toContainText("It lifts the mean target from 3.0 to 4.0");
  await fit.getByText("The same as a table").click();
  await expect(fit.locator("tbody tr")).toHaveCount(10);
});

test("red flags name their evidence, and where they cannot be judged, the field", async ({ page }) => {
  await openNine(page);
  const flag = (code) => page.locator(`[data-flag=${code}]`);
  await expect(flag("RF8")).toContainText("Delivery teams rate “People, trust and relations” 2.0, the PMO 3.8");
  await expect(flag("RF11")).toContainText("3 dimensions lead by more than one level");
  // The one-person office has not rated its leader.
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Open One-person project office" }).click();
  await page.getByText("cannot be judged yet").click();
  await expect(flag("RF6")).toContainText("rate a business and a project management attribute of the leader");
  await flag("RF6").getByRole("button", { name: "Go to Leader for RF6" }).click();
  await expect(tab(page, "Leader")).toHaveAttribute("aria-selected", "true");
});

test("the change since the round before stands on common statements", async ({ page }) => {
  await openNine(page);
  const trend = page.locator("section", { has: page.locator(".trend-line") });
  await expect(trend).toContainText("Only the 20 statements answered each time are compared.");
  await trend.getByText("By dimension").click();
  await expect(trend.locator("tbody tr")).toHaveCount(10);
});

test("functions without an office are an answer", async ({ page }) => {
  await openNine(page);
  const need = page.locator(".need-card");
  await expect(need.getByRole("heading", { level: 2 })).toHaveText("You need a part-time PMO");
  await need.getByText("Ten functions").click();
  for (const owner of await need.getByRole("textbox", { name: "Done already by" }).all()) {
    await owner.fill("A colleague");
    await owner.press("Enter");
  }
  await expect(need.getByRole("heading", { level: 2 })).toHaveText("You need the functions, not an office");
});

test("the claims about other offices follow their slider and stay claims", async ({ page }) => {
  await openNine(page);
  const claims = page.locator(".survival-card");
  await expect(claims).toContainText("They are no forecast for your PMO");
  await expect(claims.locator("dd").first()).toHaveText("50 % still there");
  await expect(claims.locator("dd").last()).toHaveText("25 % still there");
  await claims.getByRole("slider").focus();
  await page.keyboard.press("End");
  await expect(claims.locator("dd").last()).toHaveText("says nothing beyond three years");
});

test("the business answers for the organisation by keyboard", async ({ page }) => {
  await openNine(page);
  await tab(page, "Assess").click();
  await page.getByRole("button", { name: "Answer as Project manager A" }).click();
  await page.getByText("Organisation, 10").click();
  await expect(page.locator(".statement-name")).toHaveText("O1.1 Strategy that can be acted on");
  await expect(page.locator(".dimension-tab")).toHaveCount(5);
  await page.keyboard.press("4");
  await expect(page.locator(".statement-name")).toHaveText("O1.2 Leaders speak with one voice");
  await expect(page.locator(".steps").getByRole("status")).toHaveText("1 of 10 answered");
  await page.getByText("All 50").click();
  await expect(page.locator(".steps").getByRole("status")).toHaveText("50 of 50 answered");
});

test("a blind round shows nothing until it is revealed", async ({ page }) => {
  await openNine(page);
  await tab(page, "Assess").click();
  await page.getByRole("checkbox", { name: "Blind until revealed" }).check();
  await tab(page, "Result").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Blind until revealed");
  await expect(page.locator(".figures")).toHaveCount(0);
  // Nor does the roadmap plan from it: it goes by the round before, and says so.
  await tab(page, "Roadmap").click();
  const basis = page.locator(".office-finding p");
  await expect(basis).toContainText("Scores of Autumn 2024. “Autumn 2025” is blind until revealed");
  await tab(page, "Result").click();
  await page.getByRole("button", { name: "Reveal the result" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^A level 2 PMO/);
});

test("a roadmap of nothing but a blind round shows no score and leads to Assess", async ({ page }) => {
  await openNine(page);
  await tab(page, "Assess").click();
  await page.getByRole("checkbox", { name: "Blind until revealed" }).check();
  await page.getByRole("button", { name: "Delete Autumn 2024" }).click();
  await tab(page, "Roadmap").click();
  const told = card(page, "No roadmap");
  await expect(told).toContainText("“Autumn 2025” is blind until revealed; reveal its result under Assess on the PMO page.");
  await expect(page.locator(".lanes")).toHaveCount(0);
  await told.getByRole("button", { name: "Go to Assess" }).click();
  await expect(page.getByRole("checkbox", { name: "Blind until revealed" })).toBeChecked();
});

test("the leader sees gaps, and works on three at most", async ({ page }) => {
  await openNine(page);
  await tab(page, "Leader").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Twelve gaps; business first, as project management leads");
  await expect(page.locator("[data-figure=business] .value")).toContainText("2.2");
  await expect(page.locator("[data-attribute='8']")).toContainText("No mentor and no date yet");
  await page.getByRole("button", { name: "Next in order: A1 Business acumen" }).click();
  await expect(page.getByRole("heading", { name: "Three of three in focus" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Work on Networking" })).toBeDisabled();
  await page.getByRole("combobox", { name: "Needed level, Networking" }).selectOption("5");
  await expect(page.locator("[data-figure=road]")).toContainText("Conventional");
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Drop Business acumen" }).click();
  await expect(page.getByRole("heading", { name: "Two of three in focus" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("axe finds nothing in Assess, Result and Leader", async ({ page }) => {
      await openNine(page);
      await page.locator(".fit-card").getByText("The same as a table").click();
      await page.locator(".flag-more summary").last().click();
      await axe(page);
      await tab(page, "Assess").click();
      await axe(page);
      await tab(page, "Leader").click();
      await axe(page);
    });
  });
}
