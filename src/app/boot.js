// Starts the page. A file of its own, because the page's policy forbids inline scripts; the page as one file has it within.

const { glue, wasm, worker } = document.querySelector("script[data-wasm]").dataset;
const here = (path) => new URL(path, document.baseURI).href;

// A built page is split: the rest of its module comes once there is something to look at.
let giveRest;
const rest = new Promise((given) => (giveRest = given));

// The app starts its workers from these: worker.js imports the glue and runs the module the page has compiled.
globalThis.pmoWorkbench = {
  glue: here(glue),
  worker: here(worker),
  bringRest: (worker) => void rest.then((module) => worker.postMessage(module)),
};

// The page is "starting", "ready" or "failed"; style and tests go by it.
const root = document.documentElement;
root.dataset.app = "starting";

try {
  const page = await import(pmoWorkbench.glue);
  const fetchRest = () => page.fetchRest?.().then(giveRest);
  // Any other page than the first needs more than what a first visit calls.
  if (location.hash) await fetchRest();
  await page.default({ module_or_path: here(wasm) });
  document.getElementById("boot")?.remove();
  root.dataset.app = "ready";
  fetchRest()?.catch(() => {}); // whoever needs it tries again
  rest.then(page.joinRest);
  keepForOffline(page.rest);
} catch (error) {
  root.dataset.app = "failed";
  explain("PMO Workbench could not start", [
    "Your portfolios are still stored in this browser; nothing was changed.",
    "Load the page again. If that does not help, use a current Firefox, Chrome, Edge or Safari: the " +
      "page needs WebAssembly with SIMD, which all of them have had since 2023.",
    `What the browser said: ${error}`,
  ]);
  throw error; // to the console, with its stack
}

// Without network the page opens as it is now; see offline.js. Browsers offer that over https and from this machine only.
async function keepForOffline(...more) {
  try {
    await navigator.serviceWorker?.register(here("offline.js"));
    const ready = await navigator.serviceWorker?.ready;
    const parts = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
    const files = [here("./"), ...parts, pmoWorkbench.worker, ...more].filter((file) => file?.startsWith(here("./")));
    ready?.active.postMessage([...new Set(files)]);
  } catch {
    // Storage may be forbidden or full: the page goes on, and needs the network again at the next load.
  }
}

// A fault of ours ends the app, though its last picture would stay: whoever went on would work for nothing.
addEventListener("error", ({ error }) => stop(error));
addEventListener("unhandledrejection", ({ reason }) => stop(reason));

function stop(error) {
  if (!(error instanceof WebAssembly.RuntimeError) || root.dataset.app !== "ready") return;
  root.dataset.app = "failed";
  const why = error.name === "NetworkError" ? "A part of the page did not come from the network." : "That is a fault of the page, not yours.";
  explain("PMO Workbench has stopped", [
    `${why} All but the last moments of your work is stored in this browser.`,
    "Load the page again and go on from there.",
    `What the browser said: ${error}`,
  ]);
}

// Says in the page what went wrong, and that nothing is lost.
function explain(title, lines) {
  const element = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
  const alert = element("div");
  alert.setAttribute("role", "alert");
  alert.append(element("h1", title), ...lines.map((line) => element("p", line)));
  const place = Object.assign(element("main"), { id: "boot" });
  place.append(alert);
  document.body.replaceChildren(place);
}
