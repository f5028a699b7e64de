// The legend of the map of outlines, its grid of two indicators crossed, and the list of the territories without a figure.

import { make, writeDisc, writeLine } from "./shared.js";

const VALUELESS = ["missing", "confidential", "not_applicable", "not_comparable"];
// Statuses of what is there and not final.
export const UNSURE = ["provisional", "estimated", "partial"];

// As large as a disc of the legend may be, in pixels.
const LARGEST = 120;

const signOf = (data, n) => (data.signs?.[n] ? ` sign ${data.signs[n]}` : "");

export const drawLegend = (map, counts, states, zeros, above = []) => {
  const { data } = map, lines = [];
  const line = (kind, text, count, style = "") => lines.push(writeLine(make("i", { class: kind, style }), text, count));
  if (data.symbol === "circle") {
    for (const value of data.discs) {
      const size = 2 * map.radius * Math.sqrt(value / data.breaks.at(-1) * map.zoom.k) * map.scale;
      lines.push(writeDisc(Math.round(Math.min(size, LARGEST)), map.write(value)));
    }
    if (above.length) line("disc above", `hors échelle : ${above.join(", ")}`);
    if (zeros) line("plain", map.write(0), zeros);
  } else if (data.grid) {
    lines.push(...drawGrid(data.grid, counts));
  } else {
    map.look.labels.forEach((label, n) => line(`q${n}${signOf(data, n)}`, label, counts[n], `color: var(--i${n})`));
  }
  for (const status of UNSURE) if (states[status]) line(status, data.words[status], states[status]);
  if (states.remarked) line("sign remarked", data.words.remarked, states.remarked);
  for (const status of VALUELESS) {
    const count = states[status] || 0;
    if (count) line(status, `${count} ${count > 1 ? data.words.plural : data.words.singular} : ${data.words[status]}`);
  }
  map.legend.replaceChildren(...lines);
};

const drawGrid = ({ axes, thirds, words }, counts) => {
  const grid = make("div", { class: "grid", "aria-hidden": "true" });
  grid.append(make("b", {}, `↑ ${axes[1]}`));
  for (const row of [2, 1, 0]) {
    grid.append(make("span", {}, thirds[row]), ...[0, 1, 2].map((column) => make("i", { class: `q${3 * row + column}` })));
  }
  grid.append(make("span"), ...thirds.map((third) => make("small", {}, third)), make("b", {}, `→ ${axes[0]}`));
  const item = make("li"), place = make("li", { class: "place" }), cells = make("ul", { class: "legend cells" });
  item.append(grid);
  for (const n of words.keys()) if (counts[n]) cells.append(writeLine(make("i", { class: `q${n}` }), words[n], counts[n]));
  place.append(cells);
  return [item, place];
};

export const reasonOf = (data, name, status) => data.reasons?.[name] || data.words[status] || data.words.missing;

export const countLost = (map, states) => {
  const hidden = (map.data.outside || []).length;
  const count = VALUELESS.reduce((sum, status) => sum + (states[status] || 0), hidden);
  const words = count > 1 ? "territoires non représentés" : "territoire non représenté";
  const text = `${count} ${words} sur ${map.shapes.length + hidden}`;
  map.lost.hidden = count === 0;
  if (map.lost.firstChild.textContent !== text) map.lost.firstChild.textContent = text;
  if (map.lost.open) listLost(map);
};

export const listLost = (map) => {
  const list = map.lost.lastChild;
  if (!map.lost.open) return list.replaceChildren();
  const reasons = new Map();
  for (const shape of map.shapes) {
    const [value, status] = map.at(shape.code);
    if (value === null) reasons.set(status, [...(reasons.get(status) || []), shape.name]);
  }
  for (const name of map.data.outside || []) reasons.set("outside", [...(reasons.get("outside") || []), name]);
  const lines = [...reasons].flatMap(([status, names]) =>
    names.sort((a, b) => a.localeCompare(b, "fr")).map((name) => make("li", {}, `${name} : ${reasonOf(map.data, name, status)}`)));
  list.replaceChildren(...lines);
};
