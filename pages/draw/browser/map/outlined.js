// A map of outlines: draws each territory once as an SVG path, then only changes classes.

import { Card } from "./card.js";
import { drawDiscs } from "./discs.js";
import { buildDrawing, drawChosen, drawSigns, scalePatterns } from "./drawing.js";
import { buildButtons, followGestures } from "./gestures.js";
import { markMostly } from "./hollow.js";
import { followKeys } from "./keys.js";
import { UNSURE, countLost, drawLegend, listLost } from "./legend.js";
import { drawAround, findEm, placeNames } from "./names.js";
import { placeRemarked } from "./remarked.js";
import { View, load, make, whenIdle } from "./shared.js";
import { bringStandings, listFacts, openCard, writeValue } from "./tip.js";
import { Zoom } from "./zoom.js";

const KEYS = "Flèches : territoire voisin. Entrée : comparer ou retirer. Espace : fiche. + et − : zoom. 0 : toute la carte. C : territoires choisis. T : tableau des valeurs.";
// What is seen round the territories; what a small map has larger discs by.
const PAD = 0.035, SWELL = 1.6;
// Milliseconds: years closer to one another come quickly; a change has shown on the map; what is round it is written.
const CALM = 300, FRAMES = 50, TOLD = 100;

export class MapView extends View {
  constructor(host) {
    super(host, "map");
    this.lost = make("details", { class: "lost" });
    this.lost.append(make("summary"), make("ul", { tabindex: "0", "aria-label": "Territoires non représentés" }));
    this.lost.ontoggle = () => listLost(this);
    this.legend.after(this.lost);
    this.card = new Card(this.stage, () => this.carded?.path.focus());
    this.stage.append(buildButtons([
      ["more", "Zoom avant", () => this.zoom.step(2)],
      ["less", "Zoom arrière", () => this.zoom.step(0.5)],
      ["whole", "Toute la carte", () => this.zoom.showAll()],
      ["chosen", "Vers les territoires choisis", () => this.showChosen()],
    ]));
  }

  // The page is told once the map shows the year; of years that come quickly, the first and the last.
  commitYear() {
    const year = this.data.years[this.index];
    if (year === (this.wanted ?? this.data.year)) return;
    clearTimeout(this.timer);
    this.wanted = year;
    const isCalm = performance.now() - (this.told ?? -Infinity) > CALM;
    this.told = performance.now();
    this.timer = setTimeout(() => this.setState("year", this.wanted), isCalm ? FRAMES : CALM);
  }

  async update(data, setState, setTrigger) {
    Object.assign(this, { data, setState, setTrigger });
    if (data.key !== this.key || data.year === this.wanted || !data.years.includes(this.wanted)) this.wanted = undefined;
    const year = this.wanted ?? (data.key === this.key && data.year === this.committed ? data.years[this.index] : data.year);
    this.index = Math.max(0, data.years.includes(year) ? data.years.indexOf(year) : data.years.length - 1);
    if (data.key !== this.key) this.card.close();
    Object.assign(this, { key: data.key, committed: data.year });
    if (this.desired?.join() === data.selected.join()) this.desired = undefined;
    this.spanYears();
    this.slider.value = this.index;
    this.root.classList.toggle("small", Boolean(data.small));
    this.head.setAttribute("aria-level", data.small ? "3" : "2");
    try {
      const [geometry, values] = await Promise.all([load(data.geometry), data.table ?? load(data.values)]);
      if (this.data !== data) return;
      this.values = values;
      this.column = new Map(values.years.map((year, n) => [year, n]));
      if (this.url !== data.geometry) this.draw(geometry);
      this.url = data.geometry;
      this.home.setAttribute("d", this.borders.get(data.border) ?? "");
      if (this.painted === this.lookNow()) this.drawSelection();
      else this.paint();
      this.announce();
      if (this.names === undefined && geometry.around) this.bringAround(geometry.around);
    } catch (error) {
      this.fail(error);
    }
  }

  draw(geometry) {
    for (const drawing of [this.below, this.svg]) drawing?.remove();
    Object.assign(this, buildDrawing(geometry, { title: this.data.title, description: KEYS, pad: PAD }));
    this.radius = geometry.radius * (this.data.small ? SWELL : 1);
    this.byCode = new Map(this.shapes.map((shape) => [shape.code, shape]));
    this.names = this.painted = this.marked = undefined;
    this.zoom = new Zoom(this, this.svg, this.viewBox);
    this.listen();
    this.stage.prepend(this.below, this.svg);
    this.showView();
    new ResizeObserver(() => this.showView()).observe(this.svg);
  }

