// All communes on one canvas: contours are filled once into a grid of numbers, years then only change colours.
// The grid has two cells to the CSS pixel each way. Names are set as text, never as HTML.

const GRAIN = 2;
const MOST_ZOOM = 160;
const KEYS = "Flèches : commune voisine. + et − : zoom. 0 : France entière. Entrée : choisir. T : tableau des valeurs.";
const CROSSINGS = 96;
const fetched = new Map();
const views = new WeakMap();

const load = (url) => {
  const read = (r) => (!r.ok ? Promise.reject(r.status) : url.includes(".json") ? r.json() : r.arrayBuffer());
  if (!fetched.has(url)) fetched.set(url, fetch(url).then(read));
  fetched.get(url).catch(() => fetched.delete(url));
  return fetched.get(url);
};
const make = (tag, attributes = {}, text) => {
  const node = document.createElement(tag);
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
const parts = (color) => [1, 3, 5].map((n) => parseInt(color.slice(n, n + 2), 16));

// See geo/packed.py. Points come back in steps of the first file read (`base`), whatever the grid of their own file.
export function unpack(buffer, base) {
  const head = new DataView(buffer);
  const [communes, rings, points] = [4, 8, 12].map((at) => head.getUint32(at, true));
  const [left, bottom, unit] = [16, 24, 32].map((at) => head.getFloat64(at, true));
  let at = 40;
  const take = (kind, length) => {
    const found = new kind(buffer, at, length);
    at += Math.ceil(found.byteLength / 4) * 4;
    return found;
  };
  const letters = take(Uint8Array, communes * 5);
  const counts = take(Uint16Array, communes), lengths = take(Uint16Array, rings);
  const low = take(Uint8Array, 2 * points), high = take(Uint8Array, 2 * points);
  const grid = base ?? { left, bottom, unit };
  const factor = unit / grid.unit, shift = [(left - grid.left) / grid.unit, (bottom - grid.bottom) / grid.unit];
  const axes = [0, 1].map((axis) => {
    const found = new Float32Array(points);
    for (let n = 0, sum = 0, from = axis * points; n < points; n += 1) {
      const step = low[from + n] | (high[from + n] << 8);
      sum = (sum + ((step >> 1) ^ -(step & 1))) & 65535;
      found[n] = sum * factor + shift[axis];
    }
    return found;
  });
  const text = new TextDecoder().decode(letters);
  const codes = Array.from({ length: communes }, (_, n) => text.slice(5 * n, 5 * n + 5).trim());
  const starts = new Uint32Array(rings + 1), first = new Uint32Array(communes + 1);
  for (let n = 0; n < rings; n += 1) starts[n + 1] = starts[n] + lengths[n];
  for (let n = 0; n < communes; n += 1) first[n + 1] = first[n] + counts[n];
  const shape = { ...grid, communes, codes, starts, first, x: axes[0], y: axes[1] };
  return Object.assign(shape, measure(shape));
}

// The box of each commune, and the middle of the box of its largest ring.
function measure({ communes, starts, first, x, y }) {
  const box = new Float32Array(4 * communes), middle = new Float32Array(2 * communes);
  for (let n = 0; n < communes; n += 1) {
    let [west, south, east, north, most] = [Infinity, Infinity, -Infinity, -Infinity, -1];
    for (let ring = first[n]; ring < first[n + 1]; ring += 1) {
      let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let p = starts[ring]; p < starts[ring + 1]; p += 1) {
        if (x[p] < a) a = x[p];
        if (x[p] > c) c = x[p];
        if (y[p] < b) b = y[p];
        if (y[p] > d) d = y[p];
      }
      if ((c - a) * (d - b) > most) {
        most = (c - a) * (d - b);
        middle[2 * n] = (a + c) / 2;
        middle[2 * n + 1] = (b + d) / 2;
      }
      west = Math.min(west, a); south = Math.min(south, b); east = Math.max(east, c); north = Math.max(north, d);
    }
    box.set([west, south, east, north], 4 * n);
  }
  return { box, middle };
}

