// The Portfolio page, the dialog of an initiative and the preview of an import, as people use them.

import { readFile } from "node:fs/promises";

import { axe, expect, open, test } from "./fixtures.mjs";

const GMPP = new URL("../exchange/gmpp_march_2023.csv", import.meta.url);

/** The cell in row `row` (from 1) and the column headed `column`. */
const COLUMNS = ["#", "Initiative", "Kind", "State", "In plan", "Cost", "Benefit", "Needed by", "Owner", "Status", "Details"];
const cell = (page, row, column) => page.locator("[role=grid] tbody tr").nth(row - 1).locator("[role=gridcell]").nth(COLUMNS.indexOf(column));
const rows = (page) => page.locator("[role=grid] tbody tr");

/** Puts `text` on the clipboard as a spreadsheet would, and pastes it where the focus is. */
async function paste(page, text) {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** What copying where the focus is puts on the clipboard. */
const copy = (page) => page.evaluate(() => {
  const data = new DataTransfer();
  (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
  return data.getData("text/plain");
});

async function openSample(page, name) {
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: `Open ${name}` }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Leaves the dialogs and drops a file anywhere on the page. */
async function drop(page, name, text) {
  await page.evaluate(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, { name, text });
}

test.describe("the table", () => {
  test.beforeEach(async ({ page }) => {
    await open(page, "#/portfolio");
    await openSample(page, "One-person project office");
    await expect(rows(page)).toHaveCount(9);
  });

  test("says what it finds and sums up", async ({ page }) => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^9 initiatives, 6 in the plan/);
    await expect(page.locator("[role=grid] tfoot tr").first()).toContainText("€");
  });

  test("is edited with the keyboard alone", async ({ page }) => {
    await cell(page, 1, "Initiative").focus();
    await expect(page.locator("[role=gridcell][tabindex='0']")).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await expect(cell(page, 2, "Initiative")).toBeFocused();

    await page.keyboard.type("New name");
    await page.keyboard.press("Enter");
    await expect(cell(page, 2, "Initiative")).toContainText("New name");
    await expect(cell(page, 3, "Initiative")).toBeFocused();

    await page.keyboard.press("F2");
    await page.keyboard.press("End");
    await page.keyboard.type(" changed");
    await page.keyboard.press("Escape");
    await expect(cell(page, 3, "Initiative")).not.toContainText("changed");
    await expect(cell(page, 3, "Initiative")).toBeFocused();

    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(cell(page, 3, "Kind")).toBeFocused();
    await page.keyboard.type("c");
    await page.keyboard.press("Tab");
    await expect(cell(page, 3, "Kind")).toHaveText("Capability");
    await expect(cell(page, 3, "State")).toBeFocused();

    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/6 in the plan/);
    await page.keyboard.press("Space");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/5 in the plan/);

    await page.keyboard.press("Control+z");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/6 in the plan/);
  });

  test("keeps a text that it does not understand and says why", async ({ page }) => {
    const cost = cell(page, 1, "Cost");
    const before = await cost.textContent();
    await cost.focus();
    await page.keyboard.type("12 to 14");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "is not a number" })).toBeVisible();
    await expect(cost.getByRole("textbox")).toHaveValue("12 to 14");
    await page.keyboard.press("Escape");
    await expect(cost).toHaveText(before);

    await page.keyboard.type("123.5");
    await page.keyboard.press("Enter");
    await expect(cost).toHaveText("€124k");
    await cell(page, 1, "Needed by").focus();
    await page.keyboard.type("3 May 2027");
    await page.keyboard.press("Enter");
    await expect(cell(page, 1, "Needed by")).toHaveText("3 May 2027");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Delete");
    await expect(cell(page, 1, "Needed by")).toHaveText("");
  });

  test("takes a block from a spreadsheet as one step of undo", async ({ page }) => {
    await cell(page, 8, "Initiative").focus();
    await paste(page, "Eight\tproject\tplanning\tno\t10\nNine\tproduct\tnowhere\tyes\t20\nTen\tprogram\tdemand\tyes\t30\t40\t2027-01-31\tAnna\r\n");
    await expect(rows(page)).toHaveCount(10);
    await expect(cell(page, 8, "Initiative")).toContainText("Eight");
    await expect(cell(page, 8, "State")).toHaveText("Planning");
    await expect(cell(page, 9, "Kind")).toHaveText("Product");
    await expect(cell(page, 10, "Owner")).toHaveText("Anna");
    await expect(cell(page, 10, "Needed by")).toHaveText("31 Jan 2027");
    await expect(page.getByRole("alert").first()).toContainText("Row 2 of the block, State: “nowhere” is not a state");

    await page.getByRole("button", { name: "Undo paste of" }).click();
    await expect(rows(page)).toHaveCount(9);
    await expect(cell(page, 8, "Initiative")).not.toContainText("Eight");
  });

  test("copies a selection that can be pasted again", async ({ page }) => {
    await cell(page, 1, "Initiative").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.locator("[role=gridcell][aria-selected=true]")).toHaveCount(4);
    const text = await copy(page);
    expect(text.split("\n").map((line) => line.split("\t").length)).toEqual([2, 2]);
    expect(text.split("\t")[0]).toBe(await cell(page, 1, "Initiative").locator(".name-cell").textContent());
  });

  test("reorders with Alt and the arrows, and the focus follows", async ({ page }) => {
    const first = await cell(page, 1, "Initiative").locator(".name-cell").textContent();
    await cell(page, 1, "Initiative").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(cell(page, 2, "Initiative")).toContainText(first);
    await expect(cell(page, 2, "Initiative")).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(cell(page, 3, "Initiative")).toContainText(first);
    await expect(cell(page, 3, "#")).toHaveText("3");
    await page.keyboard.press("Alt+ArrowUp");
    await expect(cell(page, 2, "Initiative")).toBeFocused();
  });

  test("reorders by the handle", async ({ page }) => {
    const first = await cell(page, 1, "Initiative").locator(".name-cell").textContent();
    await cell(page, 1, "#").locator(".grip").hover();
    await page.mouse.down();
    await cell(page, 4, "Owner").hover();
    await page.mouse.up();
    await expect(cell(page, 4, "Initiative")).toContainText(first);
  });

  test("adds and deletes rows", async ({ page }) => {
    await page.getByRole("button", { name: "Initiative", exact: true }).click();
    await expect(rows(page)).toHaveCount(10);
    await page.keyboard.type("Typed at once");
    await page.keyboard.press("Enter");
    await expect(cell(page, 10, "Initiative")).toContainText("Typed at once");
    await cell(page, 10, "Initiative").focus();
    await page.keyboard.press("Shift+Delete");
    await expect(rows(page)).toHaveCount(9);
    await expect(cell(page, 9, "Initiative")).toBeFocused();

    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("n");
    await expect(page.getByRole("dialog", { name: "New initiative" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(10);
  });

  test("filters", async ({ page }) => {
    await page.getByText("In the plan", { exact: true }).click();
    await expect(rows(page)).toHaveCount(6);
    await page.getByRole("searchbox").fill("no such thing");
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole("button", { name: "Show all rows" }).click();
    await expect(rows(page)).toHaveCount(9);
  });

  test("leads from a gap to its cell", async ({ page }) => {
    const gap = page.getByRole("region", { name: /to close$/ }).getByRole("listitem").first();
    await expect(gap).toBeVisible();
    await gap.getByRole("button").click();
    await expect(page.locator("[role=gridcell]:focus, dialog[open]")).toHaveCount(1);
  });

  test("keeps everything over a reload", async ({ page }) => {
    await cell(page, 1, "Owner").focus();
    await page.keyboard.type("Somebody else");
    await page.keyboard.press("Enter");
    await expect(page.locator(".save-state")).toContainText("Saved");
    await page.reload();
    await expect(cell(page, 1, "Owner")).toHaveText("Somebody else");
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`has no barriers, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.locator(".trace-tree > li > details > summary").first().click();
      await page.locator(".trace-inside summary").first().click();
      await expect(page.locator(".trace-milestones li").first()).toBeVisible();
      await axe(page);
      await cell(page, 1, "Details").focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog")).toBeVisible();
      await axe(page);
    });
  }
});

test.describe("from goal to milestone", () => {
  test.beforeEach(async ({ page }) => {
    await open(page, "#/portfolio");
    await openSample(page, "One-person project office");
  });

  const card = (page) => page.locator("section[aria-labelledby=trace-title]");
  const summary = (page, name) => card(page).locator("summary").filter({ hasText: name }).first();

  test("opens level by level with the keyboard, and the focus comes back from the dialog", async ({ page }) => {
    await expect(card(page).locator(".trace-tree > li")).toHaveCount(3);
    await expect(summary(page, "Spare parts sold online")).toContainText(/€290k · \d+ %\s*2 initiatives/);
    await expect(card(page).getByText("Web shop for spare parts")).toHaveCount(0);
    await summary(page, "Spare parts sold online").focus();
    await page.keyboard.press("Enter");
    await expect(summary(page, "Web shop for spare parts")).toContainText(/P50 \d+ \w+ \d+ – P80/);
    // The note is no stop on the way: from the objective straight to the first that serves it, and on.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(summary(page, "Web shop for spare parts")).toBeFocused();
    await page.keyboard.press("Space");
    await expect(card(page).locator(".trace-milestones li")).toHaveCount(3);
    await expect(card(page).locator(".trace-milestones li").last()).toContainText(/\d{4}$/);
    await page.keyboard.press("Tab");
    const details = card(page).getByRole("button", { name: "Details: Web shop for spare parts" });
    await expect(details).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Web shop for spare parts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(details).toBeFocused();
  });

  test("lists broken chains, and mending one takes it off", async ({ page }) => {
    await expect(card(page).getByRole("heading", { level: 2 })).toHaveText(/^Nobody answers for or measures the benefit of \d+ % of the plan’s money$/);
    const broken = card(page).getByRole("region", { name: "2 broken chains to mend" });
    await expect(broken.getByRole("listitem")).toHaveText([/^Information security.*€85k: nobody answers for its benefit\./, /^Sustainability report.*€45k/]);
    for (const [name, left] of [["Information security", "1 broken chain to mend"], ["Sustainability report", "No chain is broken"]]) {
      await card(page).getByRole("button", { name: `Mend: ${name}` }).click();
      await page.getByRole("dialog").getByLabel("Benefit owner").fill("The board");
      await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
      await expect(card(page).getByRole("heading", { name: left })).toBeVisible();
    }
    await expect(card(page).getByRole("heading", { level: 2 })).toHaveText(/^All money serves an objective; \d+ % of it “/);
  });

  test("says which objective nothing serves", async ({ page }) => {
    for (const row of [3, 4]) {
      await cell(page, row, "In plan").focus();
      await page.keyboard.press("Space");
    }
    await expect(card(page).getByRole("heading", { level: 2 })).toHaveText("Nothing in the plan serves “Spare parts sold online”");
    await expect(summary(page, "Spare parts sold online")).toContainText("served by nothing");
    await expect(card(page).getByRole("listitem").filter({ hasText: "Nothing in the plan serves this objective." })).toHaveCount(1);
  });
});

test.describe("an empty portfolio", () => {
  test("says how to begin, and takes a paste", async ({ page }) => {
    await open(page, "#/portfolio");
    await openSample(page, "Empty portfolio");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No initiatives yet");
    await axe(page);
    await paste(page, "First\tproject\nSecond\tproduct");
    await expect(rows(page)).toHaveCount(2);
    await expect(cell(page, 2, "Kind")).toHaveText("Product");
  });

  test("is begun in order: goals, money, work, people, services", async ({ page }) => {
    await open(page, "#/portfolio");
    await openSample(page, "Empty portfolio");
    const title = page.locator("#steps-title");
    await expect(title).toHaveText("Five steps make a portfolio; begin with the goals");
    await page.getByRole("button", { name: "Write objectives" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Objective", exact: true }).click();
    await dialog.getByLabel(/^Budget per year/).fill("2026: 400");
    await dialog.getByLabel(/^Budget per year/).blur();
    await page.keyboard.press("Escape");
    await expect(title).toHaveText("Three steps are left; next: demand");
    await page.getByRole("button", { name: "Add roles" }).click();
    await expect(page).toHaveURL(/#\/capacity/);
  });

  test("of a real portfolio no step is left", async ({ page }) => {
    await open(page, "#/portfolio");
    await expect(rows(page).first()).toBeVisible();
    await expect(page.locator("#steps-title")).toHaveCount(0);
  });
});

test.describe("the dialog of an initiative", () => {
  test.beforeEach(async ({ page }) => {
    await open(page, "#/portfolio");
    await openSample(page, "One-person project office");
    await cell(page, 1, "Initiative").focus();
    await page.keyboard.press("Control+Enter");
  });

  test("edits fields and says why one is refused", async ({ page }) => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Sponsor").fill("The board");
    await dialog.getByLabel(/^Cost per year/).fill("2026: 40, 2027: 60");
    const name = dialog.getByLabel(/^Name/);
    await name.fill("");
    await name.blur();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await name.fill("Another name");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(cell(page, 1, "Initiative")).toContainText("Another name");
    await expect(cell(page, 1, "Cost")).toHaveText("€100k");
    await expect(cell(page, 1, "Initiative")).toBeFocused();
  });

  test("adds, estimates and deletes a stage", async ({ page }) => {
    const dialog = page.getByRole("dialog");
    const stages = dialog.locator(".stage");
    const before = await stages.count();
    await dialog.getByRole("button", { name: "Add a stage" }).click();
    await expect(stages).toHaveCount(before + 1);
    const stage = stages.last();
    await expect(stage.getByLabel("Work")).toHaveValue("4");
    await expect(stage.locator(".chip")).toHaveCount(1);

    await stage.getByLabel("Work").fill("P10 10 P90 40");
    await stage.getByLabel("Work").press("Enter");
    await expect(stage).toContainText("P10 10.0 – P90 40.0 weeks");
    await stage.getByLabel("Work").fill("14/5/2");
    await stage.getByLabel("Work").press("Enter");
    await expect(stage.getByRole("alert")).toContainText("least/most likely/most");
    await stage.getByLabel("Work").fill("2/5/14");
    await stage.getByLabel("Work").press("Enter");
    await expect(stage.getByRole("alert")).toHaveCount(0);

    // An effort needs people among whom to divide it.
    await stage.getByLabel("Unit").selectOption("person-weeks");
    await expect(stage.getByRole("alert")).toBeVisible();
    await expect(stage.getByLabel("Unit")).toHaveValue("0");
    await stage.getByLabel("Add a role").selectOption({ index: 1 });
    await expect(stage.locator(".person-line")).toHaveCount(1);
    await stage.getByLabel("Unit").selectOption("person-weeks");
    await expect(stage.getByLabel("Unit")).toHaveValue("1");

    await stage.getByRole("button", { name: /^Delete stage/ }).click();
    await expect(stages).toHaveCount(before);
  });

  test("says how sure each promise is; the worst is the status", async ({ page }) => {
    const dialog = page.getByRole("dialog");
    const promises = dialog.getByRole("region", { name: /^Will it keep its promises/ });
    await expect(promises).toContainText("not all of them are known yet");
    await expect(promises.getByText(/^95 % interval (> )?\d+–(> )?\d+ %$/)).toBeVisible();

    await promises.getByLabel("On benefit, %").fill("120");
    await promises.getByLabel("On benefit, %").press("Enter");
    await expect(promises.getByRole("alert")).toContainText("from 0 to 100");
    await promises.getByLabel("On benefit, %").fill("35 %");
    await promises.getByLabel("On benefit, %").press("Enter");
    await expect(promises.getByRole("alert")).toHaveCount(0);
    await expect(promises.getByLabel("On benefit, %")).toHaveValue("35");
    await expect(promises.getByRole("heading")).toContainText("On benefit 35 %, the least sure of the four: more likely broken than kept");
    await expect(promises.locator(".promises-sum")).toContainText(/All four: \d+ %.* between \d+ % and 35 % however they hang together/);
    await promises.getByRole("button", { name: /Why this number/ }).click();
    await expect(page.getByRole("dialog", { name: /^Why \d+ %: chance that all four/ })).toContainText(/× 35 % = (< )?\d+ %/);
    await page.keyboard.press("Escape");

    await promises.getByLabel("If it fails: contingency plan").fill("Ask again in a year.");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(cell(page, 1, "Status")).toContainText("On benefit 35 %");
    await expect(cell(page, 1, "Status")).toContainText(/on scope 90 %, on budget 85 %, on benefit 35 %/);
    await cell(page, 1, "Status").focus();
    await page.keyboard.press("Enter");
    await expect(dialog.getByLabel("If it fails: contingency plan")).toHaveValue("Ask again in a year.");
  });

  test("links to other initiatives and takes links away", async ({ page }) => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Requires also").selectOption({ index: 1 });
    const remove = dialog.getByRole("button", { name: /^Requires no longer/ });
    await expect(remove).not.toHaveCount(0);
    const links = await remove.count();
    await remove.first().click();
    await expect(remove).toHaveCount(links - 1);
  });

  test("is worth more or less together with another, and no longer", async ({ page }) => {
    const part = page.getByRole("dialog").locator(".synergies");
    const add = part.getByRole("button", { name: "Add", exact: true });
    await add.click();
    await expect(part.getByRole("alert")).toContainText("Choose the other initiative first");
    await part.getByLabel("Together with", { exact: true }).selectOption({ index: 1 });
    await part.getByLabel("Points together", { exact: true }).fill("12.5");
    await add.click();
    const points = part.getByLabel(/^Points together with/);
    await expect(points).toHaveValue("12.5");
    await points.fill("-4");
    await points.blur();
    await expect(points).toHaveValue("−4");
    await points.fill("4000");
    await points.blur();
    await expect(part.getByRole("alert")).toContainText("from -1000 to 1000");
    await part.getByRole("button", { name: /^No longer worth anything together with/ }).click();
    await expect(points).toHaveCount(0);
  });

  test("deletes the initiative, with undo", async ({ page }) => {
    await page.getByRole("button", { name: "Delete initiative" }).click();
    await expect(rows(page)).toHaveCount(8);
    await page.keyboard.press("Control+z");
    await expect(rows(page)).toHaveCount(9);
  });
});

test.describe("import", () => {
  test.beforeEach(async ({ page }) => open(page, "#/portfolio"));

  /** The portfolio of one person as the page itself exports it. */
  async function exported(page) {
    await openSample(page, "One-person project office");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const text = await readFile(await (await download).path(), "utf8");
    await openSample(page, "Empty portfolio");
    return text;
  }

  test("opens a portfolio by the file chooser, with a preview and undo", async ({ page }) => {
    const text = await exported(page);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.locator("input[type=file]").setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: Buffer.from(text) });
    const dialog = page.getByRole("dialog", { name: "Open plan.json" });
    await expect(dialog).toContainText("initiatives9");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No initiatives yet");
    await axe(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No initiatives yet");

    await drop(page, "plan.json", text);
    await page.getByRole("button", { name: "Open it" }).click();
    await expect(rows(page)).toHaveCount(9);
    await page.getByRole("button", { name: "Undo import of plan.json" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No initiatives yet");
  });

  test("tells what is wrong with a broken file and leaves the portfolio alone", async ({ page }) => {
    const before = await rows(page).count();
    await drop(page, "broken.json", '{"format": "pmo-workbench", "version": 2, "document": {');
    await expect(page.getByRole("alert").first()).toContainText("broken.json was not opened");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(rows(page)).toHaveCount(before);
    await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
  });

  test("imports the published list as it is, with counts and undo", async ({ page }) => {
    await openSample(page, "Empty portfolio");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.locator("input[type=file]").setInputFiles(GMPP.pathname);
    const dialog = page.getByRole("dialog", { name: "Import gmpp_march_2023.csv" });
    await expect(dialog).toContainText("244 rows, 19 columns");
    await expect(dialog.locator(".import-problems li")).toHaveCount(100);
    await expect(dialog).toContainText("and 123 more");
    await expect(dialog.getByText("244 new")).toBeVisible();
    await axe(page);

    await dialog.getByText(/^Which column holds what/).click();
    await dialog.getByLabel(/^Department/).selectOption("not in the file");
    await expect(dialog).toContainText("7 of 19 columns used");
    await dialog.getByRole("button", { name: "Import 244 rows" }).click();
    await expect(rows(page)).toHaveCount(244);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^244 initiatives, 0 in the plan/);

    // The map is remembered, and the same rows are met again.
    await drop(page, "again.csv", await readFile(GMPP, "utf8"));
    const again = page.getByRole("dialog", { name: "Import again.csv" });
    await expect(again).toContainText("7 of 19 columns used");
    await expect(again.getByText("0 new")).toBeVisible();
    await again.getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("button", { name: "Undo import of gmpp_march_2023.csv" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No initiatives yet");
  });

  test("lets the reading be chosen", async ({ page }) => {
    await drop(page, "list.csv", "Name;Cost;End\nOne;1.234,5;03.04.2027\nTwo;198 to 240;31.05.2027\n;5;\n");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("separator “;”, decimal comma, dates day first");
    await expect(dialog.getByRole("button", { name: "Import 2 rows, leave out 1" })).toBeVisible();
    await expect(dialog.locator(".import-problems")).toContainText("Line 3, Cost: “198 to 240” is not a number");
    await expect(dialog.locator(".import-problems")).toContainText("Line 4, Name: the row has no name");
    // A cell that is not understood is mended where it is told.
    await dialog.getByLabel("Cost of line 3").fill("198..240");
    await dialog.getByLabel("Cost of line 3").press("Tab");
    await expect(dialog.locator(".import-problems")).toContainText("“198..240” is not a number");
    await dialog.getByLabel("Cost of line 3").fill("219");
    await dialog.getByLabel("Cost of line 3").press("Tab");
    await expect(dialog.locator(".import-problems")).not.toContainText("Line 3, Cost");
    await dialog.getByLabel("Name of line 4").fill("Three");
    await dialog.getByLabel("Name of line 4").press("Enter");
    await expect(dialog.getByRole("button", { name: "Import 3 rows" })).toBeVisible();
    await dialog.getByLabel("Decimal").selectOption({ index: 0 });
    await expect(dialog.locator(".import-problems")).toContainText("1.234,5");
    await dialog.getByLabel("Separator").selectOption({ index: 0 });
    await expect(dialog.getByRole("button", { name: /^Import 0 rows/ })).toBeDisabled();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
  });
});

test.describe("work under way", () => {
  test("is told by shares and money, or by items, as it is delivered", async ({ page }) => {
    await open(page);
    const card = page.getByRole("region", { name: /initiatives under way/ });
    await expect(card).toBeVisible();
    await expect(card.getByRole("row", { name: /Local Land Charges/ })).toContainText("46 % of 48 %");
    await expect(card.getByRole("row", { name: /GOV.UK One Login/ })).toContainText("59 %");

    // What nobody has reported yet is reported in the dialog, with the keyboard.
    await card.getByRole("button", { name: "Unique Customer Record" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reported on").fill("2023-03-31");
    await dialog.getByLabel("Items done").fill("10");
    await dialog.getByLabel("Items left").fill("20");
    await dialog.getByLabel("Items finished in each past week").fill("5 5 five");
    await dialog.getByLabel("Items finished in each past week").press("Tab");
    await expect(dialog.getByRole("alert")).toContainText("“five” is not a number of items");
    await dialog.getByLabel("Items finished in each past week").fill("5, 5");
    await dialog.getByLabel("Items finished in each past week").press("Tab");
    await expect(dialog).toContainText("Done with a chance of 80 % by 28 Apr 2023");
    await expect(dialog).toContainText("A rough guide: 2 past weeks tell little");
    await axe(page);
    await dialog.getByRole("button", { name: "Done", exact: true }).click();
    await expect(card.getByRole("row", { name: /Unique Customer Record/ })).toContainText("33 %");
  });

  test("what the next state asks for is named, and the day of a new state is kept", async ({ page }) => {
    await open(page);
    await cell(page, 1, "Initiative").click();
    await page.keyboard.press("Control+Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^State/).selectOption("Demand");
    const today = await page.evaluate(() => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
    await expect(dialog.getByLabel("In this state since")).toHaveValue(today);
    await dialog.getByLabel("Sponsor").fill("");
    await dialog.getByLabel("Sponsor").press("Tab");
    await expect(dialog).toContainText("Before it enters Prioritising, write down a sponsor.");
    await dialog.getByRole("button", { name: "Done", exact: true }).click();
    await page.getByRole("button", { name: /^Undo sponsor of/ }).click();
    await page.getByRole("button", { name: /^Undo state of/ }).click();
    await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
  });
});

/** Typing went on while the browser went back: the field spoke to a page that was gone, and the app stopped. */
test("going back in the middle of a word keeps it", async ({ page }) => {
  await open(page, "#/select");
  await page.goto("./#/portfolio");
  await cell(page, 2, "Owner").click();
  await page.keyboard.type("Half a na");
  await page.goBack();
  await expect(page.locator("[role=grid]")).toHaveCount(0);
  await page.goForward();
  await expect(cell(page, 2, "Owner")).toHaveText("Half a na");

  await page.goto("./#/capacity");
  await page.getByRole("spinbutton", { name: /^Run, 1 to/ }).fill("55");
  await page.goBack();
  await expect(page.locator("[role=grid]")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(cell(page, 2, "Owner")).not.toHaveText("Half a na");
});

test("the focus stays near what a key has taken away", async ({ page }) => {
  await open(page, "#/select");
  const use = page.getByRole("button", { name: "Use the best set" }).first();
  await expect(use).toBeEnabled({ timeout: 30_000 });
  await use.press("Enter");
  await expect(page.getByRole("button", { name: /^Undo/ }).first()).toBeEnabled();
  await expect.poll(() => page.evaluate(() => document.activeElement.tagName)).not.toBe("BODY");
});
