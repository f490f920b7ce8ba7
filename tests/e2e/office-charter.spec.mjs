// The PMO page, charter and roadmap: from a blank charter to the printed page; stakeholders, contacts and private words;
// the roadmap by pointer and by keyboard.

import { readFile } from "node:fs/promises";

import { axe, expect, open, openUncharted, test } from "./fixtures.mjs";

const showView = (page, name) => page.getByRole("tab", { name, exact: true }).click();
const card = (page, name) => page.getByRole("region", { name });

/** Opens the charter of the empty portfolio. */
async function openEmpty(page) {
  await open(page, "#/pmo");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Open Empty portfolio" }).click();
  await showView(page, "Charter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What is your PMO for, and whom does it need?");
}

/** Opens a view of the sample that has a charter. */
async function openSample(page, view) {
  await open(page, "#/pmo");
  await showView(page, view);
}

const fill = async (page, label, text) => {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press("Tab");
};

test("from a blank charter to the printed page", async ({ page }) => {
  await openUncharted(page);
  await expect(card(page, "Four questions")).toContainText("Still to write: its level, its purpose in a sentence, a sponsor.");
  await fill(page, "Name of the office", "Workshop PMO");
  await card(page, "Charter").getByRole("combobox", { name: "Level" }).selectOption({ label: "One person" });
  await fill(page, "Purpose in a sentence", "Spare parts leave on the day promised.");
  await page.getByRole("checkbox", { name: "Reliable delivery" }).check();
  await page.getByRole("textbox", { name: "New stakeholder" }).fill("Head of sales");
  await page.keyboard.press("Enter");
  await card(page, "Charter").getByRole("combobox", { name: "Sponsor" }).selectOption({ label: "Head of sales" });
  await page.getByRole("textbox", { name: "New service" }).fill("One ranked list");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "New thing left to others" }).fill("Lead projects.");
  await page.keyboard.press("Enter");
  await expect(card(page, "Four questions")).toContainText("Head of sales stands behind it.");

  await page.getByRole("button", { name: "What we do, on one page" }).click();
  const paper = page.getByRole("article", { name: "What our PMO does, and does not do" });
  await expect(paper).toContainText("Workshop PMO");
  await expect(paper).toContainText("Spare parts leave on the day promised.");
  await expect(paper).toContainText("Reliable delivery");
  await expect(paper).toContainText("One ranked list");
  await expect(paper).toContainText("Lead projects.");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("tablist")).toBeHidden();
  await expect(paper).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Back to the charter" }).click();
  await page.keyboard.press("Control+z");
  await expect(card(page, "Four questions")).not.toContainText("It leaves 1 thing to others.");
});

test("a stakeholder moves by arrow keys in one step of undo", async ({ page }) => {
  await openSample(page, "Charter");
  const mark = page.getByRole("button", { name: /^Main suppliers: power 3, interest 2/ });
  await mark.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: /^Main suppliers: power 4, interest 3/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card(page, "Stakeholder").getByRole("heading", { name: "Main suppliers" })).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("button", { name: /^Main suppliers: power 3, interest 2/ })).toBeVisible();
});

