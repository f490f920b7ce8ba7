// Starts one worker. Its first message names the glue and brings the module that the page has compiled already;
// initSync then runs main(), which sees that it is in a worker and takes over onmessage.

onmessage = async ({ data: { glue, module } }) => {
  onmessage = null;
  const { initSync } = await import(glue);
  initSync({ module });
};
