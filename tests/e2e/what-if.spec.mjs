// What-ifs: lists of changes on the plan, which stays as it is until one is adopted.

import { test, expect, open, axe } from "./fixtures.mjs";

const current = (page) => page.locator(".scenario bdi");

async function begin(page) {
  await page.keyboard.press("w");
  await page.getByRole("button", { name: "New what-if" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(current(page)).toHaveText("What-if 4");
}

test("a change in a what-if leaves the plan alone, and undo takes it back", async ({ page }) => {
  await open(page, "#/prioritise");
  const slider = page.getByRole("slider", { name: "Public value" });
  const before = await slider.inputValue();
  await begin(page);
  await slider.fill("0");
  await expect(page.locator(".scenario-band")).toContainText("1 change to the plan, which stays as it is");
  await page.getByRole("button", { name: "Back to the plan" }).click();
  await expect(slider).toHaveValue(before);
  await expect(page.getByRole("button", { name: "Undo weight of Public value in What-if 4" })).toBeEnabled();
});

test("an adopted what-if is the plan, in one step of undo", async ({ page }) => {
  await open(page, "#/prioritise");
  const slider = page.getByRole("slider", { name: "Public value" });
  const before = await slider.inputValue();
  await begin(page);
  await slider.fill("0");
  await page.getByRole("button", { name: "Adopt it" }).click();
  await expect(current(page)).toHaveText("Plan of record");
  await expect(slider).toHaveValue("0");
  await page.getByRole("button", { name: "Undo adoption of What-if 4" }).click();
  await expect(slider).toHaveValue(before);
});

test("what if this fails: it leaves the plan, and the contingency plan is told", async ({ page }) => {
  await open(page, "#/portfolio");
  await page.getByRole("button", { name: /Details of GOV.UK One Login/ }).click();
  await page.getByRole("button", { name: "What if it fails?" }).click();
  await expect(current(page)).toHaveText("Without GOV.UK One Login");
  await expect(page.getByText("Departments keep their own sign-in for a year")).toBeVisible();
  await expect(page.locator(".trio-note").first()).toContainText("plan:");
  await page.getByRole("button", { name: "Back to the plan" }).click();
  await expect(page.locator(".trio-note").first()).not.toContainText("plan:");
});

test("what-ifs survive a reload, which begins in the plan", async ({ page }) => {
  await open(page, "#/prioritise");
  await begin(page);
  await page.getByRole("slider", { name: "Public value" }).fill("0");
  await expect(page.locator(".save-state")).toContainText("Saved");
  await page.reload();
  await expect(current(page)).toHaveText("Plan of record");
  await page.keyboard.press("w");
  await expect(page.getByRole("textbox", { name: "Name of the what-if" }).last()).toHaveValue("What-if 4");
  await page.getByRole("button", { name: "Take out weight of Public value" }).click();
  await expect(page.getByText("Changes nothing yet.")).toBeVisible();
});

test("the list and the band have no accessibility violations in either theme", async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await open(page, "#/prioritise");
    await page.keyboard.press("w");
    await page.getByRole("button", { name: "New what-if" }).click();
    await axe(page);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("slider", { name: "Public value" }).fill("0");
    await expect(page.locator(".scenario-band")).toBeVisible();
    await axe(page);
  }
});
