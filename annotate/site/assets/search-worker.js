// Answers the search from an index in parts (see split_search.py). Material's page speaks to this worker as to its own,
// which it lets a site replace: set up, ready, query, result. Only the parts that a query needs are loaded.
"use strict";

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const INDEX = new URL("../search/search_index.json", self.location);
const MOST_TERMS = 8;
const [MOST_RESULTS, FEWER] = [20, 8]; // fewer while the last word is unfinished
const MOST_FILES = 3; // of words that begin with one term
const PAUSE = 120; // milliseconds in which more may be typed
const LONGEST = 40;
const [AROUND, EXCERPT] = [60, 220];
const WORD = /[\u3040-\u30ff\u3400-\u9fff]|(?:(?![_\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}\p{M}])+/gu;
const told = "BroadcastChannel" in self ? new BroadcastChannel("dateline-search") : null;
let folder = "";
let table = null;
let parts = new Map();
let turn = 0;

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    folder = data.config.parts;
    postMessage({ type: READY });
  } else if (type === QUERY) {
    answer(data, ++turn);
  }
});

async function answer(query, own) {
  await new Promise((waited) => setTimeout(waited, PAUSE));
  if (own !== turn) return;
  let found;
  try {
    found = await search(query);
  } catch {
    try {
      await readAgain(); // the site may have been published anew since this page was opened
      found = await search(query);
    } catch {
      found = { items: [], total: -1 };
    }
  }
  if (own !== turn) return;
  postMessage({ type: RESULT, data: { items: found.items, suggest: found.suggest } });
  told?.postMessage({ query, total: found.total, shown: found.items.length });
}

// ---- What is loaded ----------------------------------------------------------------------------------------------

async function readAgain() {
  folder = (await json(INDEX, "reload")).config.parts;
  table = null;
  parts = new Map();
}

async function json(address, cache = "default") {
  const found = await fetch(address, { cache });
  if (!found.ok) throw new Error(`${found.status} ${address}`);
  return found.json();
}

function part(name) {
  if (!parts.has(name)) {
    const loading = json(new URL(folder + name, INDEX));
    loading.catch(() => parts.delete(name));
    parts.set(name, loading);
  }
  return parts.get(name);
}

async function readTable() {
  const read = await part("table.json");
  let end = 0;
  return { ...read, ends: read.counts.map((count) => (end += count)) };
}

// The number of the first that is greater than what is looked for.
function behind(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function page(number) {
  const file = behind(table.ends, number);
  const pages = await part(`pages-${file}.json`);
  return pages[number - (file ? table.ends[file - 1] : 0)];
}

// ---- Words -------------------------------------------------------------------------------------------------------

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").slice(0, LONGEST);
}

// What a word has in common with its other forms: ministers, minister; signed, signing.
function stem(word) {
  if (!/^[a-z]{5,}$/.test(word)) return word;
  return word.replace(/(?:ies|ied|y)$/, "i").replace(/(?:ations?|ing|ed|es|s|e)$/, (end) => (word.length - end.length > 3 ? "" : end));
}

function termsOf(query) {
  const found = new Map();
  for (const [raw] of query.matchAll(WORD)) {
    const word = plain(raw);
    if (word && found.size < MOST_TERMS) found.set(word, { raw, word, stem: stem(word) });
  }
  return [...found.values()];
}

// How well a word of a text answers a term: 0, not at all; 1, it is the same.
function fit(word, term) {
  if (word === term.word) return 1;
  if (stem(word) === term.stem) return 0.8;
  return word.startsWith(term.word) ? 0.5 : 0;
}

// The words that answer a term, with the pages that hold them.
async function wordsFor(term) {
  // "policies" and "policy" part at their last letter.
  const begin = term.stem.length > 3 && term.stem.endsWith("i") ? term.stem.slice(0, -1) : term.stem;
  const prefix = term.word.startsWith(begin) ? begin : term.word;
  const first = Math.max(behind(table.words, prefix) - 1, 0);
  const last = Math.max(behind(table.words, `${prefix}\uffff`) - 1, 0);
  const exact = Math.max(behind(table.words, term.word) - 1, 0);
  const wanted = new Set([exact]);
  const most = term.word.length > 2 ? MOST_FILES : 1;
  for (let file = first; file <= last && wanted.size < most; file += 1) wanted.add(file);
  const files = await Promise.all([...wanted].map((file) => part(`words-${file}.json`)));
  const found = [];
  for (const words of files) {
    for (const [word, places] of Object.entries(words)) {
      const quality = fit(word, term);
      if (quality) found.push({ word, quality, places: placesIn(places) });
    }
  }
  return found;
}

// The numbers of the pages, each followed by how much the word says of it: "3fC1A" is 123, 2, 125, 0.
function placesIn(packed) {
  const found = [];
  let [number, step] = [-1, 0];
  for (let index = 0; index < packed.length; index += 1) {
    const code = packed.charCodeAt(index);
    if (code >= 65 && code <= 90) {
      number += step + 1;
      step = 0;
      found.push(number, code - 65);
    } else {
      step = step * 36 + code - (code < 58 ? 48 : 87);
    }
  }
  return found;
}

