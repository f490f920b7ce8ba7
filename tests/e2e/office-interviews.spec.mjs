// What was heard in the interviews, where it is used: wished services in the charter, kept practices in the roadmap.

import { axe, expect, open, test } from "./fixtures.mjs";

const view = (page, name) => page.getByRole("tab", { name, exact: true }).click();

test("a wish becomes a service that is only wished for, and is met once the office does it", async ({ page }) => {
  await open(page, "#/pmo");
  await view(page, "Charter");
  const gap = page.locator(".charter-gap");
  const wishes = gap.locator("li", { has: page.getByRole("button", { name: /^Make it a service/ }) });
  const open_wishes = await wishes.count();
  expect(open_wishes).toBeGreaterThan(0);
  const words = await wishes.first().locator("span").nth(1).evaluate((span) => span.firstChild.data);
  await wishes.first().getByRole("button", { name: /^Make it a service/ }).click();
  await expect(wishes).toHaveCount(open_wishes - 1);
  await expect(gap.getByText(/a wished service$/)).toHaveCount(1);
  await expect(page.getByText("only wished for", { exact: true })).toHaveCount(1);
  await axe(page);

  // Not on the page that says what the office does, until it does it.
  await page.getByRole("button", { name: "What we do, on one page" }).click();
  await expect(page.locator(".paper-does")).toContainText("Asked for, not done yet");
  await expect(page.locator(".paper-does")).toContainText(words);
  await page.getByRole("button", { name: "Back to the charter" }).click();
  await page.getByRole("button", { name: "We do it now" }).click();
  await expect(page.getByText("only wished for", { exact: true })).toHaveCount(0);
  await expect(gap.getByText(/a wished service$/)).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(wishes).toHaveCount(open_wishes);
});

test("what the team wants to keep is named at the actions that may break it", async ({ page }) => {
  await open(page, "#/prioritise/workshop");
  await page.getByRole("radio", { name: "Interviews" }).check();
  await page.getByRole("button", { name: "Add a thing that works" }).click();
  await page.getByLabel("thing that works 1", { exact: true }).fill("The Monday stand-up");
  await page.keyboard.press("Tab");
  await page.getByLabel("Where thing 1 belongs").selectOption({ index: 5 });
  await axe(page);
  await page.goto("./#/pmo");
  await view(page, "Roadmap");
  const marked = page.locator(".action-card", { hasText: "may break what works" });
  await expect(marked.first()).toBeVisible();
  await marked.first().locator(".action-name").click();
  await expect(page.getByRole("region", { name: "Action", exact: true })).toContainText("The Monday stand-up");
  await axe(page);
});

test("a challenge the sponsor sees stands at the objective it endangers", async ({ page }) => {
  await open(page, "#/prioritise/workshop");
  await page.getByRole("radio", { name: "Interviews" }).check();
  await page.getByRole("button", { name: "Add a challenge" }).click();
  await page.getByLabel("Challenge 1", { exact: true }).fill("Two data centres must move first");
  await page.keyboard.press("Tab");
  await page.getByLabel("Objective that challenge 1 endangers").selectOption({ index: 1 });
  await page.goto("./#/portfolio");
  const goal = page.locator(".trace-tree > li").first();
  await expect(goal).toContainText("1 challenge");
  await goal.locator("summary").first().click();
  await expect(goal).toContainText("In its way, the sponsor says: “Two data centres must move first”.");
  await axe(page);
});

test("what could be stopped stands beside the roadmap, and goes once it has a purpose", async ({ page }) => {
  await open(page, "#/pmo");
  await view(page, "Roadmap");
  const card = page.getByRole("region", { name: /^Stop .* hours a year are free$/ });
  await expect(card.locator("li").first()).toContainText("hours a year; nobody has said what comes of it.");
  await axe(page);
  await card.getByRole("button", { name: "Go to the processes" }).click();
  await expect(page.getByRole("tab", { name: "Charter" })).toHaveAttribute("aria-selected", "true");
});
