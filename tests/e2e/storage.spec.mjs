// Nothing is lost: reload, close, a full or blocked storage, a damaged slot, a second tab.

import { axe, expect, open, test } from "./fixtures.mjs";

const name = (page) => page.getByRole("textbox", { name: "Name of the portfolio" });

async function rename(page, to) {
  await name(page).fill(to);
  await name(page).press("Tab");
}

const saved = (page) => expect(page.locator(".save-state")).toContainText(/Saved \d\d:\d\d:\d\d/);

test("the last edit before the page is closed is there again", async ({ context, page }) => {
  await open(page);
  await rename(page, "Typed just before leaving");
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  await open(again);
  await expect(name(again)).toHaveValue("Typed just before leaving");
});

test.describe("a blocked storage", () => {
  test("is told, the page works, and the portfolio can be exported", async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", {
      get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
    }));
    await open(page);
    await expect(page.locator(".notice")).toContainText("Nothing can be stored here");
    await rename(page, "In memory");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export now" }).first().click();
    expect((await download).suggestedFilename()).toBe("in-memory.json");
  });
});

test("a full storage is told at once, and the portfolio stays in memory", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await rename(page, "Too much");
  await expect(page.locator(".notice-stop")).toContainText("Not saved");
  await expect(page.locator(".notice-stop")).toContainText(/full/);
  await expect(name(page)).toHaveValue("Too much");
});

test("a storage that lies is found out", async ({ page }) => {
  await open(page);
  await page.evaluate(() => { Storage.prototype.setItem = () => {}; });
  await rename(page, "Told to be stored");
  await expect(page.locator(".notice-stop")).toContainText("did not keep what was saved");
});

test("a damaged version is set aside and the one before it opened", async ({ page }) => {
  await open(page);
  await rename(page, "First");
  await saved(page);
  await rename(page, "Zweite Fassung");
  await page.waitForTimeout(900);
  await page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => localStorage[key].includes("Zweite Fassung") && /slot/i.test(key));
    if (keys.length !== 1) throw new Error(`slots with the second revision: ${keys}`);
    // As after a crash: the head says the revision is there, its slot is cut.
    addEventListener("pagehide", (event) => event.stopImmediatePropagation(), true);
    localStorage[keys[0]] = localStorage[keys[0]].slice(0, -40);
  });
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(name(page)).toHaveValue("First");
  await expect(page.locator(".notice").first()).toContainText("damaged");
});

test("a second tab never overwrites silently", async ({ context, page }) => {
  await open(page);
  await rename(page, "From the first tab");
  await saved(page);
  const other = await context.newPage();
  await open(other);
  await rename(other, "From the second tab");
  await saved(other);
  await rename(page, "Again from the first tab");
  await expect(page.locator(".notice-stop")).toContainText("another tab has saved", { ignoreCase: true });
  await page.getByRole("button", { name: "Keep mine" }).click();
  await saved(page);
  await other.reload();
  await expect(other.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(name(other)).toHaveValue("Again from the first tab");
  // And the other way round.
  await rename(other, "The second tab goes on");
  await saved(other);
  await rename(page, "Unheard");
  await page.getByRole("button", { name: "Load theirs" }).click();
  await expect(name(page)).toHaveValue("The second tab goes on");
});

test("an earlier copy can be opened again", async ({ page }) => {
  await open(page);
  await rename(page, "Monday");
  await saved(page);
  await rename(page, "Tuesday");
  await page.waitForTimeout(900);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("earlier");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Open this copy" }).first().click();
  await expect(name(page)).toHaveValue("Monday");
});

test("what is practised is neither stored nor kept, unless one wants it", async ({ page }) => {
  await open(page, "#/portfolio");
  const practise = async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Practise on");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Practice" })).toBeVisible();
  };
  const openSample = async (sample) => {
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("button", { name: `Open ${sample}` }).click();
  };
  const title = page.getByRole("heading", { level: 1 });
  await openSample("One-person project office");
  const before = await title.innerText();
  await saved(page);

  await practise();
  await openSample("Empty portfolio");
  await expect(title).toHaveText("No initiatives yet");
  await axe(page);
  await page.getByRole("button", { name: "End the practice" }).click();
  await expect(title).toHaveText(before);
  await expect(page.getByRole("region", { name: "Practice" })).toHaveCount(0);

  // A reload ends it as well.
  await practise();
  await openSample("Empty portfolio");
  await expect(title).toHaveText("No initiatives yet");
  await page.waitForTimeout(1_000);
  await page.reload();
  await expect(title).toHaveText(before);

  await practise();
  await openSample("Empty portfolio");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(title).toHaveText("No initiatives yet");
  await page.keyboard.press("Control+z");
  await expect(title).toHaveText(before);
});
