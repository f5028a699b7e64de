// The dashes of values that are not final where most are so: in a layer of their own, that another year puts away at
// once and does not take from each outline one by one.

import { make } from "./shared.js";

// Outlines near to one another are drawn together, each from the origin wherever the pen was: cells across and down.
const CELLS = 4;

const drawHollow = (layer, shapes, [left, top, width, height]) => {
  const key = shapes.map(({ code }) => code).join();
  if (layer.dataset.key === key) return;
  layer.dataset.key = key;
  const cells = new Map(), cellOf = (at, from, size) => Math.floor((CELLS * (at - from)) / size);
  for (const { x, y, d } of shapes) {
    const cell = cellOf(x, left, width) + CELLS * cellOf(y, top, height);
    cells.set(cell, `${cells.get(cell) ?? ""}M${d.slice(1)}`);
  }
  layer.replaceChildren(...[...cells.values()].map((d) => make("svg:path", { d })));
};

// Said of its two layers alone: with a class of the map's own, all that is in it would be dressed anew.
export const markMostly = ({ hollow, circles, viewBox }, isMostly, shapes) => {
  for (const layer of [hollow, circles]) layer.classList.toggle("mostly", isMostly);
  if (isMostly) drawHollow(hollow, shapes, viewBox);
};
