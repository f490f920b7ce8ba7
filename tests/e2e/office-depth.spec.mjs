// Depth of the PMO page: the leader beside the office, the work that is served, the need by business area.

import { axe, expect, open, openNine, test } from "./fixtures.mjs";

const tab = (page, name) => page.getByRole("tab", { name, exact: true });

test("the leader stands beside the PMO, and closing the gap names what falls", async ({ page }) => {
  await openNine(page);
  await tab(page, "Leader").click();
  const beside = page.getByRole("region", { name: "Leader and PMO side by side" });
  await expect(beside.locator("[data-figure=office-level] .value")).toHaveText(/^\d\.\d$/);
  await beside.getByRole("button", { name: /level of the leader/ }).press("Enter");
  await expect(page.getByRole("dialog", { name: /level of the leader/ })).toContainText("Σ importance × level ÷ Σ importance");
  await page.keyboard.press("Escape");
  await beside.getByRole("button", { name: /what closing the gap changes/ }).press("Enter");
  await expect(page.getByRole("dialog", { name: /closing the gap/ })).toContainText("so none is lifted here");
  await page.keyboard.press("Escape");
  // A blind round stays blind here too.
  await tab(page, "Assess").click();
  await page.getByRole("checkbox", { name: "Blind until revealed" }).check();
  await tab(page, "Leader").click();
  await expect(beside.locator("[data-figure=office-level] .value")).toHaveText("–");
  await expect(beside).toContainText("Hidden until the result is revealed");
});

test("the need by business area opens into its shares", async ({ page }) => {
  await openNine(page);
  const areas = page.getByRole("region", { name: "Need by business area" });
  const first = areas.getByRole("button").first();
  await expect(first).toHaveText(/\d+ %/);
  await first.press("Enter");
  await expect(page.getByRole("dialog", { name: /need of/ })).toContainText("mean of its shares of the plan");
});

/** A small model of two dimensions, with `change` applied. */
function ownModel(change = () => {}) {
  const statement = (id) => ({
    id, name: `Topic ${id}`, statement: `We do ${id} on purpose.`,
    anchors: [1, 2, 3, 4, 5].map((level) => `Level ${level} of ${id} is plain to see here.`),
  });
  const dimension = (number, name, weight) =>
    ({ name, short: name, weight, statements: [statement(`${number}.1`), statement(`${number}.2`)] });
  const model = { name: "Our way", edition: 1, dimensions: [dimension(1, "Purpose", 3), dimension(2, "Craft", 1)] };
  change(model);
  return Buffer.from(JSON.stringify(model));
}

const file = (buffer, name = "ours.json") => ({ name, mimeType: "application/json", buffer });

