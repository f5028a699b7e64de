// The discs of a map: the largest first, so that none hides a smaller one; those beyond the scale have their own look.

import { make } from "./shared.js";

// Beyond the scale a disc is a little larger than the largest, whatever its value.
const BEYOND = 1.12;

const sizeOf = (value, scale, radius) => radius * (value > scale ? BEYOND : Math.sqrt(Math.max(0, value) / (scale || 1)));

// `drawn` are shapes with their values and statuses; the largest disc, that of `scale`, has so large a `radius`.
export const drawDiscs = (layer, drawn, { scale, radius }) => {
  drawn.sort((a, b) => b[1] - a[1]);
  for (const [shape, value, status] of drawn) {
    shape.circle ??= make("svg:circle", { cx: shape.x, cy: shape.y, "data-code": shape.code });
    const size = sizeOf(value, scale, radius).toFixed(1), kind = value > scale ? `${status} above` : status;
    if (shape.size !== size) shape.circle.setAttribute("r", (shape.size = size));
    if (shape.kind !== kind) shape.circle.setAttribute("class", (shape.kind = kind));
  }
  const circles = drawn.map(([shape]) => shape.circle);
  const isSame = circles.length === layer.children.length && circles.every((circle, n) => layer.children[n] === circle);
  if (!isSame) layer.replaceChildren(...circles);
};