// Fills the cells of each contour with its number: `numbers[n]`, or n + 1.
const across = { x: new Float32Array(0), many: new Uint16Array(0) };
export function fill(ids, width, height, { scale, left, top }, shape, numbers) {
  if (across.many.length < height) Object.assign(across, { x: new Float32Array(height * CROSSINGS), many: new Uint16Array(height) });
  const { x, y, starts, first, box } = shape;
  const crossings = across.x, many = across.many;
  for (let n = 0; n < shape.communes; n += 1) {
    const id = numbers ? numbers[n] : n + 1;
    if (!id) continue;
    const low = Math.max(0, Math.ceil((top - box[4 * n + 3]) * scale - 0.5));
    const high = Math.min(height - 1, Math.floor((top - box[4 * n + 1]) * scale - 0.5));
    if (low > high || (box[4 * n + 2] - left) * scale < 0 || (box[4 * n] - left) * scale > width) continue;
    many.fill(0, low, high + 1);
    for (let ring = first[n]; ring < first[n + 1]; ring += 1) {
      const from = starts[ring], to = starts[ring + 1];
      for (let p = from, q = to - 1; p < to; q = p, p += 1) {
        if (y[p] === y[q]) continue;
        const upper = y[p] > y[q] ? p : q, lower = upper === p ? q : p;
        const ax = (x[upper] - left) * scale, ay = (top - y[upper]) * scale;
        const bx = (x[lower] - left) * scale, by = (top - y[lower]) * scale;
        const slope = (bx - ax) / (by - ay);
        const end = Math.min(high, Math.ceil(by - 0.5) - 1);
        for (let row = Math.max(low, Math.ceil(ay - 0.5)); row <= end; row += 1) {
          if (many[row] < CROSSINGS) crossings[row * CROSSINGS + many[row]++] = ax + (row + 0.5 - ay) * slope;
        }
      }
    }
    for (let row = low; row <= high; row += 1) {
      const from = row * CROSSINGS, count = many[row];
      for (let i = 1; i < count; i += 1) {
        const value = crossings[from + i];
        let j = i - 1;
        for (; j >= 0 && crossings[from + j] > value; j -= 1) crossings[from + j + 1] = crossings[from + j];
        crossings[from + j + 1] = value;
      }
      for (let i = 0; i + 1 < count; i += 2) {
        const a = Math.max(0, Math.ceil(crossings[from + i] - 0.5)), b = Math.min(width, Math.ceil(crossings[from + i + 1] - 0.5));
        for (let cell = row * width + a, last = row * width + b; cell < last; cell += 1) ids[cell] = id;
      }
    }
  }
}

class NationalMap {
  constructor(host) {
    this.host = host;
    this.root = make("div", { class: "map national" });
    this.head = make("div", { class: "head" });
    this.stage = make("div", { class: "stage" });
    this.canvas = make("canvas", { tabindex: 0, role: "application", "aria-description": KEYS });
    this.over = make("canvas", { class: "over", "aria-hidden": "true" });
    this.tip = make("div", { class: "tip", hidden: "" });
    this.zooms = make("div", { class: "zooms" });
    const zoom = (text, name, act) => {
      const button = make("button", { type: "button", "aria-label": name, title: name }, text);
      button.onclick = act;
      this.zooms.append(button);
    };
    zoom("+", "Zoom avant", () => this.zoom(2));
    zoom("−", "Zoom arrière", () => this.zoom(0.5));
    zoom("⌂", "France entière", () => this.goHome(true));
    this.stage.append(this.canvas, this.over, this.zooms, this.tip);
    this.card = make("div", { class: "card", hidden: "" });
    this.years = make("div", { class: "years" });
    this.legend = make("ul", { class: "legend" });
    this.live = make("p", { class: "live", "aria-live": "polite" });
    this.root.append(this.head, this.stage, this.card, this.years, this.legend, this.live);
    host.append(this.root);
    this.buildYears();
    this.listen();
    new ResizeObserver(() => this.ready && this.size() && this.refill()).observe(this.stage);
  }

  buildYears() {
    this.slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Année" });
    this.label = make("output", { class: "year" });
    const step = (by, text, name) => {
      const button = make("button", { type: "button", "aria-label": name, title: name }, text);
      button.onclick = () => this.moveYear(this.index + by);
      return button;
    };
    this.player = make("button", { type: "button", "aria-label": "Lire les années", title: "Lire les années" }, "▶");
    this.player.onclick = () => this.play(!this.playing);
    this.player.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.years.append(step(-1, "‹", "Année précédente"), this.player, this.slider, step(1, "›", "Année suivante"), this.label);
    this.slider.oninput = () => this.moveYear(Number(this.slider.value));
  }

