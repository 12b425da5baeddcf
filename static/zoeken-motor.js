// The search engine: the one script that knows Pagefind (https://pagefind.app/docs/api/).

import {readHit, reallyHas} from "./zoeken-fragment.js";

const ROOT = new URL("../", import.meta.url);
const ENTRY = new URL("pagefind/pagefind-entry.json", ROOT);

// What an empty query shows, as long as no kind is chosen.
export const STUDIES = "Project";

// A letter that every hit has as metadata. Pagefind's own search without a query loads the whole index.
const EVERYTHING = "\ua66e";

async function checkIndex() {
  const answer = await fetch(ENTRY, {cache: "no-cache"});
  if (!answer.ok) throw new Error(`${ENTRY}: ${answer.status}`);
}

// Pagefind goes on without a part of the index that failed to load: it then finds nothing. So watch what it fetches.
const PARTS = /\/pagefind\/(index|filter)\//;
const browserFetch = window.fetch;
let failed = false;
window.fetch = async (...given) => {
  const isPart = PARTS.test(given[0]);
  try {
    const answer = await browserFetch(...given);
    failed ||= isPart && !answer.ok;
    return answer;
  } catch (error) {
    failed ||= isPart;
    throw error;
  }
};

function checkParts() {
  if (failed) throw new Error("pagefind/index");
}

// Load the index. `attempt` counts from 0: a browser may remember a script that failed to load.
export async function openEngine(attempt) {
  failed = false;
  const script = new URL(`pagefind/pagefind.js${attempt ? `?${attempt}` : ""}`, ROOT);
  const [module] = await Promise.all([import(script), checkIndex()]);
  const index = module.createInstance({noWorker: true}); // a worker would load the same script once more
  const values = await index.filters();
  checkParts();
  if (!values.Soort) throw new Error("pagefind/filter"); // every page of the index has a kind
  return new Engine(index, values);
}

class Engine {
  // `values` has the values of each facet, with the number of pages that have it.
  constructor(index, values) {
    this.index = index;
    this.values = values;
    this.answers = new Map();
  }

  // Return the hits for words, and how many hits each value of a facet would give. A choice within a facet widens the
  // result, so the counts of a facet are those of a search without its own choices.
  async find(words, filters, order) {
    const term = words.join(" ");
    const active = new Map([...filters].filter(([, values]) => values.size));
    if (!term && !active.has("Soort")) active.set("Soort", new Set([STUDIES]));
    const sort = order === "jaar" || !term ? {datum: "desc"} : {};
    const search = chosen => this.index.search(term || EVERYTHING, {
      filters: Object.fromEntries([...chosen].map(([facet, values]) => [facet, {any: [...values]}])),
      sort,
    });
    const without = facet => search(new Map([...active].filter(([name]) => name !== facet)));
    const [found, ...others] = await Promise.all([search(active), ...[...active.keys()].map(without)]);
    const counts = {...found.filters};
    [...active.keys()].forEach((facet, n) => { counts[facet] = others[n].filters[facet]; });
    checkParts();
    return {total: found.results.length, counts, load: (from, to) => load(found.results.slice(from, to))};
  }

  // Return {words, missing}: the words, each replaced by its pieces if only these are on the site, and those that are
  // nowhere. Pagefind leaves these out of a query, or finds a shorter word.
  async known(words) {
    const found = await Promise.all(words.map(async word => {
      const whole = await this.has(word);
      const pieces = whole ? [] : (await import("./zoeken-hulp.js")).piecesOf(word);
      const all = pieces.length ? pieces : [word];
      return Promise.all(all.map(async piece => [piece, whole || (await this.has(piece))]));
    }));
    const pairs = found.flat();
    const missing = pairs.filter(([, there]) => !there).map(([word]) => word);
    checkParts();
    return {words: [...new Set(pairs.map(([word]) => word))], missing};
  }

  has(word) {
    if (!this.answers.has(word)) this.answers.set(word, this.look(word));
    return this.answers.get(word);
  }

  async look(word) {
    const {results} = await this.index.search(word);
    if (!results.length) return false;
    const exact = await this.index.search(`"${word}"`); // finds a word with the same stem, and nothing else
    return exact.results.length > 0 || reallyHas(await readData(results[0]), word);
  }
}

// Return what Pagefind has about a result. It keeps one object for each page, in which it writes where the words of the
// last search are. So the results of several searches for one page wait for each other.
const reading = new Map();
function readData(result) {
  const before = reading.get(result.id) ?? Promise.resolve();
  const data = before.catch(() => {}).then(() => result.data()).then(found => ({...found}));
  reading.set(result.id, data);
  return data;
}

// Return the hits for results, without those whose text does not load, unless none does.
async function load(results) {
  const read = await Promise.allSettled(results.map(readData));
  const hits = read.filter(({status}) => status === "fulfilled").map(({value}) => readHit(value));
  if (results.length && !hits.length) throw read[0].reason;
  return hits.map(hit => ({...hit, url: new URL(hit.path, ROOT).href}));
}

