// The work unit W1: 100 initiatives of three stages, 20 roles, 256 weeks. Same counts by one worker and by two, and how
// fast they are beside plain JavaScript on the same machine.

import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { expect, open, test } from "./fixtures.mjs";

const top = fileURLToPath(new URL("../../", import.meta.url));

/** W1 as a portfolio, to be run so often. */
async function w1(iterations) {
  const unit = JSON.parse(await readFile(`${top}tests/capacity/w1_portfolio.json`, "utf8"));
  const day = (week) => new Date(Date.UTC(2026, 0, 5) + week * 6048e5).toISOString().slice(0, 10);
  const [low, likely, high] = unit.absence;
  const roles = unit.base.map((tenths, index) => ({ id: 1 + index, name: `Role ${index + 1}`, heads: tenths / 10, changes: [], run_share: 0, absence: { low, likely, high } }));
  const list = Array.from({ length: unit.projects }, (_, project) => ({
    id: 100 + project, reference: "", name: `Initiative ${project + 1}`, department: "", kind: "project", mode: "predictive", state: "execution", in_plan: true, class: "change", sponsor: "", owner: "", approved_outcome: "", objectives: [], scores: {}, cost_per_year: [],
    benefit: { amount: null, owner: "", measure: "", date: null }, requires: [], excludes: [], earliest_start: null, needed_by: day(104),
    stages: unit.acts.filter((act) => act.project === project).map((act) => ({
      id: 1000 + act.id, name: `Stage ${act.phase + 1}`, work: { duration: { three_point: { low: act.lo, likely: act.ml, high: act.hi, shape: "triangular" } } },
      demand: act.demand.map(([role, tenths]) => ({ role: 1 + role, fte: tenths / 10 })), after: act.preds.map((id) => 1000 + id), earliest_start: act.release ? day(act.release) : null,
    })),
  }));
  return JSON.stringify({ format: "pmo-workbench", version: 2, document: {
    portfolio: { name: "Work unit W1", note: "", currency: { code: "EUR", scale: "thousand" }, calendar: { start: "2026-01-05", horizon_weeks: 256 }, mode_labels: ["A", "B", "C"], budget_per_year: [], simulation: { seed: 7, iterations, policy: "serial" } },
    strategy: { objectives: [] }, scoring: { criteria: [] }, initiatives: { list }, people: { roles }, scenarios: { list: [] }, office: { assessments: [] }, next_id: 100_000 } });
}

/** Opens W1 on the page that draws least of it, and waits until it has been run by so many workers. */
async function openW1(page, workers) {
  await page.addInitScript((workers) => Object.defineProperty(navigator, "hardwareConcurrency", { value: workers }), workers);
  await open(page, "#/portfolio");
  await page.keyboard.press("o");
  await page.locator('input[type="file"]').setInputFiles({ name: "w1.json", mimeType: "application/json", buffer: Buffer.from(await w1(200_000)) });
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(page.getByRole("textbox", { name: "Name of the portfolio" })).toHaveValue("Work unit W1");
  await expect(page.locator(".trio-run")).toContainText("n = 200,000", { timeout: 45_000 });
  await expect(page.locator(".trio-run")).toContainText("settled", { timeout: 45_000 });
}

/** From the opening of the file on, with all that is drawn meanwhile: runs per second, and what they add up to. */
async function inThePage(browser, baseURL, workers) {
  const page = await browser.newPage({ baseURL });
  await openW1(page, workers);
  const seconds = Number(/settled in ([\d.]+)/.exec(await page.locator(".trio-run").innerText())[1]);
  await page.keyboard.press("4");
  const fingerprint = await page.locator(".checksum").innerText();
  await page.close();
  return { rate: 200_000 / seconds, fingerprint };
}

test("200,000 runs of W1 in the page give the same by one worker and by two", async ({ browser, baseURL }) => {
  const [one, two] = [await inThePage(browser, baseURL, 1), await inThePage(browser, baseURL, 2)];
  expect(two.fingerprint).toBe(one.fingerprint);
  console.log(`W1 in the page, drawn meanwhile: ${compared(one.rate, two.rate)}`);
});

test("the workers alone count the same of W1 by one and by two", async ({ page }) => {
  await page.addInitScript(() => {
    const Real = Worker;
    globalThis.order = { Worker: Real };
    globalThis.Worker = class extends Real {
      postMessage(message, ...rest) {
        if (message.glue) order.module = message;
        else if (message.startsWith?.('{"begin"') && message.includes('"simulate"')) order.begin = message;
        super.postMessage(message, ...rest);
      }
    };
  });
  await openW1(page, 1);
  const runs = (workers, runs) => page.evaluate(async ([count, runs]) => {
    const LENGTH = 1_024;
    const { run } = JSON.parse(order.begin).begin;
    const start = () => new Promise((ready) => {
      const worker = new order.Worker(pmoWorkbench.worker);
      worker.onmessage = () => ready(worker);
      worker.postMessage(order.module);
    });
    const workers = await Promise.all(Array.from({ length: count }, start));
    const total = [];
    const pass = (from, to) => new Promise((done) => {
      let [next, missing] = [from, to - from];
      const give = (worker) => {
        if (next < to) worker.postMessage(JSON.stringify({ work: { run, chunk: { from: next, to: (next += LENGTH) } } }));
      };
      for (const worker of workers) {
        worker.onmessage = ({ data: [, counts] }) => {
          counts.forEach((count, index) => { total[index] = (total[index] ?? 0n) + count; });
          missing -= LENGTH;
          give(worker);
          if (missing === 0) done();
        };
        give(worker);
        give(worker);
      }
    });
    for (const worker of workers) worker.postMessage(order.begin);
    await pass(0, 4 * LENGTH); // until the browser has compiled it at its best
    const began = performance.now();
    await pass(4 * LENGTH, runs);
    const rate = (runs - 4 * LENGTH) / (performance.now() - began) * 1_000;
    for (const worker of workers) worker.terminate();
    return { rate, total: total.map(String) };
  }, [workers, runs]);
  const plain = Number(execFileSync("node", [`${top}benches/peers/w1.mjs`, "4000"], { encoding: "utf8" }));
  const [one, two] = [await runs(1, 65_536), await runs(2, 65_536)];
  expect(two.total).toEqual(one.total);
  expect(one.total[0]).toBe("65536");
  console.log(`W1 by the workers alone: ${compared(one.rate, two.rate)}; one is ${(one.rate / plain).toFixed(1)} times plain JavaScript (${plain})`);
});

/** Runs per second of one and of two workers, and what the second is worth. */
function compared(one, two) {
  return `${Math.round(one)} runs/s in one worker, ${Math.round(two)} in two: ${Math.round((100 * two) / one / 2)} % efficiency`;
}
