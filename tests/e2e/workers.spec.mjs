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
        setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "crashed on purpose" })));
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

test("a worker that is still busy with what was stopped is replaced at once", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "hardwareConcurrency", { value: 1 });
    const Real = Worker;
    globalThis.started = [];
    globalThis.Worker = class extends Real {
      constructor(...args) {
        super(...args);
        started.push(performance.now());
      }
      postMessage(message, ...rest) {
        // As if each question of a selection took for ever, as a hard proof does.
        if (typeof message === "string" && message.includes('"begin"')) this.isStuck = started.length === 1 && message.includes('"select"');
        if (this.isStuck && typeof message === "string" && message.includes('"work"')) return;
        super.postMessage(message, ...rest);
      }
    };
  });
  await open(page, "#/select");
  const stop = page.getByRole("button", { name: "Stop" });
  await stop.waitFor();
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => started.length)).toBe(1);
  const replaced = await page.evaluate(async () => {
    const began = performance.now();
    document.querySelector(".select-work button").click();
    while (started.length < 2) await new Promise((next) => setTimeout(next, 5));
    return started[1] - began;
  });
  console.log(`a busy worker is replaced ${Math.round(replaced)} ms after Stop`);
  await expect(page.locator(".select-work")).toContainText("Stopped");
  expect(await fingerprint(page)).toBe(natively());
});

test("a change goes to the workers before the page draws it, and they do nothing else until they have answered", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.wire = [];
    const Real = Worker;
    globalThis.Worker = class extends Real {
      constructor(...args) {
        super(...args);
        this.addEventListener("message", ({ data }) => {
          const done = JSON.parse(data[0]).done;
          if (done) wire.push({ done: done.run });
        });
      }
      postMessage(message, ...rest) {
        if (typeof message === "string") {
          const { begin, work } = JSON.parse(message);
          wire.push(begin ? { begin: begin.run, kind: Object.keys(begin.job)[0] } : { work: work.run });
        }
        super.postMessage(message, ...rest);
      }
    };
  });
  await fingerprint(page);
  // Within the press: what is tried on the former plan may still be going on.
  const run = await page.getByRole("button", { name: "One more Security" }).evaluate((button) => {
    wire.length = 0;
    button.click();
    return wire.find((message) => message.kind === "simulate")?.begin;
  });
  expect(run).toBeDefined();
  await page.waitForFunction((run) => wire.some((message) => message.done === run), run);
  const until = await page.evaluate((run) => wire.slice(0, wire.findIndex((message) => message.done === run)), run);
  expect(until.filter((message) => message.work !== undefined && message.work !== run)).toEqual([]);
  await page.waitForFunction(() => wire.some((message) => message.kind === "experiment"));
});

test("the page is never blocked while it simulates", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ entryTypes: ["longtask"] });
  });
  await fingerprint(page);
  await page.evaluate(() => { longTasks.length = 0; });
  // From the press to the frame that shows the first runs, as the page sees it.
  const first = await page.getByRole("button", { name: "One more Security" }).evaluate(async (button) => {
    const began = performance.now();
    const shown = () => Number(/n = ([\d,]+) of/.exec(document.querySelector(".run-line .progress").textContent)?.[1].replace(",", "") ?? 0);
    const before = shown();
    button.click();
    while (shown() === before || shown() === 0) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 45_000 });
  const seconds = /settled in ([\d.]+)/.exec(await page.locator(".trio-run").innerText())[1];
  const blocked = await page.evaluate(() => longTasks);
  console.log(`10,000 runs of the sample in ${seconds} s; first partial answer after ${Math.round(first)} ms; tasks above 50 ms: ${blocked.map((ms) => Math.round(ms)).join(", ") || "none"}`);
});
