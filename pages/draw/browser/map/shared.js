// What the map of outlines and the map of all communes have alike: elements, figures, years, colours, the tip, the way to the table.
// Names are set as text, never as HTML.

import { makePin } from "../pinned.js";

const SVG = "http://www.w3.org/2000/svg";
const fetched = new Map();
const views = new WeakMap();
const formats = new Map();
// Between two years that play, in milliseconds.
const PACE = 1100;

export const make = (tag, attributes = {}, text) => {
  const node = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

export const number = (value, decimals) => {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  if (!formats.has(decimals)) formats.set(decimals, new Intl.NumberFormat("fr-FR", options));
  return formats.get(decimals).format(value).replace("-", "−");
};

// What an address holds, read once as `kind`; asked for again only after a failure.
export const load = (url, kind = "json") => {
  if (!fetched.has(url)) fetched.set(url, fetch(url).then((r) => (r.ok ? r[kind]() : Promise.reject(r.status))));
  fetched.get(url).catch(() => fetched.delete(url));
  return fetched.get(url);
};

// What can wait until nothing else is to be done, `most` milliseconds at most; in a browser that does not tell when, it
// comes next. Gives what takes it back.
export const whenIdle = (act, most) => {
  if (!window.requestIdleCallback) return clearTimeout.bind(window, setTimeout(act));
  return cancelIdleCallback.bind(window, requestIdleCallback(() => act(), { timeout: most }));
};

// A line of the legend: what is drawn, what it says, and how many there are.
export const writeLine = (swatch, text, count = "") => {
  const item = make("li");
  item.append(swatch, make("span", {}, text), make("span", { class: "count" }, count));
  return item;
};

export const writeDisc = (size, text) => writeLine(make("i", { class: "disc", style: `width:${size}px;height:${size}px` }), text);

export const findHost = (parent) => parent.querySelector(".map-host") || parent;

// The style sheet of a component in its own tree, which travels with its script and not with each run of its page; a
// document without such trees has its sheet already.
export const dress = (parent, style) => {
  const root = parent.getRootNode();
  if (root === document || root.adoptedStyleSheets.length) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
};

// The map of a place, made at the first call.
export const findView = (host, Kind) => {
  if (!views.has(host)) views.set(host, new Kind(host));
  return views.get(host);
};

// The map whose tip is shown: Escape puts it away, wherever the focus is.
let tipped;
addEventListener("keydown", ({ key }) => key === "Escape" && tipped && (tipped.tip.hidden = true));

export class View {
  constructor(host, kind) {
    this.host = host;
    this.root = make("div", { class: kind });
    this.head = make("div", { class: "head", role: "heading", "aria-level": "2" });
    this.stage = make("div", { class: "stage" });
    this.tip = make("div", { class: "tip", hidden: "" });
    this.pin = makePin();
    this.years = make("div", { class: "years" });
    this.legend = make("ul", { class: "legend" });
    this.stage.append(this.tip);
    this.tip.onpointerleave = (event) => this.leave(event);
    this.root.append(this.head, this.stage, this.years, this.legend);
    host.append(this.root);
    this.buildYears();
  }

  buildYears() {
    this.slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Année" });
    this.label = make("output", { class: "year" });
    const step = (by, text, name) => {
      const button = make("button", { type: "button", "aria-label": name, title: name }, text);
      button.onclick = () => this.moveYear(this.index + by, true);
      return button;
    };
    this.player = make("button", { type: "button", "aria-label": "Lire les années", title: "Lire les années" }, "▶");
    this.player.onclick = () => this.play(!this.playing);
    this.player.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.years.append(step(-1, "‹", "Année précédente"), this.player, this.slider, step(1, "›", "Année suivante"), this.label);
    this.slider.oninput = () => this.moveYear(Number(this.slider.value));
    this.slider.onchange = () => this.commitYear();
  }

  play(on) {
    clearInterval(this.playing);
    this.playing = undefined;
    this.player.textContent = on ? "❚❚" : "▶";
    this.player.title = on ? "Arrêter la lecture" : "Lire les années";
    this.player.setAttribute("aria-label", this.player.title);
    dispatchEvent(new CustomEvent("terril:play", { detail: on }));
    if (!on) return this.commitYear();
    const last = this.data.years.length - 1;
    if (this.index >= last) this.moveYear(0, true);
    // Each year is told to the page, so that what stands beside the map is of the same year.
    this.playing = setInterval(() => {
      if (this.index >= last || !this.root.isConnected) return this.play(false);
      this.moveYear(this.index + 1, true);
    }, PACE);
  }

  moveYear(index, commit) {
    this.index = Math.max(0, Math.min(this.data.years.length - 1, index));
    this.slider.value = this.index;
    this.paint();
    if (commit) this.commitYear();
  }

  // For a map that says its year to the page.
  commitYear() {}

  spanYears() {
    this.slider.max = Math.max(0, this.data.years.length - 1);
    this.years.hidden = this.data.years.length < 2;
  }

  // The shades of the classes, which follow the theme as all other colours do.
  dress(colors = this.data.colors, inks = this.data.inks) {
    for (const [name, { light, dark }] of [["q", colors], ["i", inks || { light: [] }]]) {
      light.forEach((color, n) => this.root.style.setProperty(`--${name}${n}`, `light-dark(${color},${dark[n]})`));
    }
  }

  // What is heard of the map, by the one element of the page that speaks.
  say(words) {
    const event = new CustomEvent("terril:said", { detail: words, bubbles: true, composed: true });
    if (this.heard !== words && !this.data.small) this.host.dispatchEvent(event);
    this.heard = words;
  }

  announce() {
    requestAnimationFrame(() => setTimeout(() => dispatchEvent(new Event("terril:map"))));
  }

  fail(error) {
    this.head.textContent = "La carte n’a pas pu être chargée. Rechargez la page.";
    console.warn(error);
  }

  write(value) {
    return `${number(value, this.data.decimals)}\u00a0${Math.abs(value) < 2 ? this.data.one : this.data.unit}`;
  }

  // What the pointer is over is said, unless it is on its way to the tip.
  follow(found, event) {
    if (this.pin.holds(event)) return;
    this.point(found, event);
    if (found) this.pin.wait(this.tip, event);
  }

  // The pointer has left what is drawn, or the tip: none is shown, unless it is on the tip now.
  leave({ relatedTarget }) {
    if (this.tip.contains(relatedTarget)) return;
    this.pin.letGo();
    this.point();
  }

  // The tip above a point of the window, within the stage: the first of several lines is a name.
  showTip(lines, x, y) {
    tipped = this;
    this.tip.replaceChildren(...[lines].flat().filter(Boolean).map((line, n, { length }) => make(n || length < 2 ? "span" : "b", {}, line)));
    const stage = this.stage.getBoundingClientRect();
    const left = Math.min(x - stage.x + 12, stage.width - this.tip.offsetWidth - 4);
    this.tip.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, y - stage.y - this.tip.offsetHeight - 8)}px)`;
  }

  openTable() {
    const after = [...document.querySelectorAll('[class*="st-key-table-"] summary, [class*="st-key-table-"] button')];
    const place = this.host.getRootNode().host ?? this.host;
    const table = after.find((node) => place.compareDocumentPosition(node) & 4) ?? after[0];
    if (!table) return;
    table.focus();
    table.scrollIntoView({ block: "center" });
    if (table.tagName === "SUMMARY" && !table.parentElement.open) table.click();
  }
}
