// The map: draws each territory once as an SVG path, then only changes classes. Names are set as text, never as HTML.

const SVG = "http://www.w3.org/2000/svg";
const KEYS = "Flèches : territoire voisin. Entrée : choisir. T : tableau des valeurs.";
const fetched = new Map();
const views = new WeakMap();

const load = (url) => {
  if (!fetched.has(url)) fetched.set(url, fetch(url).then((r) => (r.ok ? r.json() : Promise.reject(r.status))));
  return fetched.get(url);
};
const make = (tag, attributes = {}, text) => {
  const node = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
};
const formats = new Map();
const number = (value, decimals) => {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  if (!formats.has(decimals)) formats.set(decimals, new Intl.NumberFormat("fr-FR", options));
  return formats.get(decimals).format(value);
};

class MapView {
  constructor(host) {
    this.host = host;
    this.root = make("div", { class: "map" });
    this.head = make("div", { class: "head" });
    this.stage = make("div", { class: "stage" });
    this.tip = make("div", { class: "tip", hidden: "" });
    this.legend = make("ul", { class: "legend" });
    this.years = make("div", { class: "years" });
    this.lost = make("details", { class: "lost" });
    this.lost.append(make("summary"), make("ul"));
    this.lost.ontoggle = () => this.listLost();
    this.live = make("p", { class: "live", "aria-live": "polite" });
    this.stage.append(this.tip);
    this.root.append(this.head, this.stage, this.years, this.legend, this.lost, this.live);
    host.append(this.root);
    this.buildYears();
  }

  buildYears() {
    this.slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Année" });
    this.label = make("output", { class: "year" });
    const step = (by, text, name) => {
      const button = make("button", { type: "button", "aria-label": name, title: name }, text);
      button.onclick = () => this.moveYear(Number(this.slider.value) + by, true);
      return button;
    };
    this.player = make("button", { type: "button", "aria-label": "Lire les années", title: "Lire les années" }, "▶");
    this.player.onclick = () => this.play(!this.playing);
    this.player.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.years.append(step(-1, "‹", "Année précédente"), this.player, this.slider, step(1, "›", "Année suivante"), this.label);
    this.slider.oninput = () => this.moveYear(Number(this.slider.value), false);
    this.slider.onchange = () => this.commitYear();
  }

  play(on) {
    clearInterval(this.playing);
    this.playing = undefined;
    this.player.textContent = on ? "❚❚" : "▶";
    const name = on ? "Arrêter la lecture" : "Lire les années";
    this.player.setAttribute("aria-label", name);
    this.player.title = name;
    if (!on) return this.commitYear();
    const last = this.data.years.length - 1;
    if (this.index >= last) this.moveYear(0, false);
    this.playing = setInterval(() => {
      if (this.index >= last || !this.root.isConnected) return this.play(false);
      this.moveYear(this.index + 1, false);
    }, 900);
  }

  moveYear(index, commit) {
    const last = this.data.years.length - 1;
    this.index = Math.max(0, Math.min(last, index));
    this.slider.value = this.index;
    this.paint();
    if (commit) this.commitYear();
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
    this.slider.max = Math.max(0, data.years.length - 1);
    this.slider.value = this.index;
    this.years.hidden = data.years.length < 2;
    this.root.classList.toggle("small", Boolean(data.small));
    this.dress();
    try {
      const [geometry, values] = await Promise.all([load(data.geometry), data.table ?? load(data.values)]);
      if (this.data !== data) return;
      this.values = values;
      this.column = new Map(values.years.map((year, n) => [year, n]));
      if (this.url !== data.geometry) this.draw(geometry);
      this.url = data.geometry;
      if (this.painted === this.lookNow()) this.drawSelection();
      else this.paint();
      requestAnimationFrame(() => setTimeout(() => dispatchEvent(new Event("terril:map"))));
    } catch (error) {
      fetched.delete(data.geometry);
      fetched.delete(data.values);
      this.head.textContent = "La carte n’a pas pu être chargée. Rechargez la page.";
      console.warn(error);
    }
  }

