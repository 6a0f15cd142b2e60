// The keys j and k step through what a page lists.
(() => {
  "use strict";

  document.addEventListener("keydown", step);

  function step(event) {
    if ((event.key !== "j" && event.key !== "k") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    const items = [...document.querySelectorAll("[data-step]")].filter((item) => item.getClientRects().length);
    if (!items.length) return;
    const here = items.indexOf(document.activeElement?.closest("[data-step]"));
    const next = event.key === "j" ? Math.min(here + 1, items.length - 1) : Math.max(here - 1, 0);
    const item = items[next];
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    item.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    event.preventDefault();
  }
})();
