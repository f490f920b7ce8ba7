// node single.mjs DIST OUT.html: the page of DIST as one file, which opens from a disk or out of a mail.
//
// Styles, script and module are inside, the module packed; the page unpacks it and goes on as from a host. Its policy
// allows what is in the file and nothing else.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { gzipSync } from "node:zlib";

/** Gives boot.js the addresses it expects. Where there is no origin, a worker may import `data:` but not `blob:`. */
const unpack = async () => {
  const text = (id) => {
    const part = document.getElementById(id);
    part.remove();
    return part.textContent;
  };
  const address = (content, type) => URL.createObjectURL(new Blob([content], { type }));
  const packed = Uint8Array.from(atob(text("wasm")), (letter) => letter.charCodeAt(0));
  const module = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
  Object.assign(document.querySelector("script[data-wasm]").dataset, {
    glue: `data:text/javascript;charset=utf-8,${encodeURIComponent(text("glue"))}`,
    wasm: address(await module.arrayBuffer(), "application/wasm"),
    worker: address(text("worker"), "text/javascript"),
  });
};

/** The page in `dist`, its module not yet split, as one HTML document. */
async function single(dist) {
  const part = (name) => readFile(join(dist, name), "utf8");
  const html = await part("index.html");
  const { glue, wasm, worker } = Object.fromEntries([...html.matchAll(/data-(\w+)="([^"]+)"/g)].map((it) => it.slice(1)));
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"[^>]*>/g)].map((it) => it[1]);
  const style = (await Promise.all(sheets.map(part))).join("\n");
  const script = `await (${unpack})();\n${await part("boot.js")}`;
  const packed = gzipSync(await readFile(join(dist, wasm)), { level: 9 }).toString("base64");
  const data = (id, content) => `<script type="text/plain" id="${id}">${content}</script>`;
  const head = [
    `<style>${style}</style>`,
    data("glue", await part(glue)),
    data("worker", await part(worker)),
    data("wasm", packed),
    `<script type="module" data-wasm>${script}</script>`,
  ];
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)} data: 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${hash(style)}`,
    "connect-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return html
    .replace(/\s*<link rel[^>]*>/g, "")
    .replace(/\s*<script type="module"[^>]*><\/script>/, "")
    .replace(/(http-equiv="Content-Security-Policy" content=)"[^"]*"/, (_, name) => `${name}"${policy.join("; ")}"`)
    .replace("</head>", () => `${head.join("\n")}\n</head>`);
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const [dist, out] = argv.slice(2);
const html = await single(dist);
await writeFile(out, html);
console.log(`==> ${out}: ${(html.length / 1e6).toFixed(1)} MB`);