// ---- Ranking -----------------------------------------------------------------------------------------------------

async function search(query) {
  const terms = termsOf(query);
  if (!terms.length) return { items: [], total: 0 };
  table ||= await readTable();
  const perTerm = await Promise.all(terms.map(wordsFor));
  const sums = new Map();
  for (const words of perTerm) {
    const best = new Map();
    const pages = Math.max(...words.filter(({ quality }) => quality >= 0.8).map(({ places }) => places.length / 2), 1);
    const rarity = Math.log(1 + (table.pages - pages + 0.5) / (pages + 0.5)) + 0.1;
    for (const { quality, places } of words) {
      for (let index = 0; index < places.length; index += 2) {
        const score = quality * rarity * (places[index + 1] + 1);
        if (score > (best.get(places[index]) || 0)) best.set(places[index], score);
      }
    }
    for (const [number, score] of best) {
      const sum = sums.get(number);
      if (sum) {
        sum.terms += 1;
        sum.score += score;
      } else {
        sums.set(number, { number, terms: 1, score });
      }
    }
  }
  // Pages with every term; only where there are none, those with most of them. Of equals the newer one first.
  const most = Math.max(...[...sums.values()].map((sum) => sum.terms), 0);
  const hits = [...sums.values()].filter((sum) => sum.terms === most);
  hits.sort((one, other) => other.score - one.score || other.number - one.number);
  const isFinished = perTerm.at(-1).some(({ word }) => word === terms.at(-1).word);
  const shown = hits.slice(0, isFinished ? MOST_RESULTS : FEWER);
  const pages = await Promise.all(shown.map(({ number }) => page(number)));
  return {
    items: pages.map((found, index) => result(found, terms, shown[index].score)),
    total: hits.length,
    suggest: suggested(terms, perTerm),
  };
}

// The query with its last word completed, for themes that show it.
function suggested(terms, perTerm) {
  const last = terms.length - 1;
  const longer = perTerm[last].filter(({ word }) => word.startsWith(terms[last].word));
  longer.sort((one, other) => other.places.length - one.places.length);
  return [...terms.slice(0, -1).map(({ word }) => word), longer[0]?.word || terms[last].word];
}

// ---- What is shown -----------------------------------------------------------------------------------------------

function result([location, title, tags, sections], terms, score) {
  const found = sections.map(([anchor, heading, text]) => {
    const spans = spansOf(text, terms);
    const said = new Set([...spansOf(heading, terms), ...spans].map((span) => span.term));
    return { anchor, heading, text, spans, said };
  });
  const everywhere = new Set(spansOf([title, ...tags].join(" "), terms).map((span) => span.term));
  for (const { said } of found) said.forEach((term) => everywhere.add(term));
  const has = Object.fromEntries(terms.map((term) => [term.raw, everywhere.has(term)]));
  const own = found.find(({ anchor }) => !anchor) || { text: "", spans: [], said: new Set() };
  const inner = found.filter(({ anchor, said }) => anchor && said.size);
  inner.sort((one, other) => other.said.size - one.said.size);
  // A section is shown at once where it holds more of the terms than the page's own words.
  const better = inner.filter(({ said }, index) => index < 2 && said.size > own.said.size && said.size === inner[0].said.size);
  const parent = {
    location, title: marked(title, spansOf(title, terms)), text: excerpt(own.text, own.spans), terms: has, score,
  };
  if (tags.length) parent.tags = tags;
  return [
    parent,
    ...inner.slice(0, 6).map((section) => ({
      location: `${location}#${section.anchor}`,
      title: marked(section.heading, spansOf(section.heading, terms)),
      text: excerpt(section.text, section.spans),
      terms: has,
      score: better.includes(section) ? score : score / 2,
    })),
  ];
}

// Where the terms stand in a text.
function spansOf(text, terms) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const word = plain(match[0]);
    const term = terms.find((one) => fit(word, one));
    if (term) found.push({ term, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

// The stretch of a text that holds most of the terms, with marks on them.
function excerpt(text, spans) {
  let [best, most] = [spans[0], 0];
  for (const [index, span] of spans.entries()) {
    const near = spans.slice(index, index + 30).filter(({ end }) => end < span.start + EXCERPT - AROUND);
    const size = new Set(near.map(({ term }) => term)).size;
    if (size > most) [best, most] = [span, size];
  }
  let start = Math.max(Math.min((best ? best.start : 0) - AROUND, text.length - EXCERPT), 0);
  if (start) start = text.indexOf(" ", start) + 1 || start;
  let end = Math.min(start + EXCERPT, text.length);
  if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), best ? best.end : 0) || end;
  const within = spans.filter((span) => span.start >= start && span.end <= end);
  const shown = marked(text.slice(start, end), within.map((span) => ({ start: span.start - start, end: span.end - start })));
  return `${start ? "… " : ""}${shown}${end < text.length ? " …" : ""}`;
}

function marked(text, spans) {
  let [out, from] = ["", 0];
  for (const { start, end } of spans) {
    out += `${escaped(text.slice(from, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    from = end;
  }
  return out + escaped(text.slice(from));
}

function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
