// Cards over an article's names, dates and events. Without them the same stands in titles and at the end of the page.
(() => {
  "use strict";

  const text = document.querySelector(".dateline-article");
  if (!text) return;

  const MARKS = ":is(.headline, .deck, .annotated) :is(.name, .time, .to-event)";
  const card = document.createElement("div");
  card.className = "hover-card";
  card.id = "hover-card";
  card.role = "tooltip";
  card.hidden = true;
  document.body.append(card);
  let shown = null;
  let timer = 0;

  text.addEventListener("pointerover", (event) => {
    // A finger follows the link at once.
    if (event.pointerType !== "touch") later(event.target.closest(MARKS), 250);
  });
  text.addEventListener("pointerout", () => later(null, 120));
  text.addEventListener("focusin", (event) => later(event.target.closest(MARKS), 0));
  text.addEventListener("focusout", () => later(null, 0));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("scroll", hide, { passive: true });

  function later(mark, delay) {
    clearTimeout(timer);
    timer = setTimeout(() => (mark ? show(mark) : hide()), delay);
  }

  function hide() {
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  function show(mark) {
    hide();
    // The browser's own box would come on top of the card.
    const titled = mark.title ? mark : mark.closest("[title]") || mark;
    if (titled.title) {
      titled.dataset.title = titled.title;
      titled.removeAttribute("title");
    }
    const said = mark.classList.contains("to-event") ? mark.getAttribute("aria-label") : titled.dataset.title;
    if (!said) return;
    const [, head, trust] = said.match(/^(.*?)(?: \(([^()]*)\))?$/s);
    const lines = [line("strong", head)];
    const named = mark.matches("a.name") && document.querySelector(`.named a[href="${CSS.escape(mark.getAttribute("href"))}"]`);
    if (named) lines.push(line("span", named.dataset.says));
    if (trust) lines.push(line("span", trust));
    card.replaceChildren(...lines);
    card.hidden = false;
    const place = mark.getClientRects()[0];
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - width - 8));
    const below = place.bottom + height + 12 < innerHeight;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? place.bottom + 6 : place.top - height - 6) + scrollY}px`;
    mark.setAttribute("aria-describedby", card.id);
    shown = mark;
  }

  function line(tag, words) {
    const made = document.createElement(tag);
    made.textContent = words;
    return made;
  }
})();
