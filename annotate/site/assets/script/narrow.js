// The field above an index that narrows it to what holds some words.
(() => {
  "use strict";

  const field = document.getElementById("narrow");
  if (!field) return;

  const output = document.getElementById("narrowed");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let items = null;
  field.value = new URLSearchParams(location.search).get("words") || "";
  field.addEventListener("input", narrow);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  if (field.value) narrow();

  function narrow() {
    items ||= [...document.querySelectorAll(".dateline [data-step]")].map((node) => [node, plain(node.textContent)]);
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [node, text] of items) {
      node.hidden = !words.every((word) => text.includes(word));
      if (!node.hidden) shown += 1;
    }
    for (const part of document.querySelectorAll(".dateline section")) {
      part.hidden = !part.querySelector("[data-step]:not([hidden])");
    }
    output.textContent = words.length ? `${shown} of ${items.length}` : "";
    const search = words.length ? `?${new URLSearchParams({ words: field.value })}` : "";
    history.replaceState(history.state, "", location.pathname + search + location.hash);
  }
})();
