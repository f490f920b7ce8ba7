// The built ES module in Node: the same reports, bit for bit, as the command line. Built by `make module`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import {
  assess,
  initSync,
  mergeOutcomes,
  openDocument,
  rank,
  select,
  simulateChunk,
} from "../../dist/module/pmo_workbench.js";

const root = new URL("../../", import.meta.url);
const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("target", root));

/** What the command line prints, given `input`. */
function pmo(args, input = "") {
  return execFileSync(`${target}/debug/pmo`, args, { input, encoding: "utf8", maxBuffer: 1 << 28 });
}

let text, document;

before(() => {
  initSync({ module: readFileSync(new URL("dist/module/pmo_workbench_bg.wasm", root)) });
  text = pmo(["sample", "gmpp"]);
  document = openDocument(text);
});

/** What `call` throws. */
function thrownBy(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

test("uneven chunks in any order merge to the run of the command line", () => {
  for (const policy of ["serial", "unlevelled"]) {
    const run = document.withSimulation({ iterations: 1000, seed: 11, policy });
    const args = ["simulate", "-", "--json", "--iterations", "1000", "--seed", "11", "--policy", policy];
    const expected = JSON.parse(pmo(args, text));
    const cuts = [0, 1, 38, 38, 300, 1000];
    const chunks = cuts.slice(1).map((to, i) => simulateChunk(run, cuts[i], to));
    const merged = mergeOutcomes(chunks.reverse());
    assert.equal(merged.report.checksum, expected.checksum);
    // Through JSON: it knows no −0 and no undefined.
    assert.deepEqual(JSON.parse(JSON.stringify(merged.report)), expected);
    assert.deepEqual(merged.header.ranges, [[0, 1000]]);
  }
});

test("the document's own settings are the command line's", () => {
  const small = document.withSimulation({ iterations: 64 });
  const expected = JSON.parse(pmo(["simulate", "-", "--json", "--iterations", "64"], text));
  const merged = mergeOutcomes([simulateChunk(small, 0, small.iterations)]);
  assert.deepEqual(JSON.parse(JSON.stringify(merged.report)), expected);
});

test("outcomes can be posted, and merged with more later", () => {
  const posted = structuredClone(simulateChunk(document, 0, 100));
  assert.ok(posted.words instanceof BigUint64Array);
  const partial = mergeOutcomes([posted]);
  assert.equal(partial.report.iterations, 100);
  const whole = mergeOutcomes([structuredClone(partial), simulateChunk(document, 100, 200)]);
  const atOnce = mergeOutcomes([simulateChunk(document, 0, 200)]);
  assert.deepEqual(whole, atOnce);
});

test("columns say what the report says", () => {
  const merged = mergeOutcomes([simulateChunk(document, 0, 256)]);
  const { report, finishHistograms, makespanHistogram, overload, utilization } = merged;
  assert.equal(finishHistograms.length, report.initiatives.length);
  for (const histogram of [...finishHistograms, makespanHistogram]) {
    assert.ok(histogram instanceof Float64Array);
    assert.equal(histogram.length, merged.header.horizonWeeks + 2);
    assert.equal(histogram.reduce((sum, count) => sum + count), 256);
  }
  report.initiatives.forEach(({ unfinished }, i) => assert.equal(finishHistograms[i].at(-1) / 256, unfinished));
  assert.deepEqual(overload.map((weeks) => [...weeks]), report.roles.map((role) => role.overload));
  assert.deepEqual(utilization.map((weeks) => [...weeks]), report.roles.map((role) => role.utilization));
});

test("ranking and assessment are those of the command line", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(rank(document))), JSON.parse(pmo(["rank", "-", "--json"], text)));
  const assessed = JSON.parse(JSON.stringify(assess(document)));
  // The command line adds what the rest of the document says of the office: fit, flags, trend, leader, need.
  const said = JSON.parse(pmo(["assess", "-", "--json"], text));
  assert.deepEqual(assessed, Object.fromEntries(Object.keys(assessed).map((field) => [field, said[field]])));
  assert.ok(assessed.mean > 1 && assessed.dimensions.length === 10);
  assert.deepEqual(JSON.parse(JSON.stringify(assess(document, assessed.name))), assessed);
});

