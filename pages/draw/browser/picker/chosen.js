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

export const drawChips = (place, chosen, remove) => {
  place.classList.toggle("many", chosen.length > 6);
  place.replaceChildren(...chosen.map((one) => {
    const item = make("li", { title: one.name });
    item.append(drawSymbol(one), make("span", {}, one.name), makeButton("×", `Retirer ${one.name}`, () => remove(one)));
    return item;
  }));
};

export const summarise = (chosen) => {
  const names = chosen.slice(0, 2).map((one) => one.name).join(", ");
  return chosen.length > 2 ? `${names} + ${chosen.length - 2}` : names;
};

// `move` takes a territory and by how many places; the button pressed keeps the focus while its territory moves.
export const drawOrder = (place, chosen, move, remove) => {
  place.replaceChildren(...chosen.map((one, n) => {
    const item = make("li", { "data-code": one.code });
    const step = (by, sign, what, isPossible) => {
      const act = () => {
        move(one, by);
        const anew = [...place.children].find((other) => other.dataset.code === one.code);
        (anew?.querySelector(`[data-by="${by}"]:not([disabled])`) ?? anew?.querySelector("button:not([disabled])"))?.focus();
      };
      return makeButton(sign, `${what} ${one.name}`, act, { "data-by": by, ...(isPossible ? {} : { disabled: "" }) });
    };
    item.append(
      drawSymbol(one), make("span", {}, one.name),
      step(-1, "↑", "Monter", n > 0), step(1, "↓", "Descendre", n < chosen.length - 1),
      makeButton("×", `Retirer ${one.name}`, () => remove(one)),
    );
    return item;
  }));
};
