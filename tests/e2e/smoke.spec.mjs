// The page opens, keeps its policy, and says so when it cannot start.

import { axe, expect, open, test } from "./fixtures.mjs";
import { policyOf } from "./serve.mjs";

test("opens without an error", async ({ page, watch }) => {
  await open(page);
  await expect(page).toHaveTitle(/PMO Workbench$/);
  expect(watch.requests.some((url) => url.endsWith(".wasm"))).toBe(true);
});

test("allows no inline script and no other origin", async ({ request }) => {
  const response = await request.get("./");
  const policy = new Map(policyOf(await response.text()).split("; ").map((directive) => {
    const [name, ...sources] = directive.split(" ");
    return [name, sources];
  }));
  expect(policy.get("default-src")).toEqual(["'none'"]);
  expect(policy.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(policy.get("connect-src")).toEqual(["'self'"]);
  const allowed = new Set(["'none'", "'self'", "'wasm-unsafe-eval'", "data:"]);
  expect([...policy.values()].flat().filter((source) => !allowed.has(source))).toEqual([]);
  expect(response.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
});

test.describe("a browser that cannot run the app", () => {
  test.use({ expectedErrors: [/.*/] });

  test("is told so in the page", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "not wasm" }));
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("PMO Workbench could not start");
    await expect(page.getByRole("alert")).toContainText("still stored in this browser");
    await axe(page);
  });
});

test.describe("a fault of the page", () => {
  test.use({ expectedErrors: [/unreachable/] });

  test("is told, instead of a picture that no longer answers", async ({ page }) => {
    await open(page);
    await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
    await expect(page.getByRole("alert")).toContainText("PMO Workbench has stopped");
    await expect(page.locator("html")).toHaveAttribute("data-app", "failed");
    await axe(page);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page }) => {
    await page.goto("./");
    const note = page.locator("noscript p");
    await expect(note).toBeVisible();
    await expect(note).toContainText("needs JavaScript and WebAssembly", { useInnerText: true });
  });
});

// A watch that sees nothing would let everything pass: these break each of its rules and must be caught.
test.describe("the watch over the page", () => {
  const offences = {
    "an error in the console": [() => console.error("offence"), /offence/],
    "an uncaught error": [() => void setTimeout(() => { throw new Error("offence"); }), /uncaught: Error: offence/],
    "an inline script": [() => document.head.append(Object.assign(document.createElement("script"), { text: "1" })),
      /policy: script-src-elem forbids inline/],
    "an inline style": [() => document.body.setAttribute("style", "color: red"), /policy: style-src-attr forbids inline/],
    "a request to elsewhere": [() => void fetch("https://example.com/").catch(() => {}),
      /policy: connect-src forbids https:\/\/example.com/],
  };
  test.use({ expectedErrors: [/.*/] });

  for (const [name, [offend, trace]] of Object.entries(offences)) {
    test(`notices ${name}`, async ({ page, watch }) => {
      await page.goto("./");
      await page.evaluate(offend);
      await expect.poll(() => watch.errors.join("\n")).toMatch(trace);
    });
  }

  test("notices a request that the policy does not govern", async ({ page, watch }) => {
    await page.goto("https://example.com/").catch(() => {});
    expect(watch.errors).toContain("request to elsewhere: https://example.com/");
  });
});

test("an error that no test expects is a failure: this must show a cross", async ({ page }) => {
  test.fail();
  await page.goto("./");
  await page.evaluate(() => console.error("unexpected"));
});