test("the organisation's own statements are loaded, answered by keys, scored and saved", async ({ page }) => {
  await openNine(page);
  await tab(page, "Assess").click();
  const asked = page.locator(".asked-card");
  await expect(asked.getByRole("heading")).toHaveText("The built-in statements are asked");
  await asked.getByLabel("Ask your own…").setInputFiles(file(ownModel()));
  // Nine people have answered the built-in ones: those keep their answers.
  await expect(page.locator(".notices")).toContainText("keeps its answers to its own statements");
  await expect(asked.getByRole("heading")).toHaveText("“Our way” is asked");
  await expect(asked).toContainText("2 dimensions with 4 statements");
  await page.getByRole("button", { name: "Answer as Chief operating officer" }).click();
  await expect(page.locator(".statement-text")).toHaveText("We do 1.1 on purpose.");
  await expect(page.getByText("Organisation, 10")).toHaveCount(0);
  for (const level of ["4", "4", "2", "2"]) await page.keyboard.press(level);
  await page.getByRole("button", { name: "Show the result" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("strongest in purpose, weakest in craft");
  await expect(page.locator("[data-figure=mean] .value")).toContainText("3.5");
  await expect(page.getByRole("region", { name: "Answered by your own statements, “Our way”" })).toContainText("do not apply here");
  await expect(page.locator(".flags-card, .fit-card")).toHaveCount(0);
  // Weights on the page: the other way round the mean falls.
  await tab(page, "Assess").click();
  await asked.getByText("Weights, as they came").click();
  const weight = asked.getByRole("textbox", { name: "Weight of Craft" });
  await weight.fill("9");
  await weight.press("Enter");
  await expect(asked.getByText("Weights, 1 changed")).toBeVisible();
  await expect(asked.getByRole("row", { name: /Craft/ })).toContainText("75 %");
  await weight.fill("plenty");
  await weight.press("Enter");
  await expect(asked.getByRole("alert").filter({ hasText: "is no weight" })).toBeVisible();
  await expect(weight).toHaveValue("9");
  const download = page.waitForEvent("download");
  await asked.getByRole("button", { name: "Save as JSON" }).click();
  const saved = JSON.parse(await (await (await download).createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString()));
  expect(saved.dimensions.map((it) => it.weight)).toEqual([3, 9]);
  await tab(page, "Result").click();
  await expect(page.locator("[data-figure=mean] .value")).toContainText("2.5");
  // The roadmap goes by the built-in round.
  await tab(page, "Roadmap").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("would lift the office");
});

test("a file that is no model changes nothing and says where it is wrong", async ({ page }) => {
  await openNine(page);
  await tab(page, "Assess").click();
  const asked = page.locator(".asked-card");
  const choose = (buffer) => asked.getByLabel("Ask your own…").setInputFiles(file(buffer));
  const alert = asked.getByRole("alert").first();
  await choose(ownModel((model) => { model.dimensions[1].weight = "much"; }));
  await expect(alert).toContainText("ours.json was not taken: model.dimensions[1].weight");
  await choose(ownModel((model) => { model.dimensions[1].statements[0].id = "1.1"; }));
  await expect(alert).toContainText("the statement 1.1 stands there twice; give one of the two a number of its own. Nothing has changed.");
  await choose(Buffer.from("{\"name\": "));
  await expect(alert).toContainText("line 1, column");
  await choose(Buffer.from([0xff, 0xfe, 0x00]));
  await expect(alert).toContainText("not UTF-8 text");
  await expect(asked.getByRole("heading")).toHaveText("The built-in statements are asked");
  await expect(page.getByRole("button", { name: "Undo opening of Nine views of one office" })).toBeVisible();
});

test("statements are dropped on their card, and undo brings the built-in ones back", async ({ page }) => {
  await open(page, "#/pmo");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Open Empty portfolio" }).click();
  await tab(page, "Result").click();
  await page.getByRole("button", { name: "Begin an assessment" }).click();
  await page.getByRole("button", { name: "Show the result" }).click();
  await tab(page, "Assess").click();
  const asked = page.locator(".asked-card");
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "ours.json", { type: "application/json" }));
    return data;
  }, ownModel().toString());
  await asked.dispatchEvent("drop", { dataTransfer: data });
  await expect(asked.getByRole("heading")).toHaveText("“Our way” is asked");
  await expect(page.locator(".person-count").first()).toHaveText("0 of 4");
  await page.keyboard.press("Control+z");
  await expect(asked.getByRole("heading")).toHaveText("The built-in statements are asked");
  await page.keyboard.press("Control+Shift+z");
  await asked.getByRole("button", { name: "Back to the built-in" }).click();
  await expect(page.locator(".person-count").first()).toHaveText("0 of 50");
});

test("what is shown grows with the office, and all of it is one press away", async ({ page }) => {
  await openNine(page);
  await tab(page, "Charter").click();
  const growth = page.getByRole("region", { name: "How far has your PMO grown?" });
  const rail = page.getByRole("navigation", { name: "Pages" });
  await growth.getByText("Solo").click();
  await expect(rail.getByRole("link", { name: /Select/ })).toBeHidden();
  await expect(tab(page, "Leader")).toBeHidden();
  await expect(page.locator(".staff-card")).toHaveCount(0);
  // The arrows pass over what is hidden.
  await tab(page, "Charter").press("ArrowRight");
  await expect(tab(page, "Result")).toHaveAttribute("aria-selected", "true");
  await tab(page, "Result").press("ArrowRight");
  await expect(tab(page, "Charter")).toHaveAttribute("aria-selected", "true");
  await rail.getByRole("button", { name: "Show all" }).click();
  await expect(tab(page, "Leader")).toBeVisible();
  await growth.getByText("Team").click();
  await expect(rail.getByRole("link", { name: /Select/ })).toBeVisible();
  await expect(tab(page, "Leader")).toBeHidden();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(tab(page, "Leader")).toBeVisible();
});

