// The map: draws each territory once as an SVG path, then only changes classes.

import { UNSURE, countLost, drawLegend, listLost, reasonOf } from "./legend.js";
import { View, findHost, findView, load, make } from "./shared.js";

const KEYS = "Flèches : territoire voisin. Entrée : choisir. T : tableau des valeurs.";

class MapView extends View {
  constructor(host) {
    super(host, "map");
    this.lost = make("details", { class: "lost" });
    this.lost.append(make("summary"), make("ul"));
    this.lost.ontoggle = () => listLost(this);
    this.legend.after(this.lost);
  }

  commitYear() {
    clearTimeout(this.timer);
    this.wanted = this.data.years[this.index];
    this.timer = setTimeout(() => this.setState("year", this.wanted), 300);
  }

  async update(data, setState, setTrigger) {
    Object.assign(this, { data, setState, setTrigger });
    if (data.key !== this.key || data.year === this.wanted || !data.years.includes(this.wanted)) this.wanted = undefined;
    const year = this.wanted ?? (data.key === this.key && data.year === this.committed ? data.years[this.index] : data.year);
    this.index = Math.max(0, data.years.includes(year) ? data.years.indexOf(year) : data.years.length - 1);
    Object.assign(this, { key: data.key, committed: data.year });
    if (this.desired?.join() === data.selected.join()) this.desired = undefined;
    this.spanYears();
    this.slider.value = this.index;
    this.root.classList.toggle("small", Boolean(data.small));
    this.dress();
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
    } catch (error) {
      this.fail(error);
    }
  }

  draw(geometry) {
    this.svg?.remove();
    const [width, height] = geometry.viewBox;
    this.svg = make("svg:svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": this.data.title, "aria-description": KEYS });
    const hatch = make("svg:pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    hatch.append(make("svg:rect", { width: 6, height: 6, class: "ground" }), make("svg:rect", { width: 1.6, height: 6, class: "stroke" }));
    const dots = make("svg:pattern", { id: "dots", width: 7, height: 7, patternUnits: "userSpaceOnUse" });
    dots.append(make("svg:rect", { width: 7, height: 7, class: "ground" }), make("svg:circle", { cx: 3.5, cy: 3.5, r: 1.5, class: "stroke" }));
    const defs = make("svg:defs");
    defs.append(hatch, dots);
    const areas = make("svg:g", { class: "areas" });
    const circles = make("svg:g", { class: "circles" });
    const lines = make("svg:g", { class: "lines" });
    this.shapes = geometry.shapes.map((shape) => {
      const path = make("svg:path", { d: shape.d, tabindex: -1, role: "button", "data-code": shape.code });
      areas.append(path);
      return { ...shape, x: shape.label[0], y: shape.label[1], path };
    });
    this.borders = new Map((geometry.lines || []).map((line) => [line.code, line.d]));
    for (const line of geometry.lines || []) if (line.kind === "epci") lines.append(make("svg:path", { d: line.d, class: "epci" }));
    this.home = make("svg:path", { class: "home" });
    lines.append(this.home);
    this.selection = make("svg:g", { class: "selection" });
    this.circles = circles;
    this.svg.append(defs, areas, lines, circles, this.selection);
    this.byCode = new Map(this.shapes.map((shape) => [shape.code, shape]));
    this.shapes[0]?.path.setAttribute("tabindex", 0);
    this.listen();
    this.stage.prepend(this.svg);
    this.scale = this.svg.getScreenCTM().a;
    new ResizeObserver(() => {
      const scale = this.svg.getScreenCTM()?.a;
      if (!scale || scale === this.scale) return;
      this.scale = scale;
      this.paint();
    }).observe(this.svg);
    this.painted = this.marked = undefined;
  }

  listen() {
    const shapeOf = (event) => this.byCode.get(event.target.dataset?.code);
    this.svg.onpointermove = (event) => this.point(shapeOf(event), event);
    this.svg.onpointerleave = () => this.point();
    this.svg.onclick = (event) => this.choose(shapeOf(event));
    this.svg.onfocusin = (event) => {
      const shape = shapeOf(event);
      if (!shape) return;
      this.svg.querySelector('[tabindex="0"]')?.setAttribute("tabindex", -1);
      shape.path.setAttribute("tabindex", 0);
      shape.path.setAttribute("aria-label", this.describe(shape));
      this.point(shape);
    };
    this.svg.onfocusout = () => this.point();
    this.svg.onkeydown = (event) => {
      const shape = shapeOf(event);
      const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (!shape) return;
      if (event.key === "Enter" || event.key === " ") this.choose(shape);
      else if (event.key.toLowerCase() === "t" && !event.ctrlKey && !event.metaKey) this.openTable();
      else if (ways[event.key]) this.neighbour(shape, ways[event.key])?.path.focus();
      else return;
      event.preventDefault();
    };
  }

  neighbour(from, [dx, dy]) {
    let best, least = Infinity;
    for (const shape of this.shapes) {
      const x = shape.x - from.x, y = shape.y - from.y;
      const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
      const cost = ahead + 2 * aside;
      if (ahead > 0.5 && cost < least) [best, least] = [shape, cost];
    }
    return best;
  }

  choose(shape) {
    if (!shape) return;
    const chosen = this.desired ?? this.data.selected;
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
    const [value, status] = this.at(shape.code);
    const year = this.data.years[this.index];
    const known = this.data.texts?.[shape.code] ?? (value === null ? undefined : this.write(value));
    const text = value === null ? reasonOf(this.data, shape.name, status) : known;
    const remark = value !== null && status !== "normal" ? `, ${this.data.words[status]}` : "";
    return `${shape.name} : ${text}${year ? ` (${year}${remark})` : ""}`;
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
    this.hover?.path.classList.remove("hover");
    this.hover = shape;
    if (!shape) return;
    shape.path.classList.add("hover");
    const { x, y } = event ? { x: event.clientX, y: event.clientY } : shape.path.getBoundingClientRect();
    this.showTip(this.describe(shape), x, y);
  }

  lookNow() {
    const { geometry, values, symbol, breaks, years } = this.data;
    return [geometry, values, symbol, breaks, years, this.index].join("|");
  }

  paint() {
    const { data } = this;
    this.painted = this.lookNow();
    const counts = new Array(data.breaks.length).fill(0), isCircles = data.symbol === "circle";
    const states = {};
    const drawn = [];
    let zeros = 0;
    for (const shape of this.shapes) {
      const [value, status, n] = this.at(shape.code);
      let name = status;
      if (value !== null) {
        name = isCircles ? "plain" : `q${n}`;
        if (!isCircles) counts[n] += 1;
        zeros += value === 0;
        if (isCircles && value !== 0) drawn.push([shape, value, status]);
        if (status !== "normal" && !(isCircles && value !== 0)) name += ` ${status}`;
      }
      if (status !== "normal" || value === null) states[status] = (states[status] || 0) + 1;
      if (shape.name0 !== name) shape.path.setAttribute("class", (shape.name0 = name));
    }
    Object.assign(this, { states, zeros });
    // Where most are not final it is no longer a mark among others: it is said once, and drawn faintly.
    const unsure = UNSURE.filter((status) => states[status]);
    const isMostly = unsure.reduce((sum, status) => sum + states[status], 0) > this.shapes.length / 2;
    this.root.classList.toggle("mostly", isMostly);
    this.drawCircles(drawn);
    this.drawSelection();
    drawLegend(this, counts, states, zeros);
    countLost(this, states);
    const year = data.years[this.index];
    this.label.textContent = year ?? "";
    const said = [year, ...(isMostly ? unsure.map((status) => data.words[status]) : [])].filter((word) => word !== undefined);
    this.head.textContent = data.head ?? (said.length ? `${data.title} (${said.join(", ")})` : data.title);
    this.slider.setAttribute("aria-valuetext", String(year ?? ""));
    this.root.dataset.year = year ?? "";
    const missing = states.missing || 0;
    this.live.textContent = `${data.title}, ${year ?? "aucune année"} : ${this.shapes.length - missing} territoires connus, ${missing} sans donnée.`;
    cancelIdleCallback(this.idle);
    this.idle = requestIdleCallback(() => this.shapes.forEach((shape) => shape.path.setAttribute("aria-label", this.describe(shape))));
  }

  drawCircles(drawn) {
    const largest = this.data.breaks[this.data.breaks.length - 1] || 1;
    const shown = new Set();
    for (const [shape, value, status] of drawn) {
      shape.circle ??= make("svg:circle", { cx: shape.x, cy: shape.y, "data-code": shape.code });
      const radius = (this.data.radius * Math.sqrt(Math.max(0, value) / largest)).toFixed(1);
      if (shape.drawn !== radius) shape.circle.setAttribute("r", (shape.drawn = radius));
      if (shape.circleClass !== status) shape.circle.setAttribute("class", (shape.circleClass = status));
      shown.add(shape.circle);
    }
    const there = new Set(this.circles.children);
    for (const circle of there) if (!shown.has(circle)) circle.remove();
    if (there.size !== shown.size || [...shown].some((circle) => !there.has(circle))) {
      drawn.sort((a, b) => b[1] - a[1]);
      this.circles.append(...drawn.map(([shape]) => shape.circle));
    }
  }

  drawSelection() {
    const chosen = (this.desired ?? this.data.selected).filter((code) => this.byCode.has(code));
    const colored = chosen.map((code) => [code, this.data.tones[code]]);
    const key = colored.join();
    if (this.marked === key) return;
    this.marked = key;
    const outline = (code, attributes) => make("svg:path", { d: this.byCode.get(code).d, ...attributes });
    const within = (code) => ({ "clip-path": `url(#chosen-${code})` });
    // Each within its own border, so that two neighbours are both seen; one just added has its colour once the page answers.
    this.selection.replaceChildren(
      ...chosen.map((code) => {
        const clip = make("svg:clipPath", { id: `chosen-${code}` });
        clip.append(outline(code));
        return clip;
      }),
      ...chosen.map((code) => outline(code, { class: "around" })),
      ...chosen.map((code) => outline(code, { class: "under", ...within(code) })),
      ...colored.map(([code, tone]) => outline(code, { class: "own", style: tone ? `stroke: var(--t-${tone})` : "", ...within(code) })),
    );
    for (const shape of this.shapes) {
      if (chosen.includes(shape.code)) shape.path.setAttribute("aria-pressed", "true");
      else shape.path.removeAttribute("aria-pressed");
    }
  }
}

const several = async (host, data, setState, setTrigger) => {
  if (host.dataset.key !== data.key) {
    const box = make("div", { class: "several" });
    box.append(...data.panels.map(() => make("div")));
    host.replaceChildren(box, make("div"));
    host.dataset.key = data.key;
  }
  const maps = [...host.firstChild.children].map((place) => findView(place, MapView));
  await Promise.all(maps.map((map, n) => map.update({ ...data.common, ...data.panels[n] }, setState, setTrigger)));
  const [lead] = maps, foot = host.lastChild, states = {};
  for (const map of maps) for (const [status, count] of Object.entries(map.states || {})) states[status] = (states[status] || 0) + count;
  drawLegend(lead, [], states, maps.reduce((sum, map) => sum + (map.zeros || 0), 0));
  foot.className = lead.root.className.replace("small", "");
  foot.style.cssText = lead.root.style.cssText;
  foot.replaceChildren(lead.legend.cloneNode(true));
};

export const show = ({ data, parentElement, setStateValue, setTriggerValue }) => {
  const host = findHost(parentElement);
  if (data.panels) return several(host, data, setStateValue, setTriggerValue);
  findView(host, MapView).update(data, setStateValue, setTriggerValue);
};
