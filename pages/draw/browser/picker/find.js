// The territories that a few letters find. Accents, case, ligatures and hyphens do not count, as in the search of the
// server (loaders/reading/search.py).

const ABBREVIATIONS = { st: "saint", ste: "sainte" };
// What a name may be written with and not be found by: « la CA d’Arras » is a CU.
const FORMS = new Set(
  "ca cc cu me communaute communautes agglomeration agglo communes commune urbaine metropole de du des d la le les l".split(" "),
);
const SHORTEST_PART = 3;
const MOST_OF_A_GROUP = 8;

export function fold(text) {
  const plain = text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/\p{M}/gu, "");
  const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ABBREVIATIONS[word] ?? word);
  return words.length > 1 && words.every((word) => /^\d+$/.test(word)) ? [words.join("")] : words;
}

const pad = (words) => ` ${words.join(" ")} `;

export const prepare = (groups) => groups.map(({ name, rows }) => ({
  name,
  rows: rows.map(([code, label, detail, words]) => {
    const own = pad(fold(label));
    return { code, name: label, detail, own, all: own + pad(fold(`${words} ${detail}`)) };
  }),
}));

// Those of the service, as they are now; none where there are none, or where nobody answers.
export async function askService(address) {
  const rows = address ? await fetch(address).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []) : [];
  return prepare(rows.length ? [{ name: "Territoires du service", rows }] : []);
}

// The territories of the service among the others: after the EPCIs, for a name that begins as theirs do is not one of them.
export const join = (listed, service) => [...listed.slice(0, 1), ...service, ...listed.slice(1)];

export const shorten = (groups) => groups.map(({ name, rows }) => (
  { name, rows: rows.slice(0, MOST_OF_A_GROUP), more: Math.max(0, rows.length - MOST_OF_A_GROUP) }
));

// How well a row answers, the best first; Infinity where it does not.
function rank({ own, all }, words) {
  const whole = pad(words);
  const begins = (text) => words.every((word) => text.includes(` ${word}`));
  if (own === whole || (words.length === 1 && /\d/.test(words[0]) && all.includes(whole))) return 0;
  if (own.startsWith(whole.trimEnd())) return 1;
  if (begins(own)) return 2;
  if (begins(all)) return 3;
  return words.every((word) => all.includes(word.length < SHORTEST_PART ? ` ${word}` : word)) ? 4 : Infinity;
}

function answer(groups, words) {
  const found = groups.map(({ name, rows }) => {
    const ranked = rows.map((row) => [rank(row, words), row]).filter(([place]) => place < Infinity).sort(([a], [b]) => a - b);
    return { name, best: ranked[0]?.[0], rows: ranked.map(([, row]) => row) };
  }).filter(({ rows }) => rows.length);
  // A heading where only other words of a territory answer comes after those where a name does.
  return found.sort((one, other) => (one.best > 2) - (other.best > 2));
}

export function find(groups, query) {
  const words = fold(query);
  const found = answer(groups, words);
  const bare = words.filter((word) => !FORMS.has(word));
  const kept = found.length || !bare.length || bare.length === words.length ? found : answer(groups, bare);
  return shorten(kept);
}
