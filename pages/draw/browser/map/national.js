// All communes on one canvas: contours are filled once into a grid of numbers, years then only change colours.

import { Card } from "./card.js";
import { buildButtons } from "./gestures.js";
import { GRAIN, departementOf, fill, findBorders } from "./national_grid.js";
import { listen } from "./national_keys.js";
import { drawLegend, writeCard } from "./national_legend.js";
import { unpack } from "./national_packed.js";
import { drawOver, paintYear } from "./national_paint.js";
import { View, dress, findHost, findView, load, make } from "./shared.js";
import STYLE from "./national.css";

const BYTES = "arrayBuffer";
const MOST_ZOOM = 160;
const KEYS = "Flèches : commune voisine. + et − : zoom. 0 : France entière. C : EPCI choisi. Entrée : fiche. T : tableau des valeurs.";

class NationalMap extends View {
  constructor(host) {
    super(host, "map national");
    this.canvas = make("canvas", { tabindex: 0, role: "application", "aria-description": KEYS });
    this.over = make("canvas", { class: "over", "aria-hidden": "true" });
    this.card = new Card(this.stage, () => this.choose(0));
    this.probe = make("i", { hidden: "" });
    const zooms = buildButtons([
      ["more", "Zoom avant", () => this.zoom(2)],
      ["less", "Zoom arrière", () => this.zoom(0.5)],
      ["whole", "France entière", () => this.goHome(true)],
      ["chosen", "Vers l’EPCI choisi", () => this.goToEpci()],
    ]);
    this.stage.prepend(this.canvas, this.over, zooms, this.probe);
    listen(this);
    new ResizeObserver(() => this.ready && this.size() && this.refill()).observe(this.stage);
  }

  async update(data, setTrigger) {
    const before = this.data;
    Object.assign(this, { data, setTrigger });
    if (before?.values !== data.values) this.index = data.years.length - 1;
    this.spanYears();
    try {
      const asked = [load(data.geometry, BYTES), load(data.values, BYTES), data.epci && load(data.epci.url, BYTES)];
      const [geometry, values, fine] = await Promise.all(asked);
      if (this.data !== data) return;
      if (this.url !== data.geometry) this.shape = unpack(geometry);
      this.url = data.geometry;
      this.number ??= new Map(this.shape.codes.map((code, n) => [code, n + 1]));
      const cells = data.years.length * this.shape.communes;
      this.values = new Float32Array(values, 0, cells);
      this.states = new Uint8Array(values, 4 * cells, cells);
      this.classes = new Uint8Array(values, 5 * cells, cells);
      const moved = (before?.epci?.code ?? "") !== (data.epci?.code ?? "");
      this.bringEpci(fine);
      const first = !this.ready;
      this.ready = true;
      this.size();
      if (first || moved) {
        this.goHome(false);
        this.goToEpci(false);
      }
      this.refill();
      if (moved) this.choose(0);
      this.announce();
      load(data.names).then((names) => this.bringNames(names), console.warn);
    } catch (error) {
      this.fail(error);
    }
  }

  bringNames(names) {
    this.names = names;
    if (this.area) return;
    this.area = Int16Array.from([-1, ...names.epci]);
    this.refill();
  }

  bringEpci(fine) {
    const { epci } = this.data;
    this.fine = undefined;
    this.members = new Set();
    if (!epci) return;
    this.fine = unpack(fine, this.shape);
    this.fine.numbers = this.fine.codes.map((code) => this.number.get(code) ?? 0);
    this.fine.row = new Map(this.fine.numbers.map((id, n) => [id, n]));
    this.members = new Set(epci.members.map((code) => this.number.get(code)));
  }

  // A canvas knows no variable: what it is painted with is read where a page would paint it.
  dress() {
    super.dress();
    const read = (name) => {
      this.probe.style.color = `var(--${name})`;
      return getComputedStyle(this.probe).color;
    };
    this.ink = Object.fromEntries(["seam", "ground", "hatch", "edge", "disc", "choice", "ink", "paper"].map((tone) => [tone, read(`t-${tone}`)]));
    this.shades = this.data.colors.light.map((_, n) => read(`q${n}`));
  }

  size() {
    const width = Math.round(this.stage.clientWidth);
    if (!width || width === this.width) return false;
    const view = this.view && this.centre();
    this.width = width;
    this.height = Math.round(Math.min(Math.max(width * 0.82, 320), 600));
    this.sharp = devicePixelRatio >= 1.5 ? 2 : 1;
    for (const canvas of [this.canvas, this.over]) {
      canvas.width = width * this.sharp;
      canvas.height = this.height * this.sharp;
      canvas.style.height = `${this.height}px`;
    }
    this.columns = width * GRAIN;
    this.rows = this.height * GRAIN;
    this.ids = new Uint16Array(this.columns * this.rows);
    this.borders = new Uint8Array(this.columns * this.rows);
    this.image = this.canvas.getContext("2d").createImageData(this.canvas.width, this.canvas.height);
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const { box, unit, left, bottom } = this.shape;
    for (let n = 0; n < box.length; n += 4) {
      west = Math.min(west, box[n]); south = Math.min(south, box[n + 1]); east = Math.max(east, box[n + 2]); north = Math.max(north, box[n + 3]);
    }
    for (const inset of this.data.insets) {
      west = Math.min(west, (inset.box[0] - left) / unit);
      south = Math.min(south, (inset.box[1] - bottom) / unit);
    }
    this.whole = [west, south, east, north];
    this.least = Math.min(this.columns / (east - west), this.rows / (north - south)) * 0.985;
    if (view) this.look(view.x, view.y, Math.max(this.least, this.view.scale));
    return true;
  }

