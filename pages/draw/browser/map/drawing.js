// What a map of outlines is drawn of, once: hatchings and signs, what lies round it, territories, borders, names.

import { make } from "./shared.js";

const CLASSES = 9;

const pattern = (id, size, ...parts) => {
  const node = make("svg:pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" });
  node.append(...parts);
  return node;
};

const ground = (size, kind) => make("svg:rect", { width: size, height: size, class: kind });

// The signs of a fall and of a rise, over the shade of each class: a map of changes is read in grey too.
const sign = (n, kind) => {
  const d = kind === "minus" ? "M2 4.5h4" : "M2 4.5h4M4 2.5v4";
  const shade = make("svg:rect", { width: 9, height: 9, style: `fill: var(--q${n})` });
  return pattern(`sign-${n}`, 9, shade, make("svg:path", { d, class: "sign", style: `stroke: var(--i${n})` }));
};

const buildPatterns = () => {
  const lines = pattern("hatch", 6, ground(6, "ground"), make("svg:rect", { width: 1.6, height: 6, class: "stroke" }));
  const dots = pattern("dots", 7, ground(7, "ground"), make("svg:circle", { cx: 3.5, cy: 3.5, r: 1.5, class: "stroke" }));
  lines.dataset.turn = 45;
  return [lines, dots];
};

// `pad` is what is seen round the territories, as a share of the width.
export const buildDrawing = (geometry, { title, description, pad }) => {
  const [width, height] = geometry.viewBox, margin = pad * width;
  const viewBox = [-margin, -margin, width + 2 * margin, height + 2 * margin];
  // An SVG that listens to the focus would take it in Chromium: its territories do.
  const svg = make("svg:svg", { viewBox: viewBox.join(" "), tabindex: -1, role: "group", "aria-label": title, "aria-description": description });
  const defs = make("svg:defs"), world = make("svg:g", { class: "world" });
  // What lies round the territories is a drawing of its own below theirs: another year does not paint it again.
  const below = make("svg:svg", { viewBox: viewBox.join(" "), class: "below", "aria-hidden": "true" }), around = make("svg:g", { class: "around" });
  below.append(around);
  const layers = Object.fromEntries(["areas", "hollow", "lines", "circles", "selection"].map((name) => [name, make("svg:g", { class: name })]));
  const [texts, remarks] = ["names", "remarks"].map((name) => make("svg:g", { class: name, "aria-hidden": "true" }));
  defs.append(...buildPatterns());
  const shapes = geometry.shapes.map((shape) => {
    const path = make("svg:path", { d: shape.d, tabindex: -1, role: "button", "data-code": shape.code });
    return { ...shape, x: shape.label[0], y: shape.label[1], path };
  });
  layers.areas.append(...shapes.map(({ path }) => path));
  const lines = geometry.lines || [], home = make("svg:path", { class: "home" });
  layers.lines.append(...lines.filter(({ kind }) => kind === "epci").map(({ d }) => make("svg:path", { d, class: "epci" })), home);
  world.append(...Object.values(layers));
  svg.append(defs, world, texts, remarks);
  shapes[0]?.path.setAttribute("tabindex", 0);
  return { below, around, svg, defs, world, ...layers, home, borders: new Map(lines.map(({ code, d }) => [code, d])), texts, remarks, shapes, viewBox };
};

export const drawSigns = (defs, signs) => {
  const key = (signs || []).join();
  if (defs.dataset.signs === key) return;
  defs.dataset.signs = key;
  for (const node of defs.querySelectorAll('[id^="sign-"]')) node.remove();
  (signs || []).slice(0, CLASSES).forEach((kind, n) => kind && defs.append(sign(n, kind)));
};

// Hatchings keep their measure whatever the size of the map: `unit` is a pixel in units of the outlines.
export const scalePatterns = (defs, unit) => {
  for (const node of defs.children) {
    const transform = `rotate(${node.dataset.turn || 0}) scale(${unit.toFixed(4)})`;
    // Written again, even the same, all that it fills is drawn anew.
    if (node.getAttribute("patternTransform") !== transform) node.setAttribute("patternTransform", transform);
  }
};

// The outlines of those chosen, each within its own border, so that two neighbours are both seen.
export const drawChosen = (layer, outlineOf, colored) => {
  const outline = (code, attributes) => make("svg:path", { d: outlineOf(code), ...attributes });
  // A code that a reader composed may hold what no id does.
  const clipOf = (code) => `chosen-${code.replace(/\W/g, "_")}`;
  const within = (code) => ({ "clip-path": `url(#${clipOf(code)})` });
  layer.replaceChildren(
    ...colored.map(([code]) => {
      const clip = make("svg:clipPath", { id: clipOf(code) });
      clip.append(outline(code));
      return clip;
    }),
    ...colored.map(([code]) => outline(code, { class: "around" })),
    ...colored.map(([code]) => outline(code, { class: "under", ...within(code) })),
    ...colored.map(([code, tone]) => outline(code, { class: "own", style: tone ? `stroke: var(--t-${tone})` : "", ...within(code) })),
  );
};
