// The search page. What is shown follows from `state`, and the address always says what `state` is.

import {Filters, removers} from "./zoeken-filters.js";
import {button, count, item, make, quoted, shorten} from "./zoeken-lijst.js";
import {STUDIES, openEngine} from "./zoeken-motor.js";
import {PAGE_SIZE, addressOf, chosen, keepKnown, readState, wordsOf} from "./zoeken-vraag.js";

const PAUSE_MS = 100; // of typing, before a search
const SLOW_MS = 300; // before the page says that it is busy
const QUIET_MS = 700; // of typing, before the number of results is announced

const part = id => document.getElementById(`vp-${id}`);
const [form, box, status, work, results, heading, order, more, list] = [
  "zoek", "vraag", "melding", "zoekwerk", "resultaten", "telling", "volgorde", "meer", "treffers",
].map(part);
const title = document.title;
const MORE = more.textContent;

let state = readState(location.search);
let engine = null; // the promise of an engine
let attempt = 0;
let filters = null;
let found = null; // the answer that is shown
let loading = null; // the answer of which more results are on their way
let turn = 0; // the number of the newest search: answers to older ones are dropped
let pause = 0;
let announcing = 0;
let lastKey = -Infinity;
let committed = location.href; // the address of this entry of the history before the visitor began to type
let restoring = true;

// Search for what `state` says, and show the answer.
async function run() {
  const mine = ++turn;
  const busy = setTimeout(() => {
    part("bezig").hidden = false;
    results.setAttribute("aria-busy", "true");
  }, SLOW_MS);
  try {
    engine ??= openEngine(attempt);
    const answer = await ask(await engine);
    if (mine === turn) keepFocus(() => show(answer));
  } catch {
    if (mine === turn) keepFocus(showFailure);
  } finally {
    clearTimeout(busy);
    if (mine === turn) {
      part("bezig").hidden = true;
      results.removeAttribute("aria-busy");
    }
  }
}

async function ask(opened) {
  filters ??= new Filters(part("groepen"), opened.values, choose);
  keepKnown(state.filters, opened.values);
  const {words: typed, dropped} = wordsOf(state.query);
  const find = some => opened.find(some, state.filters, state.order);
  const [{words, missing}, first] = await Promise.all([opened.known(typed), find(typed)]);
  const answer = missing.length || words.join() === typed.join() ? first : await find(words);
  if (missing.length) Object.assign(answer, {total: 0, counts: {}});
  if ((state.pages - 1) * PAGE_SIZE >= answer.total) state.pages = 1; // an address may ask for any page
  const hits = answer.total ? await answer.load(0, state.pages * PAGE_SIZE) : [];
  const help = answer.total ? [] : await advise(opened, words, missing);
  return {...answer, words, dropped, hits, help, studies: onlyStudies(words)};
}

async function advise(opened, words, missing) {
  const {advice} = await import("./zoeken-hulp.js");
  return advice({engine: opened, words, missing, filters: state.filters, query, clear});
}

function onlyStudies(words) {
  const kinds = [...state.filters.get("Soort")];
  return kinds.length ? kinds.join() === STUDIES : !words.length;
}

// Do what may hide or replace the element that has the focus. If it does, the heading gets the focus.
function keepFocus(change) {
  const focused = document.activeElement;
  change();
  if (focused !== document.body && !focused.getClientRects().length) heading.focus({preventScroll: true});
}

function show(answer) {
  found = answer;
  const {total, counts, hits, words, dropped, studies, help} = answer;
  const number = studies ? count(total, "onderzoek", "onderzoeken") : count(total, "resultaat", "resultaten");
  const none = words.length ? `Geen resultaten voor ${quoted([shorten(state.query.trim())])}` : "Geen resultaten";
  heading.textContent = total ? number : none;
  part("uitleg").textContent = dropped.length && !words.length
    ? `${quoted(dropped)} ${dropped.length === 1 ? "staat" : "staan"} op bijna elke pagina. Daarom ziet u hier alles.` : "";
  list.replaceChildren(...hits.map(item));
  part("hulp").replaceChildren(...help);
  showAbsent();
  showControls(counts, words);
  announce(total ? number : none, total ? QUIET_MS : 0);
}

// Say how many results did not load, if others did.
function showAbsent() {
  const absent = Math.min(found.total, state.pages * PAGE_SIZE) - found.hits.length;
  if (!absent) return;
  const text = `${count(absent, "resultaat is", "resultaten zijn")} niet geladen. `;
  part("hulp").replaceChildren(make("p", {}, text, button("Probeer het opnieuw", tryAgain)));
}

// Load the index again: Pagefind remembers what did not load.
function tryAgain() {
  attempt += 1;
  engine = filters = null;
  return run();
}

// Show the filters, the buttons that remove them, the order, and what else depends on the number of results.
function showControls(counts, words) {
  const {total} = found;
  const many = chosen(state.filters).length;
  filters.show(state.filters, counts);
  part("gekozen").textContent = many ? ` (${many} gekozen)` : "";
  part("wissers").replaceChildren(...removers(state.filters, unchoose, clear));
  order.value = state.order || (words.length ? "relevantie" : "jaar");
  order.parentElement.hidden = !total;
  more.hidden = state.pages * PAGE_SIZE >= total;
  part("overzichten").hidden = total > 0;
  work.classList.remove("mislukt");
  document.title = state.query.trim() ? `${shorten(state.query.trim())} – ${title}` : title;
}

