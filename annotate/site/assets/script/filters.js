// The filters of the timeline: they combine, they count, and they stand in the address. The page is whole without them.
(() => {
  "use strict";

  const form = document.getElementById("timeline-filters");
  if (!form) return;

  const FACETS = ["actor", "place", "type", "status"];
  const FIELDS = ["words", ...FACETS, "from", "to"];
  const PAGE = 50;
  const SAID = ".when, .title, .facts, .turns, .sentences li > p:first-child";
  const output = form.querySelector("output");
  const today = form.querySelector('button[name="day"]');
  const list = document.querySelector(".timeline");
  const found = document.getElementById("timeline-found");
  const field = (name) => form.elements.namedItem(name);
  const options = new Map(
    FACETS.filter(field).map((name) => [
      name,
      [...field(name).options].slice(1).map((option) => [option, option.text.replace(/ \(\d+\)$/, "")]),
    ]),
  );
  let day = "";
  let records = null;
  let names = {};
  let telling = 0;

  start();

  function start() {
    const now = new Date();
    const date = element("time", "", now.toLocaleDateString("en-GB", { day: "numeric", month: "short" }));
    date.dateTime = iso(now);
    date.dataset.local = "tick";
    today.replaceChildren("On this day, ", date);
    const query = new URLSearchParams(location.search);
    for (const name of FIELDS.filter(field)) {
      const value = query.get(name) || "";
      field(name).value = value;
      // A link may name something that the list does not hold.
      if (field(name).value !== value) field(name).value = "";
    }
    const wanted = query.get("day") || "";
    if (/^\d\d-\d\d$/.test(wanted)) choose(wanted);
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      choose("");
      setTimeout(apply);
    });
    today.addEventListener("click", () => {
      choose(day ? "" : iso(now).slice(5));
      apply();
    });
    if (day || FIELDS.some((name) => field(name)?.value)) apply();
  }

  function iso(date) {
    const pad = (number, length) => String(number).padStart(length, "0");
    return [pad(date.getFullYear(), 4), pad(date.getMonth() + 1, 2), pad(date.getDate(), 2)].join("-");
  }

  function choose(value) {
    day = value;
    today.setAttribute("aria-pressed", String(Boolean(day)));
  }

  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // Entries as the filters compare them: from the list on this page, or from the index of a timeline of many pages.
  async function read() {
    if (!form.dataset.index) {
      return [...list.querySelectorAll(".entry")].map((node) => ({
        node,
        // All that it says of the event, but not the titles of the articles.
        words: plain([...node.querySelectorAll(SAID)].map((part) => part.textContent).join(" ")),
        actor: node.dataset.actors.split(" "),
        place: node.dataset.place,
        type: node.dataset.type,
        status: node.dataset.status,
        first: node.dataset.first,
        last: node.dataset.last,
      }));
    }
    const address = new URL(form.dataset.index, location.href);
    const index = await (await fetch(address)).json();
    names = index.names;
    return index.rows.map(([title, href, status, type, actor, place, first, last, when, reports]) => ({
      title, href: new URL(href, address).href, when, reports, actor, place, type, status, first, last,
      words: plain([title, when, ...actor.map((id) => names[id]), names[place] || ""].join(" ")),
    }));
  }

  async function apply() {
    if (!records) {
      records = [];
      records = await read();
    }
    const chosen = Object.fromEntries(FIELDS.map((name) => [name, field(name)?.value.trim() || ""]));
    const words = plain(chosen.words).split(/\s+/).filter(Boolean);
    const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
    const shown = [];
    for (const record of records) {
      const fits =
        words.every((word) => record.words.includes(word)) &&
        (!chosen.from || (record.last && record.last >= chosen.from)) &&
        (!chosen.to || (record.first && record.first <= chosen.to)) &&
        (!day || onDay(record));
      const misses = fits ? FACETS.filter((name) => chosen[name] && !has(record, name, chosen[name])) : null;
      if (misses && misses.length < 2) {
        // A choice counts what would be left of all if it were made beside the other choices.
        for (const name of misses.length ? misses : FACETS) {
          for (const value of [record[name]].flat()) counts[name].set(value, (counts[name].get(value) || 0) + 1);
        }
      }
      const hit = misses !== null && !misses.length;
      if (hit) shown.push(record);
      if (record.node && record.node.hidden === hit) record.node.hidden = !hit;
    }
    const any = day || FIELDS.some((name) => chosen[name]);
    if (form.dataset.index) show(any ? shown : null);
    else hideEmptyParts();
    output.textContent = any ? `${shown.length} of ${records.length} events` : "";
    keep(chosen);
    tell(counts);
  }

  // What each choice would leave is told once the list has been painted: hundreds of choices take longer than it does.
  function tell(counts) {
    clearTimeout(telling);
    requestAnimationFrame(() => {
      clearTimeout(telling);
      telling = setTimeout(() => {
        for (const [name, choices] of options) {
          for (const [option, label] of choices) {
            const text = `${label} (${counts[name].get(option.value) || 0})`;
            if (option.text !== text) option.text = text;
          }
        }
      });
    });
  }

  function has(record, name, value) {
    return name === "actor" ? record.actor.includes(value) : record[name] === value;
  }

  // Whether it is known to have been on that day of some year.
  function onDay(record) {
    return record.first && record.first === record.last && record.first.slice(5) === day;
  }

  function hideEmptyParts() {
    for (const part of list.querySelectorAll(".stretch, .year")) {
      part.hidden = !part.querySelector(".entry:not([hidden])");
    }
  }

  function show(entries) {
    list.hidden = Boolean(entries);
    found.hidden = !entries;
    if (!entries) return;
    const more = found.querySelector(".further");
    const target = found.querySelector("ol");
    target.replaceChildren(...entries.slice(0, PAGE).map(row));
    more.hidden = entries.length <= PAGE;
    more.onclick = () => {
      const from = target.children.length;
      target.append(...entries.slice(from, from + PAGE).map(row));
      more.hidden = target.children.length >= entries.length;
      target.children[from].querySelector("a").focus();
    };
  }

  function row(record) {
    const label = (name, value) => options.get(name)?.find(([option]) => option.value === value)?.[1] || "";
    const item = element("li", `entry entry-${record.status}`);
    item.dataset.step = "";
    const when = element("p", "when");
    when.append(dated(record));
    const title = element("p", "title");
    const link = element("a", "", record.title);
    link.href = record.href;
    title.append(link);
    const facts = element("p", "facts");
    facts.append(element("span", `status status-${record.status}`, label("status", record.status)));
    const who = record.actor.map((id) => names[id] || id).join(", ");
    const reports = `${record.reports} ${record.reports === 1 ? "report" : "reports"}`;
    for (const fact of [label("type", record.type), names[record.place], who, reports].filter(Boolean)) {
      facts.append(" ", element("span", "fact", fact));
    }
    const what = element("div", "what");
    what.append(title, facts);
    item.append(when, what);
    return item;
  }

  // A whole day is written as everywhere on the site, by the script in the page's head.
  function dated(record) {
    const known = record.first && record.first === record.last && /^\d+ \p{L}+ \d+$/u.test(record.when);
    const made = element(known ? "time" : "span", "", record.when);
    if (known) {
      made.dateTime = record.first;
      made.dataset.local = "day";
    }
    return made;
  }

  function element(tag, name, text = "") {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = text;
    return made;
  }

  function keep(chosen) {
    const wanted = new URLSearchParams(FIELDS.filter((name) => chosen[name]).map((name) => [name, chosen[name]]));
    if (day) wanted.set("day", day);
    const search = wanted.size ? `?${wanted}` : "";
    history.replaceState(history.state, "", location.pathname + search + location.hash);
  }
})();