  // The names and the neighbours, once the first map is there and nothing else is to be done.
  bringAround(address) {
    this.names = [];
    const url = this.url;
    whenIdle(() => load(address).then((found) => {
      if (this.url !== url) return;
      drawAround(this.around, found);
      this.names = found.names.map((name) => ({ ...name }));
      this.showView();
    }, console.warn), 1500);
  }

  listen() {
    const shapeOf = (event) => this.byCode.get(event.target.dataset?.code);
    if (!this.data.small) followGestures(this.zoom, this.svg, this.stage);
    this.svg.addEventListener("pointermove", (event) => this.follow(shapeOf(event), event));
    this.svg.onpointerleave = (event) => this.leave(event);
    this.svg.onclick = (event) => this.take(shapeOf(event));
    followKeys(this, shapeOf);
  }

  // What is seen has changed: its size, its place, or the size of the page.
  showView() {
    const matrix = this.svg.getScreenCTM(), { k, x, y } = this.zoom;
    if (!matrix?.a) return;
    const scale = matrix.a, isChanged = scale * k !== this.shown;
    this.scale = scale;
    this.shown = scale * k;
    const placed = [x, y].map((at) => at.toFixed(2)).join(" "), layers = [this.around, this.world];
    for (const layer of layers) layer.setAttribute("transform", `translate(${placed}) scale(${k.toFixed(4)})`);
    this.root.classList.toggle("zoomed", this.zoom.isZoomed());
    this.root.dataset.zoom = k.toFixed(2);
    if (isChanged) {
      scalePatterns(this.defs, 1 / (k * scale));
      if (this.drawn) this.sizeDiscs();
      if (this.painted) this.writeLegend();
    }
    this.placeNames();
    placeRemarked(this);
  }

  placeNames() {
    if (!this.names?.length || this.data.small) return;
    const [left, top, width, height] = this.viewBox, { k, x, y } = this.zoom, em = findEm(this);
    const room = this.stage.getBoundingClientRect();
    const across = Math.max(0, (room.width / this.scale - width) / 2), down = Math.max(0, (room.height / this.scale - height) / 2);
    const box = [left - across, top - down, left + width + across, top + height + down];
    placeNames(this.texts, this.names, { em, k, x, y, box }, this.chosen().filter((code) => this.byCode.has(code)));
  }

  showChosen() {
    const chosen = this.chosen().map((code) => this.byCode.get(code)?.path.getBBox()).filter(Boolean);
    this.zoom.showBoxes(chosen.length || !this.hasHome() ? chosen : [this.home.getBBox()]);
  }

  hasHome = () => Boolean(this.home.getAttribute("d"));

  chosen() {
    return this.desired ?? this.data.selected;
  }

  // A click opens the card of a territory; where there is no page to go on with, it chooses it.
  take(shape, isByKey) {
    if (!shape) return this.card.close();
    if (this.portraits && !this.data.small) openCard(this, shape, isByKey);
    else this.choose(shape);
  }

