// node serve.mjs DIR PORT: a plain static host for the browser tests, and for the build, which watches a first visit.
//
// The page stands in a sub-folder, as on most hosts, and everything outside it is 404, so an absolute path in the
// page is noticed. The page's own policy goes out as a header too, plus the directive that only a header may carry.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";

export const FOLDER = "/pmo/";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The policy in the meta tag of `html`. */
export function policyOf(html) {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
  if (!policy) throw new Error("index.html has no Content-Security-Policy meta tag");
  return policy;
}

/** Serves `dir` under FOLDER of 127.0.0.1:`port`. */
export async function serve(dir, port) {
  const root = resolve(dir);
  const policy = policyOf(await readFile(join(root, "index.html"), "utf8")) + "; frame-ancestors 'none'";

  const server = createServer(async (request, response) => {
    const answer = (status, headers = {}, body = "") => response.writeHead(status, headers).end(body);
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      return answer(400);
    }
    if (!path.startsWith(FOLDER)) return answer(404);
    const file = join(root, path.slice(FOLDER.length) || "index.html");
    if (!file.startsWith(root + sep)) return answer(404);
    try {
      const body = await readFile(file);
      answer(200, {
        "cache-control": "no-store",
        "content-security-policy": policy,
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "x-content-type-options": "nosniff",
      }, body);
    } catch {
      answer(404);
    }
  });
  await new Promise((listening, failed) => server.once("error", failed).listen(port, "127.0.0.1", listening));
  return server;
}

if (process.argv[1] === import.meta.filename) {
  const [dir, port] = process.argv.slice(2);
  await serve(dir, Number(port));
  console.log(`http://127.0.0.1:${port}${FOLDER}`);
}
