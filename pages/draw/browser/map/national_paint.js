// The map of all communes as pixels: colours of a year, hatches, borders, circles, and what lies over them.

import { GRAIN } from "./national_grid.js";
import { RISE, SIGN, STAR } from "./remarked.js";

// A colour as a page computes it: its red, green and blue.
const parts = (color) => color.match(/\d+/g).map(Number);

// The colours of the year, cell by cell, from the grid of numbers; how many communes of each class and state.
export const paintYear = (map) => {
  const { data, shape, ink } = map;
  const many = shape.communes, from = map.index * many;
  const red = new Uint8Array(many + 1), green = new Uint8Array(many + 1), blue = new Uint8Array(many + 1), kind = new Uint8Array(many + 1);
  const shades = map.shades.map(parts), ground = parts(ink.ground), hatch = parts(ink.hatch), line = parts(ink.seam);
  const circles = data.symbol === "circle";
  const counts = new Array(data.breaks.length).fill(0), states = new Array(data.statuses.length).fill(0);
  let zeros = 0;
  for (let id = 1; id <= many; id += 1) {
    const value = map.values[from + id - 1], state = map.states[from + id - 1];
    let color = ground;
    if (value === value) {
      const n = map.classes[from + id - 1];
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
  compose(map, red, green, blue, kind, hatch);
  if (circles) drawCircles(map);
  return { counts, states, zeros };
};

const compose = (map, red, green, blue, kind, hatch) => {
  const { ids, borders, columns, sharp, ink } = map;
  const pixels = map.image.data, width = map.image.width, height = map.image.height;
  const span = GRAIN / sharp, share = 1 / (span * span);
  const line = parts(ink.edge), mark = parts(ink.choice), pale = map.data.symbol === "circle" ? line : parts(ink.seam);
  const weight = [0, map.data.symbol === "circle" ? 0.22 : 0.5, map.data.symbol === "circle" ? 0.45 : 0.85, map.least1 > 2 ? 0.75 : 0.8, 1];
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
  map.canvas.getContext("2d").putImageData(map.image, 0, 0);
};

const drawCircles = (map) => {
  const pen = map.canvas.getContext("2d"), { middle, communes } = map.shape, { width, height } = map.canvas;
  const from = map.index * communes, rims = [];
  pen.beginPath();
  for (let n = 0; n < communes; n += 1) {
    const value = map.values[from + n];
    if (!(value > 0)) continue;
    const radius = map.radiusOf(value), [x, y] = map.place(middle[2 * n], middle[2 * n + 1]);
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
    if (radius < 0.8) pen.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    else { pen.moveTo(x + radius, y); pen.arc(x, y, radius, 0, 2 * Math.PI); }
    if (radius > 2.5) rims.push([x, y, radius]);
  }
  pen.fillStyle = map.ink.disc;
  pen.globalAlpha = 0.62;
  pen.fill();
  pen.globalAlpha = 1;
  pen.beginPath();
  for (const [x, y, radius] of rims) { pen.moveTo(x + radius, y); pen.arc(x, y, radius, 0, 2 * Math.PI); }
  pen.strokeStyle = map.ink.disc;
  pen.lineWidth = 0.8 * map.sharp;
  pen.stroke();
};

// What lies over the colours: frames of the insets, the commune under the pointer, the commune chosen.
export const drawOver = (map) => {
  const pen = map.over.getContext("2d"), { unit, left, bottom } = map.shape;
  pen.clearRect(0, 0, map.over.width, map.over.height);
  pen.font = `${(map.width < 560 ? 9 : 12) * map.sharp}px ${getComputedStyle(map.root).fontFamily}`;
  pen.lineWidth = map.sharp;
  for (const { name, box } of map.data.insets) {
    const [x, y] = map.place((box[0] - left) / unit, (box[3] - bottom) / unit);
    const [right, low] = map.place((box[2] - left) / unit, (box[1] - bottom) / unit);
    pen.strokeStyle = map.ink.hatch;
    pen.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(right - x), Math.round(low - y));
    pen.fillStyle = map.ink.edge;
    pen.fillText(name, x + 4 * map.sharp, low - 4 * map.sharp, Math.max(10, right - x - 6 * map.sharp));
  }
  writeNames(map, pen);
  signRemarked(map, pen);
  for (const [id, color, thick] of [[map.chosen, map.ink.choice, 2.4], [map.hover, map.ink.edge, 1.6]]) {
    if (!id) continue;
    pen.beginPath();
    trace(map, pen, id);
    pen.strokeStyle = color;
    pen.lineWidth = thick * map.sharp;
    pen.stroke();
  }
};

const LETTERS = 'Arial, "Liberation Sans", Helvetica, sans-serif';
const lettersOf = (map) => Math.max(10.5, Math.min(12, map.width / 60)) * map.sharp;

// The names of the towns that have room on a map so large, see pages/views/france/names.py.
const writeNames = (map, pen) => {
  const { towns, fineness, names } = map.names ?? {};
  if (!towns) return;
  const letters = lettersOf(map);
  const ratio = map.view.scale * map.sharp / GRAIN * fineness / map.shape.unit / letters;
  pen.save();
  pen.font = `${letters * 0.92}px ${LETTERS}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = letters * 0.24;
  pen.strokeStyle = map.ink.paper;
  pen.fillStyle = map.ink.ink;
  for (const [n, least] of towns) {
    if (least > ratio) continue;
    const [x, y] = map.place(...map.middleOf(n + 1)), half = pen.measureText(names[n]).width / 2;
    if (x < half || y < letters || x > map.canvas.width - half || y > map.canvas.height - letters) continue;
    pen.strokeText(names[n], x, y);
    pen.fillText(names[n], x, y);
  }
  pen.restore();
};

// The sign of a remark, over the middle of its commune, where a name would stand.
const signRemarked = (map, pen) => {
  const letters = STAR * lettersOf(map);
  pen.save();
  pen.font = `700 ${letters}px ${LETTERS}`;
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.lineWidth = letters * 0.24;
  pen.strokeStyle = map.ink.paper;
  pen.fillStyle = map.ink.ink;
  for (const id of map.remarked()) {
    const [x, middle] = map.place(...map.middleOf(id)), y = middle - RISE * letters / STAR;
    pen.strokeText(SIGN, x, y);
    pen.fillText(SIGN, x, y);
  }
  pen.restore();
};

const trace = (map, pen, id) => {
  const row = map.fine?.row.get(id);
  const shape = row === undefined ? map.shape : map.fine, n = row ?? id - 1;
  for (let ring = shape.first[n]; ring < shape.first[n + 1]; ring += 1) {
    for (let p = shape.starts[ring]; p < shape.starts[ring + 1]; p += 1) {
      const [x, y] = map.place(shape.x[p], shape.y[p]);
      p === shape.starts[ring] ? pen.moveTo(x, y) : pen.lineTo(x, y);
    }
    pen.closePath();
  }
};