  choose(shape) {
    if (!shape) return;
    const chosen = this.chosen();
    this.desired = chosen.includes(shape.code) ? chosen.filter((code) => code !== shape.code) : [...chosen, shape.code];
    this.setTrigger("selection", this.desired);
    this.drawSelection();
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.desired = undefined;
      this.drawSelection();
    }, 5000);
  }

  describe(shape) {
    return [`${shape.name} : ${writeValue(this, shape)}`, ...listFacts(this, shape)].join(". ");
  }

  // The value of a territory in the year shown, its status and the number of its class.
  at(code) {
    const year = this.data.years[this.index], column = this.column.get(year);
    const value = this.values.values[code]?.[column] ?? null;
    const status = this.values.statuses[code]?.[year] || (value === null ? "missing" : "normal");
    return [value, status, this.values.classes?.[code]?.[column]];
  }

  point(shape, event) {
    this.tip.hidden = !shape;
    if (this.hover !== shape) {
      this.hover?.path.classList.remove("hover");
      shape?.path.classList.add("hover");
    }
    this.hover = shape;
    if (!shape) return;
    bringStandings(this);
    const box = event ? undefined : shape.path.getBoundingClientRect();
    this.pointed = event ? [event.clientX, event.clientY] : [box.x + box.width / 2, box.y];
    this.tell();
  }

  tell() {
    if (this.hover) this.showTip([this.hover.name, writeValue(this, this.hover), listFacts(this, this.hover).join(" · ")], ...this.pointed);
  }

  bringFacts(standings) {
    this.standings = standings;
    this.tell();
    if (this.card.isOpen) openCard(this, this.carded);
    this.nameAll();
  }

  nameAll() {
    this.leaveNames?.();
    this.leaveNames = whenIdle(() => this.shapes.forEach((shape) => shape.path.setAttribute("aria-label", this.describe(shape))));
  }

  lookNow() {
    const { geometry, values, symbol, breaks, years } = this.data;
    return [geometry, values, symbol, breaks, years, this.index].join("|");
  }

  // The classes of the year shown, where each year has its own.
  get look() {
    return this.data.looks?.[this.data.years[this.index]] ?? this.data;
  }

  paint() {
    const { data, look } = this, scale = look.breaks.at(-1), year = data.years[this.index];
    this.painted = this.lookNow();
    this.dress(look.colors);
    drawSigns(this.defs, data.signs);
    this.root.classList.toggle("signed", Boolean(data.signs));
    const counts = new Array(look.breaks.length).fill(0), isCircles = data.symbol === "circle";
    const states = {}, drawn = [], above = [], hollow = [], isMostly = Boolean(data.unsure?.[year]);
    let zeros = 0;
    for (const shape of this.shapes) {
      const [value, status, n] = this.at(shape.code);
      let name = status;
      if (value !== null) {
        name = isCircles ? "plain" : `q${n}`;
        if (!isCircles) counts[n] += 1;
        zeros += value === 0;
        if (isCircles && value > scale) above.push(`${shape.name} (${this.write(value)})`);
        if (isCircles && value !== 0) drawn.push([shape, value, status]);
        const isMarked = status !== "normal" && !(isCircles && value !== 0);
        if (isMarked && isMostly && UNSURE.includes(status)) hollow.push(shape);
        else if (isMarked) name += ` ${status}`;
      }
      if (status !== "normal" || value === null) states[status] = (states[status] || 0) + 1;
      if (shape.name0 !== name) shape.path.setAttribute("class", (shape.name0 = name));
    }
    states.remarked = placeRemarked(this);
    Object.assign(this, { states, zeros, drawn, counts, above });
    markMostly(this, isMostly, hollow);
    scalePatterns(this.defs, 1 / this.shown);
    this.sizeDiscs();
    this.drawSelection();
    this.label.textContent = year ?? "";
    this.slider.setAttribute("aria-valuetext", String(year ?? ""));
    this.root.dataset.year = year ?? "";
    // Another year on a map that stands: its outlines first, what is written round them once they are seen.
    if (!this.legend.firstChild || data.small) this.tellYear();
    else this.telling ??= whenIdle(() => this.tellYear(), TOLD);
  }

  tellYear() {
    const { data, states } = this, year = data.years[this.index], missing = states.missing || 0;
    this.telling = undefined;
    this.writeLegend();
    countLost(this, states);
    const said = [year, data.unsure?.[year]].filter(Boolean).join(", ");
    this.head.textContent = data.head ?? (said ? `${data.title} (${said})` : data.title);
    this.say(`Carte : ${data.title}, ${year ?? "aucune année"}\u202f: ${this.shapes.length - missing} territoires connus, ${missing} sans donnée`);
    this.tell();
    if (this.card.isOpen) openCard(this, this.carded);
    this.nameAll();
  }

  // A map twice as large has discs not quite twice as large: they part.
  sizeDiscs() {
    drawDiscs(this.circles, this.drawn, { scale: this.data.breaks.at(-1), radius: this.radius / Math.sqrt(this.zoom.k) });
  }

  writeLegend() {
    drawLegend(this, this.counts, this.states, this.zeros, this.above);
  }

  drawSelection() {
    const outlineOf = (code) => this.byCode.get(code)?.d ?? this.data.contours?.[code];
    const colored = this.chosen().filter(outlineOf).map((code) => [code, this.data.tones[code]]);
    const key = colored.join();
    this.root.classList.toggle("chosen", colored.length > 0 || this.hasHome());
    if (this.marked === key) return;
    this.marked = key;
    drawChosen(this.selection, outlineOf, colored);
    const chosen = new Set(colored.map(([code]) => code));
    for (const shape of this.shapes) {
      if (chosen.has(shape.code)) shape.path.setAttribute("aria-pressed", "true");
      else shape.path.removeAttribute("aria-pressed");
    }
    this.placeNames();
  }
}
