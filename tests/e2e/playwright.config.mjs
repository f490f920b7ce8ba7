import { createServer } from "node:net";

import { defineConfig } from "@playwright/test";

import { FOLDER } from "./serve.mjs";

// Two checkouts may test at once: any free port will do. Playwright reads this file again in each worker process,
// which inherits the variable.
process.env.PMO_TEST_PORT ??= await freePort();
const url = `http://127.0.0.1:${process.env.PMO_TEST_PORT}${FOLDER}`;

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  timeout: 60_000,
  workers: 1,
  retries: 1, // shared machines stall; a test that needed it is listed as flaky
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: url,
    browserName: "chromium",
    headless: true,
    acceptDownloads: true,
    serviceWorkers: "block", // offline.spec.mjs lets it work; elsewhere it would only load each page twice
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: [
        "--no-sandbox", // containers and root
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node serve.mjs ../../dist ${process.env.PMO_TEST_PORT}`,
    url,
    reuseExistingServer: false,
  },
});

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(String(port)));
    });
  });
}
