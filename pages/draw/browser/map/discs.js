// The discs of a map: the largest first, so that none hides a smaller one; those beyond the scale have their own look.

import { make } from "./shared.js";

// Beyond the scale a disc is a little larger than the largest, whatever its value.
const BEYOND = 1.12;

const sizeOf = (value, scale, radius) => radius * (value > scale ? BEYOND : Math.sqrt(Math.max(0, value) / (scale || 1)));

// The nodes of a layer, one behind the other: those already in their place stay there, for to move one is to draw it anew.
const putInOrder = (layer, nodes) => {
  let at = layer.firstChild;
  const leave = () => {
    const left = at;
    at = at.nextSibling;
    left.remove();
  };
  for (const node of nodes) {
    // The one that stands here comes later, or not at all.
    if (at && at.nextSibling === node) leave();
    if (at === node) at = at.nextSibling;
    else layer.insertBefore(node, at);
  }
  while (at) leave();
};

// `drawn` are shapes with their values and statuses; the largest disc, that of `scale`, has so large a `radius`.
export const drawDiscs = (layer, drawn, { scale, radius }) => {
  drawn.sort((a, b) => b[1] - a[1]);
  for (const [shape, value, status] of drawn) {
    shape.circle ??= make("svg:circle", { cx: shape.x, cy: shape.y, "data-code": shape.code });
    const size = sizeOf(value, scale, radius).toFixed(1), kind = value > scale ? `${status} above` : status;
    if (shape.size !== size) shape.circle.setAttribute("r", (shape.size = size));
    if (shape.kind !== kind) shape.circle.setAttribute("class", (shape.kind = kind));
  }
  putInOrder(layer, drawn.map(([shape]) => shape.circle));
};
