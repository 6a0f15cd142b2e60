// What Material's frame leaves unsaid to assistive technology.
(() => {
  "use strict";

  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
})();
