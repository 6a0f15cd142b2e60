// What is said of a search's results to those who cannot see them; and how many there are, where only the best are shown.
(() => {
  "use strict";

  const field = document.querySelector(".md-search__input");
  const meta = document.querySelector(".md-search-result__meta");
  if (!field || !meta) return;

  let told = null;
  meta.setAttribute("aria-live", "polite");
  const list = document.querySelector(".md-search-result__list");
  new MutationObserver(() => {
    // The kind of page that a result is makes no place of its own to go to.
    for (const kind of list.querySelectorAll("nav.md-tags:not([role])")) kind.role = "none";
  }).observe(list, { childList: true });
  if (!("BroadcastChannel" in window)) return;
  if (!/search-worker\.js"/.test(document.getElementById("__config")?.textContent)) return;
  new BroadcastChannel("dateline-search").addEventListener("message", ({ data }) => {
    told = data;
    say();
  });
  new MutationObserver(say).observe(meta, { childList: true });

  // Material counts what it is given; the worker knows of the rest. Another window may have asked something else.
  function say() {
    if (!told || told.query !== field.value) return;
    const number = (count) => count.toLocaleString(document.documentElement.lang || "en");
    let text = "";
    if (told.total < 0) text = "The search could not be loaded. Is the network there?";
    else if (told.total > told.shown) text = `The best ${told.shown} of ${number(told.total)} pages; another word narrows them`;
    if (text && meta.textContent !== text) meta.textContent = text;
  }
})();
