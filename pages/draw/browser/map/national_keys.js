// The pointer, the fingers and the keys on the map of all communes.

import { GRAIN } from "./national_grid.js";

export const listen = (map) => {
  const pointers = new Map();
  let moved = 0, spread = 0;
  const cellOf = (event) => {
    const box = map.canvas.getBoundingClientRect();
    return [(event.clientX - box.x) * GRAIN, (event.clientY - box.y) * GRAIN];
  };
  const idAt = (event) => {
    const [x, y] = cellOf(event).map(Math.floor);
    return x < 0 || y < 0 || x >= map.columns || y >= map.rows ? 0 : nearest(map, x, y);
  };
  map.canvas.onpointerdown = (event) => {
    pointers.set(event.pointerId, cellOf(event));
    moved = 0;
    if (map.view?.scale > map.least) map.canvas.setPointerCapture(event.pointerId);
  };
  map.canvas.onpointermove = (event) => {
    if (!map.ready) return;
    const before = pointers.get(event.pointerId), now = cellOf(event);
    if (!before) return map.point(idAt(event), event);
    pointers.set(event.pointerId, now);
    moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    if (pointers.size === 2) {
      const [a, b] = [...pointers.values()], apart = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (spread) map.zoom(apart / spread, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      spread = apart;
    } else if (moved > 8 && map.view.scale > map.least) {
      map.view.left -= (now[0] - before[0]) / map.view.scale;
      map.view.top += (now[1] - before[1]) / map.view.scale;
      map.point(0);
      map.soon();
    }
  };
  const release = (event) => { pointers.delete(event.pointerId); spread = 0; };
  map.canvas.onpointerup = release;
  map.canvas.onpointercancel = release;
  map.canvas.onpointerleave = () => map.point(0);
  map.canvas.onclick = (event) => moved <= 8 && map.ready && map.choose(idAt(event));
  map.canvas.ondblclick = (event) => map.ready && map.zoom(3, ...cellOf(event));
  map.canvas.addEventListener("wheel", (event) => {
    if (!map.ready || (event.deltaY > 0 && map.view.scale <= map.least)) return;
    event.preventDefault();
    map.zoom(2 ** (-event.deltaY / 240), ...cellOf(event));
  }, { passive: false });
  map.canvas.onkeydown = (event) => press(map, event);
  map.canvas.onblur = () => map.point(0);
};

// The commune of a cell, or of one close by: small islands are hard to hit.
const nearest = (map, x, y) => {
  for (const [dx, dy] of [[0, 0], [2, 0], [-2, 0], [0, 2], [0, -2]]) {
    const id = map.ids[(y + dy) * map.columns + x + dx];
    if (id) return id;
  }
  return 0;
};

const press = (map, event) => {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const { key } = event;
  if (!map.ready || event.ctrlKey || event.metaKey || event.altKey) return;
  if (ways[key]) step(map, ways[key]);
  else if (key === "+" || key === "=") zoomOn(map, 2);
  else if (key === "-" || key === "−") zoomOn(map, 0.5);
  else if (key === "0") map.goHome(true);
  else if (key === "Enter" || key === " ") map.choose(map.hover || map.chosen || 0);
  else if (key === "Escape" && map.chosen) map.choose(0);
  else if (key.toLowerCase() === "t") map.openTable();
  else return;
  event.preventDefault();
};

const zoomOn = (map, factor) => {
  const id = map.hover || map.chosen;
  if (!id) return map.zoom(factor);
  const [x, y] = map.middleOf(id), { scale, left, top } = map.view;
  map.zoom(factor, (x - left) * scale, (top - y) * scale);
};

const step = (map, [dx, dy]) => {
  const { middle, communes } = map.shape, now = map.hover || map.chosen;
  const { x: cx, y: cy } = map.centre();
  const [x0, y0] = now ? map.middleOf(now) : [cx, cy];
  let best = 0, least = Infinity;
  for (let id = 1; id <= communes; id += 1) {
    const x = middle[2 * id - 2] - x0, y = middle[2 * id - 1] - y0;
    const ahead = now ? x * dx + y * dy : Math.hypot(x, y);
    const cost = ahead + (now ? 2 * Math.abs(x * dy) + 2 * Math.abs(y * dx) : 0);
    if (id !== now && ahead > 0 && cost < least) [best, least] = [id, cost];
  }
  if (!best) return;
  const [x, y] = map.middleOf(best), { scale, left, top } = map.view;
  const isSeen = (x - left) * scale > 20 && (x - left) * scale < map.columns - 20 && (top - y) * scale > 20 && (top - y) * scale < map.rows - 20;
  if (!isSeen) {
    map.look(x, y, scale);
    map.refill();
  }
  map.point(best);
  map.live.textContent = map.describe(best);
};
