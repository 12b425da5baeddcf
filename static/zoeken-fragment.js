// The text of a hit as the index has it, and what is shown of it.

const EXCERPT_WORDS = 32;
const WORDS_BEFORE = 6;
const MAX_REPORT_PAGES = 3;
const MAX_FACTS = 3;
const FACTS = "feiten";
const FACTS_WEIGHT = 1e-6; // a list of names is shown only if nothing was found in sentences

const OTHERS = /(?<!-)---(?!-)[\p{L}\p{Nl}\p{No}]+(?:-[\p{L}\p{Nl}\p{No}]+)*/gu; // to Python, "²" is a letter

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Return a word of the index as visitors see it. The index joins the parts of a compound by two hyphens, and puts other
// strings behind three; four or more are hyphens of the text itself, of which there are two fewer. This is what
// `shown_text` of src/vindplaats/search/shadow_text.py does.
export function shown(token) {
  return token.replace(OTHERS, "").replace(/--+/g, line => line.slice(2));
}

// Return whether a word of the index, one of its parts, or one of its other forms begins with `start`.
function begins(token, start) {
  const parts = fold(token).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return [parts.join(""), ...parts].some(part => part.startsWith(start));
}

const ENDING = /(?:heden|heid|ingen|ing|en|e|s)$/;

// Return whether the words that were found in `data` begin with `word`, with or without its ending.
export function reallyHas(data, word) {
  const sought = fold(word).replace(/[^\p{L}\p{N}]/gu, "");
  const tokens = data.content.split(/\s+/);
  const found = data.weighted_locations.map(({location}) => tokens[location] ?? "");
  if (!found.length) found.push(...Object.values(data.meta).flatMap(text => text.split(/\s+/)));
  return [sought, sought.replace(ENDING, "")].some(start => start.length > 1 && found.some(x => begins(x, start)));
}

// Return what is shown of a hit: its fields, and the pieces ({text, mark}) of its title and of an excerpt.
export function readHit({content, meta, filters, anchors, weighted_locations: found, raw_url: url}) {
  const tokens = content.split(/\s+/);
  const titleLength = lengthOfTitle(tokens, meta.titel);
  const marked = new Set(found.map(({location}) => location));
  const parts = partsOf(tokens, anchors, titleLength);
  for (const {location, balanced_score: score} of found) {
    const part = parts.findLast(({start}) => location >= start);
    if (part && location < part.end) part.found.push({location, score});
  }
  const pages = parts.filter(part => part.page && part.found.length).sort((a, b) => total(b) - total(a));
  const best = parts.map(part => ({part, ...densest(part)})).reduce((a, b) => (b.score > a.score ? b : a));
  const summary = meta.samenvatting ? [{text: meta.samenvatting}] : [];
  return {
    ...meta,
    kind: filters.Soort?.[0],
    path: url.replace(/^\//, ""),
    title: titleLength ? pieces(words(meta.titel), n => marked.has(n)) : [{text: meta.titel}],
    excerpt: best.part.weight === FACTS_WEIGHT ? [...summary, ...facts(tokens, best.part, marked)]
      : best.score ? excerpt(tokens, best, marked) : summary,
    pages: pages.slice(0, MAX_REPORT_PAGES).map(({page}) => page),
  };
}

const words = text => text.trim().split(/\s+/);
const total = part => part.found.reduce((sum, {score}) => sum + score, 0);

// Return how many words at the beginning of the text are its title, which is shown above the text already.
function lengthOfTitle(tokens, title = "") {
  const bare = word => word.normalize("NFKC").replace(/[\u00ad\u2060\ufeff]|\.$/g, ""); // Pagefind adds a full stop
  const same = words(title).every((word, n) => bare(shown(tokens[n] ?? "")) === bare(word));
  return same ? words(title).length : 0;
}

// Return the text of the page itself, and of each page of its reports, as ranges of words. The ids of headings say
// where a page of a report begins ("rapport.pdf#page=12"), or where the facts do, such as names and keywords ("feiten").
function partsOf(tokens, anchors, first) {
  const heads = anchors.filter(({id}) => id === FACTS || /#page=\d+$/.test(id ?? ""))
    .sort((a, b) => a.location - b.location);
  const starts = [{start: first}, ...heads.map(({id, location}) => ({
    start: location, page: id === FACTS ? "" : id, weight: id === FACTS ? FACTS_WEIGHT : 1,
  }))];
  return starts.map((part, n) => ({...part, end: starts[n + 1]?.start ?? tokens.length, found: []}));
}

// Return where in a part most was found, and how much.
function densest({found, weight = 1}) {
  let best = {score: 0, from: 0};
  for (const {location} of found) {
    const near = found.filter(x => x.location >= location && x.location < location + EXCERPT_WORDS - WORDS_BEFORE);
    const score = weight * near.reduce((sum, x) => sum + x.score, 0);
    if (score > best.score) best = {score, from: location};
  }
  return best;
}

function excerpt(tokens, {part, from}, marked) {
  const end = Math.min(part.end, Math.max(part.start, from - WORDS_BEFORE) + EXCERPT_WORDS);
  const start = Math.max(part.start, Math.min(from - WORDS_BEFORE, end - EXCERPT_WORDS));
  const found = pieces(tokens.slice(start, end), n => marked.has(start + n));
  if (start > part.start) found.unshift({text: "… "});
  if (end < part.end) found.push({text: " …"});
  return found;
}

// Return the facts that were found, after a sign that they are from elsewhere. Pagefind ends each with a full stop.
function facts(tokens, {start, end, found}, marked) {
  const shownFacts = new Map();
  for (const {location} of found) {
    let [from, to] = [location, location + 1];
    while (from > start + 1 && !tokens[from - 1].endsWith(".")) from--;
    while (to < end && !tokens[to - 1].endsWith(".")) to++;
    shownFacts.set(from, pieces(tokens.slice(from, to), n => marked.has(from + n)));
  }
  return [...shownFacts.values()].slice(0, MAX_FACTS).flatMap(text => [{text: " … "}, ...text]);
}

// Return words as pieces of text, each with whether it is marked. Signs around a word are not marked.
function pieces(tokens, isMarked) {
  const found = [];
  tokens.forEach((token, n) => {
    const text = shown(token);
    if (/^[\u2060·]\.?$/.test(text)) return; // the heading of a page of a report
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su.exec(text);
    const gap = found.length ? " " : "";
    if (isMarked(n) && word) found.push({text: gap + before}, {text: word, mark: true}, {text: after});
    else found.push({text: gap + text});
  });
  return found;
}
