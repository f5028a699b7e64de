// The names on a map of outlines and what lies round it: they come after the first map, and keep their size as it grows.

import { make } from "./shared.js";

// As pages/views/maps/labels.py has them: the letters of each kind, in those of a map.
const SIZES = { own: 1, town: 0.92, beyond: 0.92 };
// The letters of names, in those of the map.
const LETTERS = 0.92;
const LEADING = 1.28, DOT = 0.42, CAPITALS = 0.72;

const areMeeting = (one, other, ratio) =>
  Math.abs((one.x - other.x) * ratio + one.dx - other.dx) < (one.wide + other.wide) / 2 &&
  Math.abs((one.y - other.y) * ratio + one.dy - other.dy) < (one.tall + other.tall) / 2;

// See choose_names of pages/views/maps/labels.py: those chosen first, then those whose time has come; none meets another.
const chooseNames = (names, ratio, chosen) => {
  const shown = [];
  const first = chosen.flatMap((code) => names.filter((name) => name.code === code));
  const rest = names.filter((name) => name.least <= ratio && !chosen.includes(name.code));
  for (const name of [...first, ...rest]) if (!shown.some((other) => areMeeting(name, other, ratio))) shown.push(name);
  return shown;
};

// An em of the names of a map, in the units of its drawing.
export const findEm = (map) => LETTERS * parseFloat(getComputedStyle(map.root).fontSize) / map.scale;

// All lengths are in ems, so that the layer alone says how large they are.
const writeName = (name, isChosen) => {
  const size = SIZES[name.kind], node = make("svg:g", { class: `name ${name.kind}${isChosen ? " chosen" : ""}` });
  const across = name.dx + Math.sign(name.dx) * DOT / 2, down = name.dy + Math.sign(name.dy) * DOT / 2;
  if (name.dx || name.dy) node.append(make("svg:circle", { r: `${DOT / 2}em` }));
  const text = make("svg:text", { "font-size": `${size}em` });
  const top = down / size - (name.lines.length - 1) * LEADING / 2 + CAPITALS / 2;
  name.lines.forEach((words, n) => text.append(make("svg:tspan", { x: `${across / size}em`, y: `${top + n * LEADING}em` }, words)));
  node.append(text);
  return node;
};

// Puts in their places the names that have room and are not cut by the edge of the `box` that is seen. An em is so many units of the drawing; of the outlines, `k` are one.
export const placeNames = (layer, names, { em, k, x, y, box }, chosen) => {
  const key = chosen.join();
  if (layer.dataset.chosen !== key) for (const name of names) name.node = undefined;
  Object.assign(layer.dataset, { chosen: key, ratio: (k / em).toFixed(4) });
  layer.setAttribute("font-size", em.toFixed(2));
  const [left, top, right, bottom] = box, nodes = [];
  for (const name of chooseNames(names, k / em, chosen)) {
    const across = name.x * k + x, down = name.y * k + y, wide = name.wide / 2, tall = name.tall / 2;
    const isCut = across + (name.dx - wide) * em < left || across + (name.dx + wide) * em > right ||
      down + (name.dy - tall) * em < top || down + (name.dy + tall) * em > bottom;
    if (isCut) continue;
    name.node ??= writeName(name, chosen.includes(name.code));
    name.node.setAttribute("transform", `translate(${across.toFixed(1)} ${down.toFixed(1)})`);
    nodes.push(name.node);
  }
  layer.replaceChildren(...nodes);
};

export const drawAround = (layer, { neighbours, borders }) =>
  layer.replaceChildren(make("svg:path", { d: neighbours, class: "neighbours" }), make("svg:path", { d: borders, class: "borders" }));