test("the selected portfolio is that of the command line", () => {
  const selected = JSON.parse(JSON.stringify(select(document)));
  assert.deepEqual(selected, JSON.parse(pmo(["select", "-", "--json"], text)));
  assert.equal(selected.status, "optimal");
  assert.ok(selected.excluded.every(({ reason, price }) => reason !== "" && price !== null));
});

test("a document tells of itself and returns its own text", () => {
  assert.equal(document.toText(), text);
  assert.equal(document.name, JSON.parse(text).document.portfolio.name);
  assert.equal(document.migratedFrom, undefined);
  assert.deepEqual(document.issues(), JSON.parse(pmo(["check", "-", "--json"], text)).issues);
  assert.deepEqual(
    document.scenarios,
    JSON.parse(text).document.scenarios.list.map((scenario) => scenario.name),
  );
});

test("a scenario is simulated as on the command line", (t) => {
  const [name] = document.scenarios;
  if (name === undefined) return t.skip("the sample has no scenario");
  const scenario = document.withScenario(name).withSimulation({ iterations: 64 });
  const args = ["simulate", "-", "--json", "--iterations", "64", "--scenario", name];
  const merged = mergeOutcomes([simulateChunk(scenario, 0, 64)]);
  assert.deepEqual(JSON.parse(JSON.stringify(merged.report)), JSON.parse(pmo(args, text)));
});

test("errors have names to branch on and messages to show", () => {
  const empty = openDocument(pmo(["sample", "empty"]));
  const invalid = text.replace(/"next_id": \d+/, '"next_id": 1');
  const chunk = simulateChunk(document, 0, 32);
  const reseeded = simulateChunk(document.withSimulation({ seed: 12 }), 32, 64);
  const cases = [
    ["OpenError", () => openDocument("{"), /not JSON/],
    ["OpenError", () => openDocument('{"format": "other"}'), /not a PMO Workbench portfolio/],
    ["OpenError", () => openDocument(invalid), /next_id/],
    ["OpenError", () => document.withScenario("no such"), /no such/],
    ["RankError", () => rank(openDocument(withoutCriteria())), /no criterion/],
    ["SimulateError", () => simulateChunk(empty, 0, 10), /nothing is in the plan/],
    ["SimulateError", () => simulateChunk(document, 10, 0), /from 10 to 0/],
    ["SimulateError", () => simulateChunk(document, -1, 5), /-1/],
    ["SimulateError", () => simulateChunk(document, 0, 2.5), /2\.5/],
    ["SimulateError", () => simulateChunk(document, 0, 1e9), /1000000/],
    ["SimulateError", () => document.withSimulation({ iterations: 0 }), /1 to 1000000/],
    ["SimulateError", () => document.withSimulation({ policy: "best" }), /best/],
    ["MergeError", () => mergeOutcomes([]), /nothing to merge/],
    ["MergeError", () => mergeOutcomes([chunk, chunk]), /iteration 0 is in two outcomes/],
    ["MergeError", () => mergeOutcomes([chunk, reseeded]), /another plan, seed or policy/],
    ["MergeError", () => mergeOutcomes([{ ...chunk, words: chunk.words.slice(1) }]), /words/],
    ["MergeError", () => mergeOutcomes([{ ...chunk, words: [] }]), /BigUint64Array/],
    ["MergeError", () => mergeOutcomes([{}]), /not what simulateChunk gave/],
    ["AssessError", () => assess(empty), /no assessment/],
    ["AssessError", () => assess(document, "no such"), /no such/],
  ];
  for (const [name, call, message] of cases) {
    const error = thrownBy(call);
    assert.ok(error instanceof Error, `${name} of ${call}`);
    assert.equal(error.name, name, `${call}`);
    assert.match(error.message, message, `${call}`);
  }
  const { issues } = thrownBy(() => openDocument(invalid));
  assert.ok(issues.length > 1 && issues.every((issue) => issue.severity === "error" && issue.remedy));
});

function withoutCriteria() {
  const file = JSON.parse(pmo(["sample", "empty"]));
  file.document.scoring.criteria = [];
  return JSON.stringify(file);
}
