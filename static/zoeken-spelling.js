// Words that resemble a word that is nowhere on the site. Loaded only when there is such a word.

const MAX_WORD_LETTERS = 40;
const MIN_BEGINNING_LETTERS = 8;
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const list = fetch(new URL("../zoeken/woorden.json", import.meta.url))
  .then(answer => answer.json())
  .then(({woorden}) => woorden.map(word => [word, fold(word)]))
  .catch(() => []); // without suggestions, the page still says that nothing was found

// Return the most alike words, best first: at most one letter in four may differ, and at most two. A long word may also
// resemble the beginning of another: a compound is found by its beginning.
export async function resembling(word) {
  const sought = fold(word);
  if (sought.length < 3 || sought.length > MAX_WORD_LETTERS) return [];
  const limit = sought.length < 6 ? 1 : 2;
  return (await list)
    .map(([found, folded], rank) => ({found, rank, distance: Math.min(
      distance(sought, folded, limit),
      sought.length < MIN_BEGINNING_LETTERS ? Infinity : distance(sought, folded, limit, true) + 0.5,
    )}))
    .filter(x => x.distance < limit + 1)
    .sort((a, b) => a.distance - b.distance || a.rank - b.rank)
    .map(x => x.found);
}

// Return how many letters differ, are missing, are too many or have changed places; more than `limit` if too many.
// With `begins`, that is the number for the beginning of `whole` that is most alike.
function distance(a, whole, limit, begins = false) {
  const b = begins ? whole.slice(0, a.length + limit) : whole;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, last, row] = [[], [], Array.from({length: b.length + 1}, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
  }
  return begins ? Math.min(...row) : row[b.length];
}
