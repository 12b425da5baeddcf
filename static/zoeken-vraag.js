// What a visitor asks: the words of a query, and the state of the page as its address has it.

export const FACETS = ["Werkveld", "Opdrachtgever", "Contactpersoon", "Jaar", "Soort"];
export const PAGE_SIZE = 10;
const MAX_LETTERS = 200;
const MAX_WORDS = 10;

// Words that are on nearly every page. Pagefind would load the places of all of them.
export const STOP_WORDS = new Set((
  "aan al alle als bij daar dan dat de der deze die dit doen door een en er ge geen had heb hebben heeft hem het hier hij " +
  "hoe hun iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet nog nu of om omdat ons ook " +
  "op over te tegen toch tot uit van veel voor want waren was wat we wel werd wezen wie wij wil worden wordt ze zei zelf " +
  "zich zij zijn zo zonder zou and are for from the to with"
).split(" "));

const BETWEEN = /[\s"“”„«»‹›\u2014\u2015]+/u; // white space, quotation marks and dashes
const WITHIN = /[^\p{L}\p{M}\p{N}\p{Pd}'’._&]+/u; // signs that separate words, unless one of these is a single character

const bare = word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, "");
export const split = (text, signs) => text.split(signs).map(bare).filter(Boolean);

// Return {words, dropped}: the words to search for, as they were typed, and the stop words left out.
// Punctuation separates words, except hyphens, apostrophes and the like within them. The index has no single characters
// that signs join to others, so "24/7", "1,5" and "alert(1)" stay one word (see `piecesOf`).
export function wordsOf(query) {
  const text = query.slice(0, MAX_LETTERS).normalize("NFC").replace(/ĳ/g, "ij").replace(/Ĳ/g, "IJ")
    .replace(/(?<![\p{L}\p{N}])(\p{L})\s+&\s+(?=\p{L}(?![\p{L}\p{N}]))/gu, "$1&"); // "R & D"
  const found = split(text, BETWEEN).flatMap(joined => {
    const parts = split(joined, WITHIN);
    return parts.some(part => part.length === 1) ? [joined] : parts;
  }).filter((word, n, all) => all.indexOf(word) === n);
  const dropped = found.filter(word => STOP_WORDS.has(word.toLowerCase()));
  const kept = found.filter(word => !dropped.includes(word));
  const long = kept.filter(word => word.length > 1 || /\p{N}/u.test(word));
  return {words: (long.length ? long : kept).slice(0, MAX_WORDS), dropped};
}

// Return the state that an address asks for. Values of facets are not yet checked (see `keepKnown`).
export function readState(address) {
  const given = new URLSearchParams(address);
  const order = given.get("volgorde");
  const pages = Number(given.get("pagina"));
  return {
    query: (given.get("q") ?? "").slice(0, MAX_LETTERS),
    filters: new Map(FACETS.map(facet => [facet, new Set(given.getAll(facet.toLowerCase()))])),
    order: order === "jaar" || order === "relevantie" ? order : "",
    pages: Number.isSafeInteger(pages) && pages > 0 ? pages : 1,
  };
}

// Return the address of a state, relative to the page.
export function addressOf({query, filters, order, pages}) {
  const given = new URLSearchParams();
  if (query.trim()) given.set("q", query.trim());
  for (const [facet, values] of filters) for (const value of values) given.append(facet.toLowerCase(), value);
  if (order) given.set("volgorde", order);
  if (pages > 1) given.set("pagina", pages);
  return String(given) ? `?${given}` : location.pathname;
}

// Remove chosen values that no page has. `known` has the values of each facet.
export function keepKnown(filters, known) {
  for (const [facet, values] of filters) {
    for (const value of values) if (!Object.hasOwn(known[facet] ?? {}, value)) values.delete(value);
  }
}

export function chosen(filters) {
  return [...filters].flatMap(([facet, values]) => [...values].map(value => [facet, value]));
}
