// Levels of skill and several things at once: who can do what, who is asked for at a level, what that does to the plan.

import { axe, expect, open, test } from "./fixtures.mjs";

async function settled(page) {
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 30_000 });
  return page.locator(".checksum").first().innerText();
}

async function changed(page, before) {
  await expect(page.locator(".checksum").first()).not.toHaveText(before, { timeout: 30_000 });
  return settled(page);
}

async function type(field, text) {
  await field.fill(text);
  await field.press("Tab");
}

test("people are listed with their levels, a stage asks for one, and the map has a row for it", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  const card = page.locator("section", { has: page.getByRole("heading", { name: "Who can do what" }) });
  await card.getByText("Nobody is listed yet").click();
  for (const [name, level] of [["Mara", "5"], ["Juniors", "2"]]) {
    await card.getByRole("button", { name: "Person", exact: true }).click();
    await type(card.getByLabel("Name", { exact: true }).last(), name);
    await type(card.getByLabel(`Level of ${name} in Architect`), level);
  }
  await type(card.getByLabel("FTE of Juniors"), "3");
  await expect(card.locator("tfoot")).toContainText("25 %");
  const cell = card.getByLabel("Level of Mara in Architect");
  await type(cell, "7");
  await expect(card.getByRole("alert")).toContainText("level");
  await expect(cell).toHaveValue("5");
  await expect(page.locator(".checksum").first()).toHaveText(before);

  await page.goto("./#/portfolio");
  await page.getByRole("button", { name: /^Details of/ }).first().click();
  const dialog = page.getByRole("dialog");
  const level = dialog.getByLabel("Level of skill asked of Architect").first();
  await level.selectOption("4");
  await expect(dialog.locator(".person-fit").first()).toContainText("Mara (5)");
  await page.keyboard.press("Escape");

  await page.goto("./#/capacity");
  const asked = await changed(page, before);
  await page.locator("section", { has: page.locator("#overload-title") }).getByText("Table of these figures").click();
  await expect(page.getByRole("rowheader", { name: "Architect, level 4+" })).toBeVisible();
  await expect(card.locator("table").last()).toContainText("Mara (5)");
  await axe(page);

  // Slower instead of not at all: no row of its own any more.
  const role = page.locator(".role-row").first();
  await role.locator("summary").click();
  await type(role.getByLabel("Slower for each missing level of skill [%]"), "20");
  await changed(page, asked);
  await expect(page.getByRole("rowheader", { name: "Architect, level 4+" })).toHaveCount(0);
});

test("several things at once cost time, as text or by Weinberg's numbers, and are taken back", async ({ page }) => {
  await open(page, "#/capacity");
  const before = await settled(page);
  await page.getByRole("button", { name: /Weinberg/ }).click();
  const curve = page.getByLabel("Lost by working on 2 / 3 / 4 / 5 things at once [%]");
  await expect(curve).toHaveValue("20/40/60/75");
  const slower = await changed(page, before);
  await type(curve, "20/10/60/75");
  await expect(page.getByRole("alert").first()).toContainText("0.2 to 0.9");
  await type(curve, "5/10/15/20");
  await changed(page, slower);
  await type(curve, "");
  await expect(page.locator(".checksum").first()).toHaveText(before, { timeout: 30_000 });
});