  look(x, y, scale) {
    this.view = { scale, left: x - this.columns / 2 / scale, top: y + this.rows / 2 / scale };
  }

  centre() {
    return { x: this.view.left + this.columns / 2 / this.view.scale, y: this.view.top - this.rows / 2 / this.view.scale };
  }

  goHome(draw) {
    const [west, south, east, north] = this.whole;
    this.look((west + east) / 2, (south + north) / 2, this.least);
    if (draw) this.refill();
  }

  boxOf(id) {
    const row = this.fine?.row.get(id);
    return row === undefined ? this.shape.box.subarray(4 * id - 4, 4 * id) : this.fine.box.subarray(4 * row, 4 * row + 4);
  }

  goToEpci(draw = true) {
    if (!this.members.size) return;
    const ids = this.members;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const [a, b, c, d] = this.boxOf(id);
      west = Math.min(west, a); south = Math.min(south, b); east = Math.max(east, c); north = Math.max(north, d);
    }
    const scale = 0.9 * Math.min(this.columns / (east - west), this.rows / (north - south));
    this.look((west + east) / 2, (south + north) / 2, scale);
    if (draw) this.refill();
  }

  zoom(factor, x = this.columns / 2, y = this.rows / 2) {
    const { scale, left, top } = this.view;
    const next = Math.max(this.least, Math.min(this.least * MOST_ZOOM, scale * factor));
    if (next === scale) return;
    if (next === this.least) return this.goHome(true);
    this.view = { scale: next, left: left + x / scale - x / next, top: top - y / scale + y / next };
    this.soon();
  }

  soon() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.refill();
    });
  }

  // The grid of numbers for the view; then the colours.
  refill() {
    const { ids, columns, rows, view, shape } = this;
    ids.fill(0);
    fill(ids, columns, rows, view, shape);
    if (this.fine) fill(ids, columns, rows, view, this.fine, this.fine.numbers);
    findBorders(this);
    this.paint();
  }

  at(id) {
    const cell = this.index * this.shape.communes + id - 1;
    return [this.values[cell], this.data.statuses[this.states[cell]]];
  }

  paint() {
    if (!this.ready) return;
    this.dress();
    const { data } = this;
    const { counts, states, zeros } = paintYear(this);
    drawOver(this);
    drawLegend(this, counts, states, zeros);
    const year = data.years[this.index];
    this.slider.value = this.index;
    this.slider.setAttribute("aria-valuetext", String(year));
    this.label.textContent = year;
    this.head.textContent = `${data.title} (${year})${data.epci ? `, ${data.epci.name}` : ""}`;
    this.canvas.setAttribute("aria-label", this.head.textContent);
    this.root.dataset.epci = data.epci?.code ?? "";
    this.root.dataset.year = year;
    this.root.dataset.communes = this.shape.communes;
    this.say(`Carte : ${this.head.textContent}`);
    this.root.classList.toggle("chosen", this.members.size > 0);
    if (this.chosen) writeCard(this);
  }

  place(x, y) {
    const { scale, left, top } = this.view;
    const ratio = this.sharp / GRAIN;
    return [(x - left) * scale * ratio, (top - y) * scale * ratio];
  }

  radiusOf(value) {
    const swell = Math.sqrt(this.view.scale / this.least) * Math.min(1, this.width / 800);
    return this.data.radius * this.sharp * swell * Math.sqrt(Math.max(0, value) / this.data.breaks.at(-1));
  }

  middleOf(id) {
    return [this.shape.middle[2 * id - 2], this.shape.middle[2 * id - 1]];
  }

  nameOf(id) {
    return this.names?.names[id - 1] ?? this.shape.codes[id - 1];
  }

  // Its value and its year, or why there is none.
  say(id) {
    const [value, status] = this.at(id), { words, years } = this.data;
    const known = value === value;
    const said = [years[this.index], known && status !== "normal" && words[status], this.remarked().includes(id) && "avec une remarque"];
    return `${known ? this.write(value) : words[status] || words.missing} (${said.filter(Boolean).join(", ")})`;
  }

  // The communes whose value shown has a remark.
  remarked() {
    const year = this.data.years[this.index];
    return Object.entries(this.data.table.remarked).flatMap(([code, years]) => years.includes(year) ? [this.number.get(code)] : []);
  }

  describe(id) {
    return `${this.nameOf(id)} (${departementOf(this.shape.codes[id - 1])}) : ${this.say(id)}`;
  }

  point(id = 0, event) {
    this.tip.hidden = !id;
    if (id !== (this.hover || 0)) {
      this.hover = id;
      if (this.ready) drawOver(this);
    }
    this.canvas.style.cursor = id ? "pointer" : "";
    if (!id) return;
    const { x, y } = this.stage.getBoundingClientRect();
    const [across, down] = this.place(...this.middleOf(id)).map((v) => v / this.sharp);
    this.showTip(this.describe(id), event?.clientX ?? x + across, event?.clientY ?? y + down);
  }

  choose(id) {
    this.chosen = id;
    if (this.ready) drawOver(this);
    if (id) writeCard(this);
    else this.card.close();
  }
}

// `portraits` is how the address of the page of a commune begins; its code comes last.
export const show = ({ data, parentElement, setTriggerValue }, portraits) => {
  dress(parentElement, STYLE);
  const map = Object.assign(findView(findHost(parentElement), NationalMap), { portraits });
  map.update(data, setTriggerValue);
};
