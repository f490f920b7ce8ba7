// Starts the page. A file of its own, because the page's policy forbids inline scripts.

const { glue, wasm } = document.querySelector("script[data-wasm]").dataset;
const here = (path) => new URL(path, document.baseURI).href;

// The app starts its workers from these: worker.js imports the glue and runs the module the page has compiled.
globalThis.pmoWorkbench = { glue: here(glue), worker: here("worker.js") };

// The page is "starting", "ready" or "failed"; style and tests go by it.
const root = document.documentElement;
root.dataset.app = "starting";

try {
  const { default: init } = await import(pmoWorkbench.glue);
  await init({ module_or_path: here(wasm) });
  document.getElementById("boot")?.remove();
  root.dataset.app = "ready";
} catch (error) {
  root.dataset.app = "failed";
  explain(error);
  throw error; // to the console, with its stack
}

// Says in the page what went wrong, and that nothing is lost.
function explain(error) {
  const element = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
  const alert = element("div");
  alert.setAttribute("role", "alert");
  alert.append(
    element("h1", "PMO Workbench could not start"),
    element("p", "Your portfolios are still stored in this browser; nothing was changed."),
    element("p", "Load the page again. If that does not help, use a current Firefox, Chrome, Edge or Safari: the " +
      "page needs WebAssembly with SIMD, which all of them have had since 2023."),
    element("p", `What the browser said: ${error}`),
  );
  const place = Object.assign(element("main"), { id: "boot" });
  place.append(alert);
  document.body.replaceChildren(place);
}
