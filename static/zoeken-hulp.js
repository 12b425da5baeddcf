// What may help if a word is nowhere, or nothing is found. Loaded only then.

import {button, count, make, quoted} from "./zoeken-lijst.js";
import {STOP_WORDS, chosen, split} from "./zoeken-vraag.js";

const SIGNS = /(?:(?<!\p{N})[.,]|[.,](?!\p{N})|[^\p{L}\p{M}\p{N}.,])+/u; // all but the points and commas of numbers

// Return the parts of a word between its signs, to search for if the word itself is nowhere. Single characters, which the
// index does not have, are left out if a word of letters is left; otherwise nothing is returned.
export function piecesOf(word) {
  const pieces = split(word, SIGNS);
  const long = pieces.filter(piece => piece.length > 1 && !STOP_WORDS.has(piece.toLowerCase()));
  const enough = pieces.length > 1 && (long.length === pieces.length || long.some(piece => /\p{L}/u.test(piece)));
  return enough ? long : [];
}

// Return what may help if nothing was found, as elements. `missing` are the words that are nowhere on the site; `query`
// searches for other words and `clear` without filters.
export async function advice({engine, words, missing, filters, query, clear}) {
  const total = async (some, chosenFilters) => (await engine.find(some, chosenFilters, "")).total;
  const unfiltered = missing.length ? 0 : await total(words, new Map());
  const help = [];
  if (missing.length) help.push(`${quoted(missing)} ${missing.length === 1 ? "staat" : "staan"} nergens op deze site.`);
  else if (!unfiltered && words.length > 1) help.push("Deze woorden staan niet bij elkaar op één pagina.");
  const meant = missing.length ? await meantQuery(engine, words, missing, some => total(some, new Map())) : "";
  if (meant) help.push(button(`Bedoelde u ${meant}?`, () => query(meant)));
  if (unfiltered && chosen(filters).length) {
    help.push(button(`${count(unfiltered, "resultaat", "resultaten")} zonder filters`, clear));
  }
  const left = words.filter(word => !missing.includes(word));
  for (const {some, number} of await fewerWords(left, missing.length > 0, some => total(some, filters))) {
    help.push(button(`Zoek alleen op ${quoted(some)} (${number})`, () => query(some.join(" "))));
  }
  return help.map(part => make("p", {}, part));
}

// Return the query with the words that are missing replaced by words that resemble them, if that finds anything.
async function meantQuery(engine, words, missing, total) {
  const {resembling} = await import("./zoeken-spelling.js");
  const meant = [];
  for (const word of words) {
    let best = missing.includes(word) ? "" : word;
    for (const other of best ? [] : (await resembling(word)).slice(0, 3)) {
      if (await engine.has(other)) {
        best = other;
        break;
      }
    }
    if (!best) return "";
    meant.push(best);
  }
  return (await total(meant)) ? meant.join(" ") : "";
}

// Return the largest parts of the words that do find something, at most three, those with most results first.
async function fewerWords(words, all, total) {
  let parts = all && words.length ? [words] : without(words);
  for (let tries = 0; parts.length && tries < 4; tries++) {
    const numbers = await Promise.all(parts.map(total));
    const good = parts.map((some, n) => ({some, number: numbers[n]})).filter(({number}) => number);
    if (good.length) return good.sort((a, b) => b.number - a.number).slice(0, 3);
    parts = [...new Map(parts.flatMap(without).map(some => [some.join(" "), some])).values()].slice(0, 50);
  }
  return [];
}

const without = words => (words.length > 1 ? words.map(word => words.filter(other => other !== word)) : []);

