// The territories chosen: as chips in their colours on the page, in one line for a telephone, and as a list whose order
// can be changed.

import { make } from "../map/shared.js";

const CIRCLE = "M-4.6 0A4.6 4.6 0 1 0 4.6 0A4.6 4.6 0 1 0 -4.6 0Z";

const drawSymbol = ({ tone, symbol }) => {
  const svg = make("svg:svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" });
  const tint = tone ? `var(--t-${tone})` : "var(--t-other)";
  svg.append(make("svg:path", { d: symbol || CIRCLE, style: `fill: ${tint}` }));
  return svg;
};

const makeButton = (text, label, act, attributes = {}) => {
  const button = make("button", { type: "button", "aria-label": label, title: label, ...attributes }, text);
  button.onclick = act;
  return button;
};

// What is drawn anew keeps the focus where it was: on the same button of the same territory, or on what is there instead.
const redraw = (place, items, fallback) => {
  const held = place.getRootNode().activeElement, item = place.contains(held) ? held.closest("li") : undefined;
  const at = item ? [...place.children].indexOf(item) : -1;
  place.replaceChildren(...items);
  if (!item) return;
  const anew = items.find((one) => one.dataset.code === item.dataset.code) ?? items[Math.min(at, items.length - 1)];
  const button = anew?.querySelector(`[data-act="${held.dataset.act}"]:not([disabled])`) ?? anew?.querySelector("button:not([disabled])");
  (button ?? fallback).focus();
};

const drawRemover = (one, remove) => makeButton("×", `Retirer ${one.name}`, () => remove(one), { "data-act": "remove" });

export const drawChips = (place, chosen, remove, fallback) => {
  place.classList.toggle("many", chosen.length > 6);
  redraw(place, chosen.map((one) => {
    const item = make("li", { title: one.name, "data-code": one.code });
    item.append(drawSymbol(one), make("span", {}, one.name), drawRemover(one, remove));
    return item;
  }), fallback);
};

export const summarise = (chosen) => {
  const names = chosen.slice(0, 2).map((one) => one.name).join(", ");
  return chosen.length > 2 ? `${names} + ${chosen.length - 2}` : names;
};

// `move` takes a territory and by how many places.
export const drawOrder = (place, chosen, move, remove, fallback) => {
  redraw(place, chosen.map((one, n) => {
    const item = make("li", { "data-code": one.code });
    const step = (by, sign, what, isPossible) =>
      makeButton(sign, `${what} ${one.name}`, () => move(one, by), { "data-act": what, ...(isPossible ? {} : { disabled: "" }) });
    item.append(
      drawSymbol(one), make("span", {}, one.name),
      step(-1, "↑", "Monter", n > 0), step(1, "↓", "Descendre", n < chosen.length - 1), drawRemover(one, remove),
    );
    return item;
  }), fallback);
};