test("contacts count days, and wishes without a service are the gap", async ({ page }) => {
  await openSample(page, "Charter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Five wishes have no service behind them, and Treasury spending team was last spoken to 60 days ago");
  const form = page.getByRole("form", { name: "New contact" });
  await form.getByRole("combobox", { name: "With" }).selectOption({ label: "Treasury spending team" });
  await form.getByRole("textbox", { name: "On", exact: true }).fill("2023-03-22");
  await form.getByRole("textbox", { name: "About" }).fill("Benefits without an owner");
  await form.getByRole("button", { name: "Add contact" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Permanent secretary");
  await expect(card(page, "Contact log")).toContainText("Benefits without an owner");
});

test("private words stay here, and the export says so", async ({ page }) => {
  await openSample(page, "Charter");
  await page.getByRole("button", { name: /^Main suppliers: power/ }).click();
  await fill(page, "What makes it difficult", "Lost a programme to a gate review");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const stream = await (await download).createReadStream();
  let text = "";
  for await (const part of stream) text += part;
  expect(text).toContain("Main suppliers");
  expect(text).not.toContain("Lost a programme to a gate review");
  await expect(page.getByText("Left out: private notes on one stakeholder.")).toBeVisible();
});

const lane = (page, name) => page.getByRole("region", { name, exact: true });
const settled = (page) => expect(page.getByText("200 redraws")).toBeVisible({ timeout: 40_000 });

test("an action is moved by keyboard, pinned, let go and set aside", async ({ page }) => {
  await openSample(page, "Roadmap");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ actions would lift the office from \d\.\d to \d\.\d$/);
  await settled(page);
  const first = lane(page, "Q2 2023").locator(".action-name").first();
  const name = await first.locator("b").innerText();
  const told = (words) => expect(page.getByRole("status").filter({ hasText: words })).toHaveCount(1);
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await expect(lane(page, "Q3 2023").getByRole("button", { name: new RegExp(`^${name}, `) })).toBeFocused();
  await told(`${name} is pinned to Q3 2023.`);
  await page.keyboard.press("p");
  await told(`${name} is free again.`);
  await page.locator(".action-name", { hasText: name }).first().focus();
  await page.keyboard.press("Delete");
  await told(`${name} is set aside.`);
  await expect(card(page, /not in the plan/)).toContainText("Banned: nobody is to do it.");
});

test("a pin and a ban say what they cost against the plan without them", async ({ page }) => {
  await openSample(page, "Roadmap");
  await settled(page);
  await lane(page, "Q2 2023").locator(".action-name").first().click();
  const cost = page.locator("[data-figure=hold-cost]");
  await expect(cost).toHaveText("");
  const when = page.getByRole("combobox", { name: "When", exact: true });
  await when.selectOption("Q1 2024");
  await expect(cost).toHaveText(/^This pin costs (nothing: the plan is as good with it|\d\.\d\d levels)\.$/, { timeout: 20_000 });
  await when.selectOption("Set aside");
  await expect(cost).toHaveText(/^This ban costs (nothing: the plan is as good with it|\d\.\d\d levels)\.$/, { timeout: 20_000 });
  await when.selectOption("As the plan finds best");
  await expect(cost).toHaveText("");
});

test("an action is dragged into another quarter and stays there", async ({ page }) => {
  await openSample(page, "Roadmap");
  await settled(page);
  const name = await lane(page, "Q2 2023").locator(".action-card b").first().innerText();
  await lane(page, "Q2 2023").locator(".action-card").first().dragTo(lane(page, "Q1 2024").getByRole("heading"));
  await expect(lane(page, "Q1 2024").getByRole("button", { name: `Pin ${name}` })).toHaveAttribute("aria-pressed", "true");
});

test("a quick win stands in the first quarter, the days are kept, and less capacity plans anew", async ({ page }) => {
  await openSample(page, "Roadmap");
  const first = lane(page, "Q2 2023");
  await expect(first).toContainText("quick win");
  await expect(first).toContainText("of 77 days");
  await page.getByLabel("Share of days for it [%]").fill("20");
  await page.keyboard.press("Tab");
  await expect(first).toContainText("of 22 days");
  await expect(first).toContainText("quick win");
  await page.getByRole("button", { name: "Keep this plan" }).click();
  await expect(page.getByRole("button", { name: "Plan kept" })).toBeDisabled();
});

test("an office without an assessment is told what is missing", async ({ page }) => {
  await openEmpty(page);
  await showView(page, "Roadmap");
  const told = card(page, "No roadmap");
  await expect(told).toContainText("There is no assessment yet");
  await told.getByRole("button", { name: "Go to Assess" }).click();
  await expect(page.getByRole("tab", { name: "Assess" })).toHaveAttribute("aria-selected", "true");
});

for (const theme of ["light", "dark"]) {
  test(`both views are accessible, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openSample(page, "Charter");
    await axe(page);
    await page.getByRole("button", { name: "What we do, on one page" }).click();
    await axe(page);
    await showView(page, "Roadmap");
    await expect(page.locator(".lanes .action-card").first()).toBeVisible();
    await axe(page);
  });
}

test("the files of other offices are read, and all of them stand in one table", async ({ page }) => {
  await open(page, "#/pmo");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const theirs = JSON.parse(await readFile(await (await download).path(), "utf8"));
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Open Network of offices" }).click();
  await page.getByRole("tab", { name: "Charter", exact: true }).click();
  const network = page.locator("section[aria-labelledby=network-title]");
  await expect(network).toContainText("Three offices look after 11 initiatives, €10,505k and 66 people");
  await expect(network).toContainText("“Customer master data” stands in the plans of Our office and IT project office: each is counted once");
  await expect(network).toContainText("no file was read: Merger office.");

  const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  const last = network.locator("input[type=file]").last();
  await last.setInputFiles(file("merger.json", "not a portfolio"));
  await expect(page.getByText("merger.json was not read")).toBeVisible();
  await expect(network).toContainText("no file was read: Merger office.");
  await last.setInputFiles(file("merger.json", JSON.stringify(theirs)));
  await expect(network).toContainText(/Four offices look after 27 initiatives, €10,505k \+ £[\d,]+m and \d+ people/);
  await expect(network.getByRole("row", { name: /^Merger office/ })).toContainText("16");
  await expect(network).toContainText("merger.json was read on");
  await axe(page);
  await page.keyboard.press("Control+z");
  await expect(network).toContainText("Three offices look after");
});
