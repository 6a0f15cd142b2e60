// Filters for the timeline. The page is whole without this script.
(() => {
  "use strict";

  const form = document.getElementById("timeline-filters");
  if (form) filterTimeline(form);

  function filterTimeline(form) {
    const entries = [...document.querySelectorAll(".timeline .entry")];
    const names = ["q", "actor", "type", "status"];
    const output = form.querySelector("output");
    const field = (name) => form.elements.namedItem(name);
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      const value = query.get(name) || "";
      field(name).value = value;
      // A link may name something that the list does not hold.
      if (field(name).value !== value) field(name).value = "";
    }
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    if ([...query.keys()].some((name) => names.includes(name))) apply();

    function apply() {
      const chosen = Object.fromEntries(names.map((name) => [name, field(name).value.trim()]));
      const words = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const entry of entries) {
        const data = entry.dataset;
        const text = words.length ? entry.textContent.toLowerCase() : "";
        entry.hidden =
          (chosen.actor && !data.actors.split(" ").includes(chosen.actor)) ||
          (chosen.type && data.type !== chosen.type) ||
          (chosen.status && data.status !== chosen.status) ||
          !words.every((word) => text.includes(word));
        if (!entry.hidden) shown += 1;
      }
      for (const part of document.querySelectorAll(".timeline .stretch, .timeline .year")) {
        part.hidden = !part.querySelector(".entry:not([hidden])");
      }
      const any = names.some((name) => chosen[name]);
      output.textContent = any ? `${shown} of ${entries.length} events` : "";
      const wanted = new URLSearchParams(names.filter((name) => chosen[name]).map((name) => [name, chosen[name]]));
      const search = wanted.toString() ? `?${wanted}` : "";
      history.replaceState(history.state, "", location.pathname + search + location.hash);
    }
  }
})();
