// Work unit W1 in plain JavaScript, as a good page would do it without an engine: typed arrays, no allocation in the
// loop, a linear congruential generator. Prints iterations a second. Usage: node w1.mjs ITERATIONS

import { readFileSync } from "node:fs";

const plan = JSON.parse(readFileSync(new URL("../../tests/capacity/w1_portfolio.json", import.meta.url)));
const iterations = Number(process.argv[2] ?? 2000);
const WEEKS = plan.horizon, ROLES = plan.base.length, QUARTERS = Math.ceil(WEEKS / 13);
const acts = plan.acts;

const free = new Int32Array(ROLES * WEEKS), demand = new Int32Array(ROLES * WEEKS), capacity = new Int32Array(ROLES * WEEKS);
const overload = new Uint32Array(ROLES * WEEKS), used = new Float64Array(ROLES * WEEKS);
const finish = new Int32Array(acts.length), durations = new Int32Array(acts.length);
const histogram = new Uint32Array(plan.projects * (WEEKS + 2)), last = new Int32Array(plan.projects);

let state = 7;
const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
function triangular(low, mode, high) {
  const u = uniform(), range = high - low, below = (mode - low) / range;
  return u < below ? low + Math.sqrt(u * range * (mode - low)) : high - Math.sqrt((1 - u) * range * (high - mode));
}

function iterate() {
  for (let a = 0; a < acts.length; a += 1) durations[a] = Math.ceil(triangular(acts[a].lo, acts[a].ml, acts[a].hi));
  for (let role = 0; role < ROLES; role += 1) {
    for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
      const there = Math.floor(plan.base[role] * 2 * (1 - triangular(...plan.absence)));
      const end = Math.min(WEEKS, (quarter + 1) * 13);
      for (let week = quarter * 13; week < end; week += 1) capacity[role * WEEKS + week] = there;
    }
  }
  free.set(capacity);
  demand.fill(0);
  // Nobody waits.
  for (let a = 0; a < acts.length; a += 1) {
    let start = acts[a].release;
    for (const before of acts[a].preds) if (finish[before] > start) start = finish[before];
    finish[a] = Math.min(start + durations[a], WEEKS + 1);
    for (const [role, tenths] of acts[a].demand) {
      for (let week = start; week < Math.min(finish[a], WEEKS); week += 1) demand[role * WEEKS + week] += tenths * 2;
    }
  }
  for (let cell = 0; cell < demand.length; cell += 1) if (demand[cell] > capacity[cell]) overload[cell] += 1;
  // In order of priority, each as early as all its roles are free.
  last.fill(0);
  for (let a = 0; a < acts.length; a += 1) {
    let start = acts[a].release;
    for (const before of acts[a].preds) if (finish[before] > start) start = finish[before];
    const weeks = durations[a];
    search: while (start + weeks <= WEEKS) {
      for (const [role, tenths] of acts[a].demand) {
        for (let week = start + weeks - 1; week >= start; week -= 1) {
          if (free[role * WEEKS + week] < tenths * 2) { start = week + 1; continue search; }
        }
      }
      break;
    }
    if (start + weeks > WEEKS) { finish[a] = WEEKS + 1; } else {
      finish[a] = start + weeks;
      for (const [role, tenths] of acts[a].demand) {
        for (let week = start; week < finish[a]; week += 1) { free[role * WEEKS + week] -= tenths * 2; used[role * WEEKS + week] += tenths * 2; }
      }
    }
    if (finish[a] > last[acts[a].project]) last[acts[a].project] = finish[a];
  }
  for (let project = 0; project < last.length; project += 1) histogram[project * (WEEKS + 2) + last[project]] += 1;
}

for (let warm = 0; warm < Math.min(200, iterations); warm += 1) iterate();
const begin = performance.now();
for (let n = 0; n < iterations; n += 1) iterate();
console.log(`${Math.round(iterations / ((performance.now() - begin) / 1000))}`);
