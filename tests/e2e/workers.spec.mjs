// The workers: same bits whatever their number, and no run is lost with one of them.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, open, test } from "./fixtures.mjs";

const top = fileURLToPath(new URL("../../", import.meta.url));

/** Fingerprint of the run that the page shows, once it is whole. */
async function fingerprint(page) {
  await open(page, "#/capacity");
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 45_000 });
  await expect(page.locator(".run-line .progress")).toContainText("n = 10,000 of 10,000");
  return page.locator(".checksum").innerText();
}

/** The same run by the command line. */
function natively() {
  const pmo = ["release", "debug"].map((profile) => `${top}target/${profile}/pmo`).find(existsSync);
  if (!pmo) throw new Error("the command line is not built: cargo build --bin pmo");
  const sample = execFileSync(pmo, ["sample", "gmpp"]);
  return JSON.parse(execFileSync(pmo, ["simulate", "-", "--json"], { input: sample, maxBuffer: 1e8 })).checksum;
}

for (const workers of [1, 4]) {
  test(`${workers} in Chromium give the bits of the command line`, async ({ page }) => {
    await page.addInitScript((workers) => Object.defineProperty(navigator, "hardwareConcurrency", { value: workers }), workers);
    expect(await fingerprint(page)).toBe(natively());
    expect(page.workers().length).toBe(workers);
  });
}

/** Spoils the first worker: `how` gets it after its first chunk was asked for. */
const spoilFirst = (page, how) => page.addInitScript((how) => {
  Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 });
  const Real = Worker;
  let count = 0;
  globalThis.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      this.place = count++;
    }
    postMessage(message, ...rest) {
      const asksForWork = typeof message === "string" && message.includes('"work"');
      if (this.place === 0 && asksForWork) {
        if (how === "silent") return;
        this.dispatchEvent(new ErrorEvent("error", { message: "crashed on purpose" }));
        return;
      }
      super.postMessage(message, ...rest);
    }
  };
}, how);

test("a crashed worker is replaced and its chunk done again", async ({ page }) => {
  await spoilFirst(page, "crash");
  expect(await fingerprint(page)).toBe(natively());
});

test("a silent worker is replaced and its chunk done again", async ({ page }) => {
  await spoilFirst(page, "silent");
  expect(await fingerprint(page)).toBe(natively());
});

test("the page is never blocked while it simulates", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ entryTypes: ["longtask"] });
  });
  await fingerprint(page);
  await page.evaluate(() => { longTasks.length = 0; });
  const began = Date.now();
  await page.getByRole("button", { name: "One more Security" }).click();
  await expect(page.locator(".run-line .progress")).not.toContainText("n = 0 of");
  const first = Date.now() - began;
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 45_000 });
  const seconds = /settled in ([\d.]+)/.exec(await page.locator(".trio-run").innerText())[1];
  const blocked = await page.evaluate(() => longTasks);
  console.log(`10,000 runs of the sample in ${seconds} s; first partial answer after about ${first} ms; tasks above 50 ms: ${blocked.map((ms) => Math.round(ms)).join(", ") || "none"}`);
});
