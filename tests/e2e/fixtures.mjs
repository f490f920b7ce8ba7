// The `test` and `expect` that every browser test uses.
//
// Each test fails if the page logs an error, throws, breaks its policy, or asks for anything from another origin, be
// it from a worker. A test that provokes an error on purpose names it:
//
//     test.use({ expectedErrors: [/could not be read/] });

import { readFile } from "node:fs/promises";

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

export { expect };

export const test = base.extend({
  /** Patterns of the errors that a test provokes on purpose. */
  expectedErrors: [[], { option: true }],

  /** What went wrong, and every address asked for, so far: `{ errors, requests }`. Checked after each test. */
  watch: [async ({ baseURL, context, expectedErrors }, use) => {
    const watch = { errors: [], requests: [] };
    const here = new URL(baseURL).origin;

    context.on("console", (message) => message.type() === "error" && watch.errors.push(message.text()));
    context.on("weberror", (error) => watch.errors.push(`uncaught: ${error.error()}`));
    const requested = (address) => {
      watch.requests.push(address);
      if (isForeign(new URL(address), here)) watch.errors.push(`request to elsewhere: ${address}`);
    };
    context.on("request", (request) => requested(request.url()));
    context.on("page", (page) => page.on("websocket", (socket) => requested(socket.url())));
    await context.route((url) => isForeign(url, here), (route) => route.abort());
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        console.error(`policy: ${event.effectiveDirective} forbids ${event.blockedURI}`));
    });

    await use(watch);

    const unexpected = watch.errors.filter((error) => !expectedErrors.some((pattern) => pattern.test(error)));
    expect(unexpected, "errors in the page and requests to elsewhere").toEqual([]);
  }, { auto: true }],
});

/** Opens the page at `hash` and waits until the app stands. */
export async function open(page, hash = "") {
  await page.goto(`./${hash}`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
}

/** Opens the page on the sample of nine people. */
export async function openNine(page) {
  await open(page, "#/pmo");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Open Nine views of one office" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^A level 2 PMO/);
}

/** Opens the charter of the one-person project office as it was before anything was written there. */
export async function openUncharted(page) {
  const file = JSON.parse(await readFile(new URL("../../src/model/sample/solo.json", import.meta.url), "utf8"));
  const { assessments, duties, leader } = file.document.office;
  file.document.office = { assessments, duties, leader };
  await open(page);
  await page.keyboard.press("o");
  await page.locator('input[type="file"]').setInputFiles({ name: "blank.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByRole("button", { name: "Open it" }).click();
  await page.keyboard.press("6");
  await page.getByRole("tab", { name: "Charter", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What is your PMO for, and whom does it need?");
}

/** Expects that axe finds nothing to object to in the page as it stands. */
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(", ")}`);
  expect(found, "accessibility").toEqual([]);
}

function isForeign(url, here) {
  return /^(https?|wss?):$/.test(url.protocol) && url.origin.replace(/^ws/, "http") !== here;
}