test("the staffing plan says which support nobody can give", async ({ page }) => {
  await open(page, "#/pmo");
  await tab(page, "Charter").click();
  const staff = page.locator(".staff-card");
  await staff.getByRole("textbox", { name: "Hours of support of one initiative, Adaptive" }).fill("20");
  await staff.getByRole("textbox", { name: "Hours of support of one initiative, Adaptive" }).press("Enter");
  await expect(staff.getByRole("heading")).toContainText("hours of support a week have nobody");
  await staff.getByRole("button", { name: "Somebody of the PMO" }).click();
  await staff.getByRole("combobox", { name: "What Analyst 1 does" }).selectOption("Expert");
  const hours = staff.getByRole("textbox", { name: "Hours a week of Analyst 1" });
  await hours.fill("80");
  await hours.press("Enter");
  await staff.getByRole("checkbox", { name: "Adaptive" }).check();
  await expect(staff.getByRole("row", { name: /^Adaptive/ })).toContainText("80");
  await staff.getByRole("button", { name: /hours of support that are missing/ }).press("Enter");
  await expect(page.getByRole("dialog", { name: /support that are missing/ })).toContainText("least cut");
  await page.keyboard.press("Escape");
  await hours.fill("lots");
  await hours.press("Enter");
  await expect(staff.getByRole("alert")).toContainText("is no number of hours");
});

test("a team pulse and a purpose card belong to an initiative, and the card prints alone", async ({ page }) => {
  await open(page, "#/prioritise");
  await page.locator(".ranking-table .name-button").first().dblclick();
  const dialog = page.getByRole("dialog");
  const form = dialog.getByRole("form", { name: "Team pulse on a day" });
  await form.getByLabel("Asked on").fill("2026-01-12");
  await form.getByLabel("Levels, one for each person").fill("2 3 2 1");
  await form.getByRole("button", { name: "Add pulse" }).click();
  await expect(dialog.getByRole("heading", { name: /Does the team know why/ })).toContainText("2.0 of 5");
  await form.getByLabel("Asked on").fill("2026-03-12");
  await form.getByLabel("Levels, one for each person").fill("5, 4, 5, 5");
  await form.getByLabel("Levels, one for each person").press("Enter");
  await expect(dialog.getByRole("heading", { name: /Does the team know why/ })).toContainText("4.8 of 5, up by 2.8");
  await form.getByLabel("Levels, one for each person").fill("7");
  await form.getByLabel("Levels, one for each person").press("Enter");
  await expect(form.getByRole("alert")).toContainText("“7” is no level");
  await dialog.getByRole("button", { name: "Purpose card" }).click();
  const card = page.locator(".purpose-card");
  await expect(card).toContainText("Why this work matters");
  await expect(card).toContainText("“I know why this work matters”: 4.8 of 5 on");
  await axe(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".app")).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(card).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Back to the initiative" }).click();
  await expect(dialog.getByRole("heading", { name: /Does the team know why/ })).toBeVisible();
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("axe finds nothing in the weights, the staffing plan and the leader beside the PMO", async ({ page }) => {
      await openNine(page);
      await tab(page, "Assess").click();
      await page.locator(".asked-card").getByText("Weights, as they came").click();
      await axe(page);
      await tab(page, "Charter").click();
      await page.locator(".staff-card").getByRole("button", { name: "Somebody of the PMO" }).click();
      await axe(page);
      await tab(page, "Leader").click();
      await axe(page);
    });
  });
}