function showFailure() {
  engine = filters = found = null;
  heading.textContent = "Zoeken lukt nu niet";
  part("uitleg").textContent = "De gegevens om in te zoeken zijn niet geladen. Misschien is de verbinding even weg.";
  part("hulp").replaceChildren(make("p", {}, button("Probeer het opnieuw", tryAgain)));
  part("wissers").replaceChildren();
  list.replaceChildren();
  more.hidden = order.parentElement.hidden = true;
  part("overzichten").hidden = false;
  work.classList.add("mislukt");
  announce(heading.textContent, 0);
}

// Say how many results there are, once the visitor has stopped typing; never the same twice for one search.
function announce(text, quiet) {
  clearTimeout(announcing);
  const wait = Math.max(0, lastKey + quiet - performance.now());
  announcing = setTimeout(() => { status.textContent = text; }, wait);
}

function silence() {
  clearTimeout(announcing);
  status.textContent = "";
  lastKey = performance.now();
}

// Change the state, add it to the history, and search.
function go(change) {
  clearTimeout(pause);
  silence();
  state = {...state, pages: 1, ...change};
  push();
  return run();
}

function push() {
  remember();
  history.pushState({y: scrollY}, "", addressOf(state));
  committed = location.href;
}

function choose(facet, value, on) {
  const values = new Set(state.filters.get(facet));
  if (on) values.add(value);
  else values.delete(value);
  return go({filters: new Map(state.filters).set(facet, values)});
}

// Leave the focus at a button that remains after a chosen value is removed.
async function unchoose(facet, value) {
  const place = [...part("wissers").children].indexOf(document.activeElement);
  await choose(facet, value, false);
  (part("wissers").children[place] ?? heading).focus();
}

async function clear() {
  await go({filters: readState("").filters});
  heading.focus();
}

async function query(text) {
  box.value = text;
  await go({query: text});
  heading.focus();
}

function type() {
  clearTimeout(pause);
  silence();
  if (box.value.trim().length === 1) return;
  pause = setTimeout(() => {
    state = {...state, query: box.value, pages: 1};
    history.replaceState(history.state, "", addressOf(state));
    run();
  }, PAUSE_MS);
}

async function submit(event) {
  event.preventDefault();
  const wanted = {...state, query: box.value, pages: 1};
  const address = new URL(addressOf(wanted), location.href).href;
  if (address !== committed) {
    history.replaceState(history.state, "", committed); // typing replaced the address of this entry
    await go({query: box.value});
  } else {
    clearTimeout(pause);
    state = wanted;
    await run();
  }
  if (matchMedia("(pointer: coarse)").matches) heading.focus(); // closes the keyboard on the screen
}

async function showMore() {
  const mine = turn;
  const from = state.pages * PAGE_SIZE;
  const shown = found.hits.length;
  if (loading === found) return;
  loading = found;
  const busy = setTimeout(() => { more.textContent = "Bezig met laden…"; }, SLOW_MS);
  try {
    const hits = await found.load(from, from + PAGE_SIZE);
    if (mine !== turn) return;
    state.pages += 1;
    push();
    found.hits.push(...hits);
    list.append(...hits.map(item));
    list.children[shown]?.querySelector("a").focus();
    more.hidden = from + PAGE_SIZE >= found.total;
    showAbsent();
  } catch {
    if (mine === turn) keepFocus(showFailure);
  } finally {
    clearTimeout(busy);
    more.textContent = MORE;
    loading = null;
  }
}

async function restore() {
  restoring = true;
  clearTimeout(pause);
  silence();
  const restored = readState(location.search);
  state = restored;
  box.value = state.query;
  committed = location.href;
  await run();
  if (state === restored) {
    const {y = 0, link} = history.state ?? {};
    if (link !== undefined) list.children[link]?.querySelector("a").focus({preventScroll: true});
    scrollTo(0, y);
  }
  restoring = false;
}

// Remember where the visitor is, and which result was opened, for when they come back.
function remember(more) {
  if (!restoring) history.replaceState({...history.state, y: scrollY, ...more}, "");
}

let scrolling = 0;
addEventListener("scroll", () => {
  clearTimeout(scrolling);
  scrolling = setTimeout(remember, 150);
}, {passive: true});
addEventListener("pagehide", () => remember());
addEventListener("popstate", restore);
list.addEventListener("click", event => {
  const opened = event.target.closest("a")?.closest("ol > li");
  if (opened) remember({link: [...list.children].indexOf(opened)});
});
form.addEventListener("submit", submit);
box.addEventListener("input", type);
order.addEventListener("change", () => go({order: order.value}));
more.addEventListener("click", showMore);
part("over").addEventListener("click", event => {
  event.preventDefault();
  heading.focus();
});

const wide = matchMedia("(min-width: 60rem)");
const unfold = () => { part("vouw").open = wide.matches; };
wide.addEventListener("change", unfold);
unfold();

history.scrollRestoration = "manual";
part("zonder").remove();
part("overzichten").prepend(make("p", {}, "Of blader verder in een overzicht:"));
part("hulp").after(part("overzichten"));
work.hidden = false;
const early = box.value; // typed before this script was loaded
restore();
if (early) {
  box.value = early;
  type();
}
