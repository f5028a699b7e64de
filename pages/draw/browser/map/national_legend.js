// The legend of the map of all communes, and the card of the commune chosen.

import { departementOf } from "./national_grid.js";
import { make, number, writeDisc, writeLine } from "./shared.js";

// Of a map seen close the largest discs have no room in the legend, in pixels.
const WIDEST = 110;

export const drawLegend = (map, counts, states, zeros) => {
  const { data } = map, lines = [];
  const line = (kind, text, count) => lines.push(writeLine(make("i", { class: kind }), text, count === undefined ? "" : number(count, 0)));
  if (data.symbol === "circle") {
    for (const value of data.discs) {
      const size = Math.max(2, Math.round(2 * map.radiusOf(value) / map.sharp));
      if (size <= WIDEST) lines.push(writeDisc(size, map.write(value)));
    }
    if (zeros) line("plain", map.write(0), zeros);
  } else data.labels.forEach((label, n) => line(`q${n}`, label, counts[n]));
  data.statuses.forEach((status, n) => {
    if (!n || !states[n]) return;
    line(status, `${number(states[n], 0)} ${states[n] > 1 ? "communes" : "commune"} : ${data.words[status]}`);
  });
  const remarked = map.remarked().length;
  if (remarked) line("sign remarked", data.words.remarked, remarked);
  const key = lines.map((item) => item.outerHTML).join("");
  if (key !== map.legendKey) map.legend.replaceChildren(...lines);
  map.legendKey = key;
};

// Its value, the way to its portrait and to its EPCI.
export const writeCard = (map) => {
  const id = map.chosen, code = map.shape.codes[id - 1];
  const actions = [{ text: "Portrait", href: map.portraits + encodeURIComponent(code) }];
  const place = map.names?.epci[id - 1] ?? -1;
  if (place >= 0 && map.names.sirens[place] !== map.data.epci?.code) {
    actions.push({ text: `Aller à ${map.names.epcis[place]}`, act: () => map.setTrigger("epci", map.names.sirens[place]) });
  }
  const isLeft = map.place(...map.middleOf(id))[0] > map.canvas.width / 2;
  map.card.open({ title: `${map.nameOf(id)} (${departementOf(code)})`, lines: [map.say(id)], actions, isLeft });
};
