// Starts one worker. Its first message names the glue and brings the module that the page has compiled already;
// initSync then runs main(), which sees that it is in a worker and takes over onmessage. Where the page is split, a
// later message brings the rest of the module.

let started;

onmessage = ({ data: { glue, module } }) => {
  onmessage = null;
  started = import(glue);
  started.then(({ initSync }) => initSync({ module }));
};

addEventListener("message", (event) => {
  if (!(event.data instanceof WebAssembly.Module)) return;
  event.stopImmediatePropagation();
  started.then(({ joinRest }) => joinRest(event.data));
});