  play(on) {
    clearInterval(this.playing);
    this.playing = undefined;
    this.player.textContent = on ? "❚❚" : "▶";
    this.player.title = on ? "Arrêter la lecture" : "Lire les années";
    this.player.setAttribute("aria-label", this.player.title);
    if (!on) return;
    const last = this.data.years.length - 1;
    if (this.index >= last) this.moveYear(0);
    this.playing = setInterval(() => {
      if (this.index >= last || !this.root.isConnected) return this.play(false);
      this.moveYear(this.index + 1);
    }, 900);
  }

  moveYear(index) {
    this.index = Math.max(0, Math.min(this.data.years.length - 1, index));
    this.paint();
  }

  async update(data, setTrigger) {
    const before = this.data;
    Object.assign(this, { data, setTrigger });
    if (before?.values !== data.values) this.index = data.years.length - 1;
    this.slider.max = Math.max(0, data.years.length - 1);
    this.years.hidden = data.years.length < 2;
    try {
      const asked = [load(data.geometry), load(data.values), data.epci && load(data.epci.url)];
      const [geometry, values, fine] = await Promise.all(asked);
      if (this.data !== data) return;
      if (this.url !== data.geometry) this.shape = unpack(geometry);
      this.url = data.geometry;
      this.number ??= new Map(this.shape.codes.map((code, n) => [code, n + 1]));
      const cells = data.years.length * this.shape.communes;
      this.values = new Float32Array(values, 0, cells);
      this.states = new Uint8Array(values, 4 * cells, cells);
      const moved = (before?.epci?.code ?? "") !== (data.epci?.code ?? "");
      this.bringEpci(fine);
      const first = !this.ready;
      this.ready = true;
      this.size();
      if (first || moved) {
        this.goHome(false);
        if (data.epci) this.goTo(this.members);
      }
      this.refill();
      if (moved) this.choose(0);
      requestAnimationFrame(() => setTimeout(() => dispatchEvent(new Event("terril:map"))));
      load(data.names).then((names) => { this.names = names; if (!this.area) { this.area = Int16Array.from([-1, ...names.epci]); this.refill(); } }, console.warn);
    } catch (error) {
      this.head.textContent = "La carte n’a pas pu être chargée. Rechargez la page.";
      console.warn(error);
    }
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

  dress() {
    const [r, g, b] = (getComputedStyle(this.root).getPropertyValue("--st-background-color").match(/^#(..)(..)(..)/) || [0, "ff", "ff", "ff"])
      .slice(1).map((part) => parseInt(part, 16));
    const dark = 0.3 * r + 0.6 * g + 0.1 * b < 128;
    this.root.classList.toggle("dark", dark);
    this.palette = dark ? this.data.colors.dark : this.data.colors.light;
    this.palette.forEach((color, n) => this.root.style.setProperty(`--q${n}`, color));
    const style = getComputedStyle(this.root);
    this.ink = Object.fromEntries(["line", "ground", "hatch", "edge", "disc", "mark"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
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

  goTo(ids) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const [a, b, c, d] = this.boxOf(id);
      west = Math.min(west, a); south = Math.min(south, b); east = Math.max(east, c); north = Math.max(north, d);
    }
    const scale = 0.9 * Math.min(this.columns / (east - west), this.rows / (north - south));
    this.look((west + east) / 2, (south + north) / 2, scale);
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
    this.findBorders();
    this.canvas.style.touchAction = view.scale > this.least ? "none" : "pan-y";
    this.paint();
  }

  // 1 between communes, 2 between EPCIs, 3 between départements and round the chosen EPCI; 0 within a commune or at sea.
  findBorders() {
    const { ids, borders, columns, rows, shape } = this;
    const departement = (this.departement ??= this.readDepartements());
    const size = Math.sqrt((shape.communes ? 27000 / (shape.unit * shape.unit) * 550 : 1)) * this.view.scale;
    this.least1 = size > 26 ? 1 : size > 9 ? 2 : 3;
    const { least1, area, members } = this;
    borders.fill(0);
    for (let row = 0; row < rows - 1; row += 1) {
      for (let cell = row * columns, end = cell + columns - 1; cell < end; cell += 1) {
        const id = ids[cell];
        for (let way = 0; way < 2; way += 1) {
          const other = ids[cell + (way ? columns : 1)];
          if (id === other) continue;
          let level = 1;
          if (members.size && members.has(id) !== members.has(other)) level = 4;
          else if (!id || !other) level = least1 > 2 ? 1 : 2;
          else if (departement[id] !== departement[other]) level = 3;
          else if (area && area[id] !== area[other]) level = 2;
          if (level < least1 || level <= borders[cell]) continue;
          borders[cell] = level;
          if (level === 4 || (level === 3 && least1 < 3)) for (const near of [cell - 1, cell + 1, cell - columns, cell + columns]) if (near >= 0 && borders[near] < level) borders[near] = level;
        }
      }
    }
  }

  readDepartements() {
    return Uint16Array.from([0, ...this.shape.codes.map((code) => {
      const letters = code.slice(0, code.startsWith("97") ? 3 : 2);
      return letters === "2A" ? 998 : letters === "2B" ? 999 : Number(letters);
    })]);
  }

  at(id) {
    const cell = this.index * this.shape.communes + id - 1;
    return [this.values[cell], this.data.statuses[this.states[cell]]];
  }

  classOf(value) {
    const { breaks } = this.data;
    let n = 0;
    while (n < breaks.length - 1 && value > breaks[n]) n += 1;
    return n;
  }

  // The colours of the year, cell by cell, from the grid of numbers.
  paint() {
    if (!this.ready) return;
    this.dress();
    const { data, shape, ink } = this;
    const many = shape.communes, from = this.index * many;
    const red = new Uint8Array(many + 1), green = new Uint8Array(many + 1), blue = new Uint8Array(many + 1), kind = new Uint8Array(many + 1);
    const shades = this.palette.map(parts), ground = parts(ink.ground), hatch = parts(ink.hatch), line = parts(ink.line);
    const circles = data.symbol === "circle";
    const counts = new Array(data.breaks.length).fill(0), states = new Array(data.statuses.length).fill(0);
    let zeros = 0;
    for (let id = 1; id <= many; id += 1) {
      const value = this.values[from + id - 1], state = this.states[from + id - 1];
      let color = ground;
      if (value === value) {
        const n = this.classOf(value);
        counts[n] += 1;
        zeros += value === 0;
        if (!circles) color = shades[n];
        if (state) states[state] += 1;
        kind[id] = state === 1 || state === 2 ? 3 : 0;
      } else {
        states[state] += 1;
        const status = data.statuses[state];
        kind[id] = status === "missing" ? 1 : status === "not_comparable" ? 2 : 0;
        if (status === "confidential") color = hatch;
        if (status === "not_applicable") color = line;
      }
      red[id] = color[0]; green[id] = color[1]; blue[id] = color[2];
    }
    this.compose(red, green, blue, kind, hatch);
    if (circles) this.drawCircles();
    this.drawOver();
    this.drawLegend(counts, states, zeros);
    const year = data.years[this.index];
    this.slider.value = this.index;
    this.slider.setAttribute("aria-valuetext", String(year));
    this.label.textContent = year;
    this.head.textContent = `${data.title} (${year})${data.epci ? `, ${data.epci.name}` : ""}`;
    this.canvas.setAttribute("aria-label", this.head.textContent);
    this.root.dataset.epci = data.epci?.code ?? "";
    this.root.dataset.year = year;
    this.root.dataset.communes = many;
    if (this.chosen) this.writeCard();
  }

  compose(red, green, blue, kind, hatch) {
    const { ids, borders, columns, sharp, ink } = this;
    const pixels = this.image.data, width = this.image.width, height = this.image.height;
    const span = GRAIN / sharp, share = 1 / (span * span);
    const line = parts(ink.edge), mark = parts(ink.mark), pale = this.data.symbol === "circle" ? line : parts(ink.line);
    const weight = [0, this.data.symbol === "circle" ? 0.22 : 0.5, this.data.symbol === "circle" ? 0.45 : 0.85, this.least1 > 2 ? 0.75 : 0.8, 1];
    for (let py = 0, out = 0; py < height; py += 1) {
      for (let px = 0; px < width; px += 1, out += 4) {
        let r = 0, g = 0, b = 0, a = 0;
        for (let sy = 0; sy < span; sy += 1) {
          for (let sx = 0, cell = (py * span + sy) * columns + px * span; sx < span; sx += 1, cell += 1) {
            const id = ids[cell], level = borders[cell];
            if (!id && !level) continue;
            let cr = red[id], cg = green[id], cb = blue[id];
            if (!id) [cr, cg, cb] = line;
            const look = kind[id];
            if (look) {
              const x = px * span + sx, y = py * span + sy;
              const isInk = look === 1 ? (x + y) % 10 < 3 : look === 2 ? x % 8 < 3 && y % 8 < 3 : (x - y + 65536) % 12 < 1;
              if (isInk) [cr, cg, cb] = look === 3 ? line : hatch;
            }
            if (level) {
              const w = weight[level], over = level === 4 ? mark : level < 3 && id ? pale : line;
              cr += (over[0] - cr) * w; cg += (over[1] - cg) * w; cb += (over[2] - cb) * w;
            }
            const full = id ? 1 : level === 4 ? 1 : 0.6;
            r += cr * full; g += cg * full; b += cb * full; a += full;
          }
        }
        if (a) {
          pixels[out] = r / a; pixels[out + 1] = g / a; pixels[out + 2] = b / a; pixels[out + 3] = 255 * a * share;
        } else pixels[out + 3] = 0;
      }
    }
    this.canvas.getContext("2d").putImageData(this.image, 0, 0);
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

  drawCircles() {
    const pen = this.canvas.getContext("2d"), { middle, communes } = this.shape, { width, height } = this.canvas;
    const from = this.index * communes, rims = [];
    pen.beginPath();
    for (let n = 0; n < communes; n += 1) {
      const value = this.values[from + n];
      if (!(value > 0)) continue;
      const radius = this.radiusOf(value), [x, y] = this.place(middle[2 * n], middle[2 * n + 1]);
      if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
      if (radius < 0.8) pen.rect(x - radius, y - radius, 2 * radius, 2 * radius);
      else { pen.moveTo(x + radius, y); pen.arc(x, y, radius, 0, 2 * Math.PI); }
      if (radius > 2.5) rims.push([x, y, radius]);
    }
    pen.fillStyle = this.ink.disc;
    pen.globalAlpha = 0.62;
    pen.fill();
    pen.globalAlpha = 1;
    pen.beginPath();
    for (const [x, y, radius] of rims) { pen.moveTo(x + radius, y); pen.arc(x, y, radius, 0, 2 * Math.PI); }
    pen.strokeStyle = this.ink.disc;
    pen.lineWidth = 0.8 * this.sharp;
    pen.stroke();
  }

  // What lies over the colours: frames of the insets, the commune under the pointer, the commune chosen.
  drawOver() {
    const pen = this.over.getContext("2d"), { unit, left, bottom } = this.shape;
    pen.clearRect(0, 0, this.over.width, this.over.height);
    pen.font = `${(this.width < 560 ? 9 : 12) * this.sharp}px ${getComputedStyle(this.root).fontFamily}`;
    pen.lineWidth = this.sharp;
    for (const { name, box } of this.data.insets) {
      const [x, y] = this.place((box[0] - left) / unit, (box[3] - bottom) / unit);
      const [right, low] = this.place((box[2] - left) / unit, (box[1] - bottom) / unit);
      pen.strokeStyle = this.ink.hatch;
      pen.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(right - x), Math.round(low - y));
      pen.fillStyle = this.ink.edge;
      pen.fillText(name, x + 4 * this.sharp, low - 4 * this.sharp, Math.max(10, right - x - 6 * this.sharp));
    }
    for (const [id, color, thick] of [[this.chosen, this.ink.mark, 2.4], [this.hover, this.ink.edge, 1.6]]) {
      if (!id) continue;
      pen.beginPath();
      this.trace(pen, id);
      pen.strokeStyle = color;
      pen.lineWidth = thick * this.sharp;
      pen.stroke();
    }
  }

  trace(pen, id) {
    const row = this.fine?.row.get(id);
    const shape = row === undefined ? this.shape : this.fine, n = row ?? id - 1;
    for (let ring = shape.first[n]; ring < shape.first[n + 1]; ring += 1) {
      for (let p = shape.starts[ring]; p < shape.starts[ring + 1]; p += 1) {
        const [x, y] = this.place(shape.x[p], shape.y[p]);
        p === shape.starts[ring] ? pen.moveTo(x, y) : pen.lineTo(x, y);
      }
      pen.closePath();
    }
  }

  listen() {
    const pointers = new Map();
    let moved = 0, spread = 0;
    const cellOf = (event) => {
      const box = this.canvas.getBoundingClientRect();
      return [(event.clientX - box.x) * GRAIN, (event.clientY - box.y) * GRAIN];
    };
    const idAt = (event) => {
      const [x, y] = cellOf(event).map(Math.floor);
      return x < 0 || y < 0 || x >= this.columns || y >= this.rows ? 0 : this.nearest(x, y);
    };
    this.canvas.onpointerdown = (event) => {
      pointers.set(event.pointerId, cellOf(event));
      moved = 0;
      if (this.view?.scale > this.least) this.canvas.setPointerCapture(event.pointerId);
    };
    this.canvas.onpointermove = (event) => {
      if (!this.ready) return;
      const before = pointers.get(event.pointerId), now = cellOf(event);
      if (!before) return this.point(idAt(event), event);
      pointers.set(event.pointerId, now);
      moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
      if (pointers.size === 2) {
        const [a, b] = [...pointers.values()], apart = Math.hypot(a[0] - b[0], a[1] - b[1]);
        if (spread) this.zoom(apart / spread, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
        spread = apart;
      } else if (moved > 8 && this.view.scale > this.least) {
        this.view.left -= (now[0] - before[0]) / this.view.scale;
        this.view.top += (now[1] - before[1]) / this.view.scale;
        this.point(0);
        this.soon();
      }
    };
    const release = (event) => { pointers.delete(event.pointerId); spread = 0; };
    this.canvas.onpointerup = release;
    this.canvas.onpointercancel = release;
    this.canvas.onpointerleave = () => this.point(0);
    this.canvas.onclick = (event) => moved <= 8 && this.ready && this.choose(idAt(event));
    this.canvas.ondblclick = (event) => this.ready && this.zoom(3, ...cellOf(event));
    this.canvas.addEventListener("wheel", (event) => {
      if (!this.ready || (event.deltaY > 0 && this.view.scale <= this.least)) return;
      event.preventDefault();
      this.zoom(2 ** (-event.deltaY / 240), ...cellOf(event));
    }, { passive: false });
    this.canvas.onkeydown = (event) => this.press(event);
    this.canvas.onblur = () => this.point(0);
  }

  // The commune of a cell, or of one close by: small islands are hard to hit.
  nearest(x, y) {
    for (const [dx, dy] of [[0, 0], [2, 0], [-2, 0], [0, 2], [0, -2]]) {
      const id = this.ids[(y + dy) * this.columns + x + dx];
      if (id) return id;
    }
    return 0;
  }

  press(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const { key } = event;
    if (!this.ready || event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways[key]) this.step(ways[key]);
    else if (key === "+" || key === "=") this.zoomOn(2);
    else if (key === "-" || key === "−") this.zoomOn(0.5);
    else if (key === "0") this.goHome(true);
    else if (key === "Enter" || key === " ") this.choose(this.hover || this.chosen || 0);
    else if (key === "Escape" && this.chosen) this.choose(0);
    else if (key.toLowerCase() === "t") this.openTable();
    else return;
    event.preventDefault();
  }

  zoomOn(factor) {
    const id = this.hover || this.chosen;
    if (!id) return this.zoom(factor);
    const [x, y] = this.middleOf(id), { scale, left, top } = this.view;
    this.zoom(factor, (x - left) * scale, (top - y) * scale);
  }

  middleOf(id) {
    return [this.shape.middle[2 * id - 2], this.shape.middle[2 * id - 1]];
  }

  step([dx, dy]) {
    const { middle, communes } = this.shape, now = this.hover || this.chosen;
    const { x: cx, y: cy } = this.centre();
    const [x0, y0] = now ? this.middleOf(now) : [cx, cy];
    let best = 0, least = Infinity;
    for (let id = 1; id <= communes; id += 1) {
      const x = middle[2 * id - 2] - x0, y = middle[2 * id - 1] - y0;
      const ahead = now ? x * dx + y * dy : Math.hypot(x, y);
      const cost = ahead + (now ? 2 * Math.abs(x * dy) + 2 * Math.abs(y * dx) : 0);
      if (id !== now && ahead > 0 && cost < least) [best, least] = [id, cost];
    }
    if (!best) return;
    const [x, y] = this.middleOf(best), { scale, left, top } = this.view;
    const isSeen = (x - left) * scale > 20 && (x - left) * scale < this.columns - 20 && (top - y) * scale > 20 && (top - y) * scale < this.rows - 20;
    if (!isSeen) {
      this.look(x, y, scale);
      this.refill();
    }
    this.point(best);
    this.live.textContent = this.describe(best);
  }

  openTable() {
    const tables = [...document.querySelectorAll('[class*="st-key-table-"] summary')];
    const place = this.host.getRootNode().host ?? this.host;
    const table = tables.find((node) => place.compareDocumentPosition(node) & 4) ?? tables[0];
    table?.focus();
    table?.scrollIntoView({ block: "center" });
    if (table && !table.parentElement.open) table.click();
  }

  nameOf(id) {
    return this.names?.names[id - 1] ?? this.shape.codes[id - 1];
  }

  describe(id) {
    const [value, status] = this.at(id), { words, years } = this.data;
    const known = value === value;
    const remark = known && status !== "normal" ? `, ${words[status]}` : "";
    const place = this.departementOf(id);
    return `${this.nameOf(id)} (${place}) : ${known ? this.write(value) : words[status] || words.missing} (${years[this.index]}${remark})`;
  }

  departementOf(id) {
    const code = this.shape.codes[id - 1];
    return code.slice(0, code.startsWith("97") ? 3 : 2);
  }

  write(value) {
    return `${number(value, this.data.decimals)}\u00a0${Math.abs(value) < 2 ? this.data.one : this.data.unit}`;
  }

  point(id, event) {
    this.tip.hidden = !id;
    if (id !== (this.hover || 0)) {
      this.hover = id;
      if (this.ready) this.drawOver();
    }
    this.canvas.style.cursor = id ? "pointer" : "";
    if (!id) return;
    this.tip.textContent = this.describe(id);
    const stage = this.stage.getBoundingClientRect();
    const at = event ? [event.clientX - stage.x, event.clientY - stage.y] : this.place(...this.middleOf(id)).map((v) => v / this.sharp);
    const x = Math.min(at[0] + 12, stage.width - this.tip.offsetWidth - 4);
    this.tip.style.transform = `translate(${Math.max(0, x)}px, ${Math.max(0, at[1] - this.tip.offsetHeight - 8)}px)`;
  }

  choose(id) {
    this.chosen = id === this.chosen ? 0 : id;
    this.card.hidden = !this.chosen;
    if (this.ready) this.drawOver();
    if (this.chosen) this.writeCard();
  }

  // The commune chosen: its value, the way to its portrait and to its EPCI.
  writeCard() {
    const id = this.chosen, code = this.shape.codes[id - 1];
    const link = make("a", { href: `/territoire?code=${encodeURIComponent(code)}`, target: "_self" }, "Fiche de la commune");
    this.card.replaceChildren(make("span", {}, this.describe(id)), link);
    const place = this.names?.epci[id - 1] ?? -1;
    if (place < 0 || this.names.sirens[place] === this.data.epci?.code) return;
    const button = make("button", { type: "button" }, `Aller à ${this.names.epcis[place]}`);
    button.onclick = () => this.setTrigger("epci", this.names.sirens[place]);
    this.card.append(button);
  }

  drawLegend(counts, states, zeros) {
    const { data } = this;
    const lines = [];
    const line = (swatch, text, count) => {
      const item = make("li");
      item.append(swatch, make("span", {}, text), make("span", { class: "count" }, count === undefined ? "" : number(count, 0)));
      lines.push(item);
    };
    if (data.symbol === "circle") {
      for (const value of data.discs) {
        const size = Math.max(2, Math.round(2 * this.radiusOf(value) / this.sharp));
        line(make("i", { class: "disc", style: `width:${size}px;height:${size}px` }), this.write(value));
      }
      if (zeros) line(make("i", { class: "plain" }), this.write(0), zeros);
    } else data.labels.forEach((label, n) => line(make("i", { class: `q${n}` }), label, counts[n]));
    data.statuses.forEach((status, n) => {
      if (!n || !states[n]) return;
      line(make("i", { class: status }), `${number(states[n], 0)} ${states[n] > 1 ? "communes" : "commune"} : ${data.words[status]}`);
    });
    const key = lines.map((item) => item.outerHTML).join("");
    if (key !== this.legendKey) this.legend.replaceChildren(...lines);
    this.legendKey = key;
  }
}

export const show = ({ data, parentElement, setTriggerValue }) => {
  const host = parentElement.querySelector(".map-host") || parentElement;
  if (!views.has(host)) views.set(host, new NationalMap(host));
  views.get(host).update(data, setTriggerValue);
};
