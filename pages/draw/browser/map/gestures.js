// How a map is moved: wheel with Ctrl, two fingers, the mouse that drags, a double click, buttons. The page keeps its own
// wheel and its one finger: whoever scrolls past a map is told once how it zooms.

import { make } from "./shared.js";

const FAR = 6, PATIENCE = 1800;
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
export const WHEEL = IS_MAC ? "⌘ + molette" : "Ctrl + molette";

const ICONS = {
  more: "M8 2v12M2 8h12",
  less: "M2 8h12",
  whole: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  chosen: "M8 1v4M8 11v4M1 8h4M11 8h4M8 5a3 3 0 1 0 .01 0z",
};

const draw = (icon) => {
  const svg = make("svg:svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
  svg.append(make("svg:path", { d: ICONS[icon] }));
  return svg;
};

// The buttons of a map: each an icon, its name and what it does.
export const buildButtons = (actions) => {
  const box = make("div", { class: "zooms", role: "group", "aria-label": "Zoom de la carte" });
  for (const [icon, name, act] of actions) {
    const button = make("button", { type: "button", "aria-label": name, title: name, "data-act": icon });
    button.append(draw(icon));
    button.onclick = act;
    box.append(button);
  }
  return box;
};

const buildHint = (stage) => {
  const hint = make("div", { class: "hint", hidden: "" });
  let timer;
  stage.append(hint);
  return (text) => {
    hint.textContent = text;
    hint.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => (hint.hidden = true), PATIENCE);
  };
};

const middle = ([a, b]) => [(a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2];
const spread = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

// `map` has zoomAt(factor, x, y), panBy(dx, dy) and isZoomed(), in pixels of the window; `node` is what is seized.
export const followGestures = (map, node, stage) => {
  const hint = buildHint(stage);
  let held, moved = 0, fingers;
  node.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return hint(`${WHEEL} pour zoomer la carte`);
    event.preventDefault();
    const step = event.deltaMode ? event.deltaY * 20 : event.deltaY;
    map.zoomAt(2 ** (-Math.max(-240, Math.min(240, step)) / 240), event.clientX, event.clientY);
  }, { passive: false });
  node.addEventListener("dblclick", (event) => {
    event.preventDefault();
    map.zoomAt(event.shiftKey ? 0.5 : 2, event.clientX, event.clientY);
  });
  node.addEventListener("pointerdown", (event) => {
    moved = 0;
    if (event.pointerType === "mouse" && event.button === 0) held = [event.clientX, event.clientY];
  });
  node.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = held;
    moved += Math.abs(event.clientX - x) + Math.abs(event.clientY - y);
    held = [event.clientX, event.clientY];
    if (moved <= FAR || !map.isZoomed()) return;
    if (!node.hasPointerCapture(event.pointerId)) node.setPointerCapture(event.pointerId);
    map.panBy(event.clientX - x, event.clientY - y);
  });
  for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, () => (held = undefined));
  // What ends a move is no choice of a territory.
  node.addEventListener("click", (event) => {
    if (moved > FAR && map.isZoomed()) event.stopImmediatePropagation();
    moved = 0;
  }, { capture: true });
  const touch = (event) => {
    const two = [...event.touches];
    if (two.length !== 2) {
      if (event.type === "touchmove" && two.length === 1 && map.isZoomed()) hint("Deux doigts pour déplacer la carte");
      return (fingers = undefined);
    }
    event.preventDefault();
    const now = { at: middle(two), apart: spread(two) };
    if (fingers) {
      map.panBy(now.at[0] - fingers.at[0], now.at[1] - fingers.at[1]);
      if (fingers.apart > 0) map.zoomAt(now.apart / fingers.apart, ...now.at);
    }
    fingers = now;
  };
  for (const kind of ["touchstart", "touchmove", "touchend"]) node.addEventListener(kind, touch, { passive: false });
};
