// Added to the glue of a page whose module was split (src/bin/split): brings the rest.
//
// The page asks for it as soon as there is something to look at, and hands it to its workers. Whoever calls a function
// of the rest before that waits, and the page with it, for as long as it would have taken at the start.

/** Address of the rest; the build knows its name. */
export const rest = new URL("rest.wasm", import.meta.url).href;
let fetched;
let isJoined = false;

const importsOfAll = __wbg_get_imports;
__wbg_get_imports = () => ({ ...importsOfAll(), rest: { load: () => joinRest(fetched ?? fetchNow()) } });

/** Fetches and compiles the rest, while the page goes on. */
export async function fetchRest() {
  return (fetched ??= await WebAssembly.compileStreaming(fetch(rest, { priority: "low" })));
}

/** Puts the functions of `module`, the rest, into the table of the running page. */
export function joinRest(module) {
  fetched = module;
  if (isJoined) return;
  new WebAssembly.Instance(module, { first: wasm });
  isJoined = true;
}

/** The same at once, while everything waits. */
function fetchNow() {
  const request = new XMLHttpRequest();
  request.open("GET", rest, false);
  request.overrideMimeType("text/plain; charset=x-user-defined"); // a page that waits may only ask for text: byte for byte
  try {
    request.send();
  } catch {
    // Told below.
  }
  if (request.status !== 200) {
    const error = new WebAssembly.RuntimeError(`${rest} could not be fetched`);
    throw Object.assign(error, { name: "NetworkError" });
  }
  const text = request.responseText;
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < bytes.length; place++) bytes[place] = text.charCodeAt(place);
  return new WebAssembly.Module(bytes);
}