  dress() {
    const [r, g, b] = (getComputedStyle(this.root).getPropertyValue("--st-background-color").match(/^#(..)(..)(..)/) || [0, "ff", "ff", "ff"])
      .slice(1).map((part) => parseInt(part, 16));
    this.root.classList.toggle("dark", 0.3 * r + 0.6 * g + 0.1 * b < 128);
    const palette = this.root.classList.contains("dark") ? this.data.colors.dark : this.data.colors.light;
    palette.forEach((color, n) => this.root.style.setProperty(`--q${n}`, color));
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
    for (const line of geometry.lines || []) lines.append(make("svg:path", { d: line.d, class: line.kind }));
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

  openTable() {
    const after = [...document.querySelectorAll('[class*="st-key-table-"] summary, [class*="st-key-table-"] button')];
    const place = this.host.getRootNode().host ?? this.host;
    const table = after.find((node) => place.compareDocumentPosition(node) & 4) ?? after[0];
    if (!table) return;
    table.focus();
    table.scrollIntoView({ block: "center" });
    if (table.tagName === "SUMMARY" && !table.parentElement.open) table.click();
  }

  listLost() {
    const list = this.lost.lastChild;
    if (!this.lost.open) return list.replaceChildren();
    const reasons = new Map();
    for (const shape of this.shapes) {
      const [value, status] = this.at(shape.code);
      if (value === null) reasons.set(status, [...(reasons.get(status) || []), shape.name]);
    }
    for (const name of this.data.outside || []) reasons.set("outside", [...(reasons.get("outside") || []), name]);
    const lines = [...reasons].flatMap(([status, names]) =>
      names.sort((a, b) => a.localeCompare(b, "fr")).map((name) => make("li", {}, `${name} : ${this.reason(name, status)}`)));
    list.replaceChildren(...lines);
  }

  reason(name, status) {
    return this.data.reasons?.[name] || this.data.words[status] || this.data.words.missing;
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
    const text = value === null ? this.reason(shape.name, status) : known;
    const remark = value !== null && status !== "normal" ? `, ${this.data.words[status]}` : "";
    return `${shape.name} : ${text}${year ? ` (${year}${remark})` : ""}`;
  }

  write(value) {
    return `${number(value, this.data.decimals)}\u00a0${Math.abs(value) < 2 ? this.data.one : this.data.unit}`;
  }

  at(code) {
    const year = this.data.years[this.index];
    const value = this.values.values[code]?.[this.column.get(year)] ?? null;
    const status = this.values.statuses[code]?.[year] || (value === null ? "missing" : "normal");
    return [value, status];
  }

  classOf(value) {
    const { breaks } = this.data;
    let n = 0;
    while (n < breaks.length - 1 && value > breaks[n]) n += 1;
    return n;
  }

  point(shape, event) {
    this.tip.hidden = !shape;
    this.hover?.path.classList.remove("hover");
    this.hover = shape;
    if (!shape) return;
    shape.path.classList.add("hover");
    this.tip.textContent = this.describe(shape);
    const stage = this.stage.getBoundingClientRect();
    const box = event ? { x: event.clientX, y: event.clientY } : shape.path.getBoundingClientRect();
    const x = Math.min(box.x - stage.x + 12, stage.width - this.tip.offsetWidth - 4);
    this.tip.style.transform = `translate(${Math.max(0, x)}px, ${Math.max(0, box.y - stage.y - this.tip.offsetHeight - 8)}px)`;
  }

  lookNow() {
    const { geometry, values, symbol, breaks, years } = this.data;
    return [geometry, values, symbol, breaks, years, this.index].join("|");
  }

  paint() {
    const { data } = this;
    this.painted = this.lookNow();
    const counts = new Array(data.breaks.length).fill(0);
    const states = {};
    const drawn = [];
    let zeros = 0;
    for (const shape of this.shapes) {
      const [value, status] = this.at(shape.code);
      let name = status;
      if (value !== null) {
        const n = this.classOf(value);
        name = data.symbol === "circle" ? "plain" : `q${n}`;
        counts[n] += 1;
        zeros += value === 0;
        if (data.symbol === "circle" && value !== 0) drawn.push([shape, value, status]);
        if (status !== "normal") name += ` ${status}`;
      }
      if (status !== "normal" || value === null) states[status] = (states[status] || 0) + 1;
      if (shape.name0 !== name) shape.path.setAttribute("class", (shape.name0 = name));
    }
    Object.assign(this, { states, zeros });
    this.drawCircles(drawn);
    this.drawSelection();
    this.drawLegend(counts, states, zeros);
    this.countLost(states);
    const year = data.years[this.index];
    this.label.textContent = year ?? "";
    this.head.textContent = data.head ?? (year === undefined ? data.title : `${data.title} (${year})`);
    this.slider.setAttribute("aria-valuetext", String(year ?? ""));
    this.root.dataset.year = year ?? "";
    const missing = states.missing || 0;
    this.live.textContent = `${data.title}, ${year ?? "aucune année"} : ${this.shapes.length - missing} territoires connus, ${missing} sans donnée.`;
    cancelIdleCallback(this.idle);
    this.idle = requestIdleCallback(() => this.shapes.forEach((shape) => shape.path.setAttribute("aria-label", this.describe(shape))));
  }

  countLost(states) {
    const hidden = (this.data.outside || []).length;
    const count = ["missing", "confidential", "not_applicable", "not_comparable"].reduce((sum, s) => sum + (states[s] || 0), hidden);
    const words = count > 1 ? "territoires non représentés" : "territoire non représenté";
    const text = `${count} ${words} sur ${this.shapes.length + hidden}`;
    this.lost.hidden = count === 0;
    if (this.lost.firstChild.textContent !== text) this.lost.firstChild.textContent = text;
    if (this.lost.open) this.listLost();
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
    const key = chosen.join();
    if (this.marked === key) return;
    this.marked = key;
    this.selection.replaceChildren(...chosen.map((code) => make("svg:path", { d: this.byCode.get(code).d })));
    for (const shape of this.shapes) {
      if (chosen.includes(shape.code)) shape.path.setAttribute("aria-pressed", "true");
      else shape.path.removeAttribute("aria-pressed");
    }
  }

  drawLegend(counts, states, zeros) {
    const { data } = this;
    const lines = [];
    const line = (swatch, text, count) => {
      const item = make("li");
      item.append(swatch, make("span", {}, text), make("span", { class: "count" }, count === undefined ? "" : String(count)));
      lines.push(item);
    };
    if (data.symbol === "circle") {
      for (const value of data.discs) {
        const size = Math.round(2 * data.radius * Math.sqrt(value / data.breaks.at(-1)) * this.scale);
        line(make("i", { class: "disc", style: `width:${size}px;height:${size}px` }), this.write(value));
      }
      if (zeros) line(make("i", { class: "plain" }), this.write(0), zeros);
    } else if (data.grid) {
      this.drawGrid(counts, line, lines);
    } else {
      data.labels.forEach((label, n) => line(make("i", { class: `q${n}` }), label, counts[n]));
    }
    for (const status of ["provisional", "estimated"]) if (states[status]) line(make("i", { class: status }), data.words[status], states[status]);
    for (const status of ["missing", "confidential", "not_applicable", "not_comparable"]) {
      const count = states[status] || 0;
      if (count) line(make("i", { class: status }), `${count} ${count > 1 ? data.words.plural : data.words.singular} : ${data.words[status]}`);
    }
    this.legend.replaceChildren(...lines);
  }

  drawGrid(counts, line, lines) {
    const { axes, thirds, words } = this.data.grid;
    const grid = make("div", { class: "grid", "aria-hidden": "true" });
    grid.append(make("b", {}, `↑ ${axes[1]}`));
    for (const row of [2, 1, 0]) {
      grid.append(make("span", {}, thirds[row]), ...[0, 1, 2].map((column) => make("i", { class: `q${3 * row + column}` })));
    }
    grid.append(make("span"), ...thirds.map((third) => make("small", {}, third)), make("b", {}, `→ ${axes[0]}`));
    const item = make("li");
    item.append(grid);
    lines.push(item);
    const rest = lines.length;
    for (const n of words.keys()) if (counts[n]) line(make("i", { class: `q${n}` }), words[n], counts[n]);
    const cells = make("ul", { class: "legend cells" }), place = make("li", { class: "place" });
    cells.append(...lines.splice(rest));
    place.append(cells);
    lines.push(place);
  }
}

const several = async (host, data, setState, setTrigger) => {
  if (host.dataset.key !== data.key) {
    const box = make("div", { class: "several" });
    box.append(...data.panels.map(() => make("div")));
    host.replaceChildren(box, make("div"));
    host.dataset.key = data.key;
  }
  const maps = [...host.firstChild.children].map((place) => {
    if (!views.has(place)) views.set(place, new MapView(place));
    return views.get(place);
  });
  await Promise.all(maps.map((map, n) => map.update({ ...data.common, ...data.panels[n] }, setState, setTrigger)));
  const [lead] = maps, foot = host.lastChild, states = {};
  for (const map of maps) for (const [status, count] of Object.entries(map.states || {})) states[status] = (states[status] || 0) + count;
  lead.drawLegend([], states, maps.some((map) => map.zeros));
  foot.className = lead.root.className.replace("small", "");
  foot.style.cssText = lead.root.style.cssText;
  foot.replaceChildren(lead.legend.cloneNode(true));
};

export const show = ({ data, parentElement, setStateValue, setTriggerValue }) => {
  const host = parentElement.querySelector(".map-host") || parentElement;
  if (data.panels) return several(host, data, setStateValue, setTriggerValue);
  if (!views.has(host)) views.set(host, new MapView(host));
  views.get(host).update(data, setStateValue, setTriggerValue);
};
