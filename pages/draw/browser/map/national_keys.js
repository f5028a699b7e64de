// The pointer, the fingers and the keys on the map of all communes.

import { followGestures } from "./gestures.js";
import { GRAIN } from "./national_grid.js";

export const listen = (map) => {
  const cellOf = (x, y) => {
    const box = map.canvas.getBoundingClientRect();
    return [(x - box.x) * GRAIN, (y - box.y) * GRAIN];
  };
  const idAt = (event) => {
    const [x, y] = cellOf(event.clientX, event.clientY).map(Math.floor);
    return x < 0 || y < 0 || x >= map.columns || y >= map.rows ? 0 : nearest(map, x, y);
  };
  const gestures = {
    isZoomed: () => map.ready && map.view.scale > map.least,
    zoomAt: (factor, x, y) => map.ready && map.zoom(factor, ...cellOf(x, y)),
    panBy: (dx, dy) => {
      map.view.left -= dx * GRAIN / map.view.scale;
      map.view.top += dy * GRAIN / map.view.scale;
      map.point(0);
      map.soon();
    },
  };
  followGestures(gestures, map.canvas, map.stage);
  map.canvas.addEventListener("pointermove", (event) => map.ready && !event.buttons && map.follow(idAt(event), event));
  map.canvas.onpointerleave = (event) => map.leave(event);
  map.canvas.addEventListener("click", (event) => map.ready && map.choose(idAt(event)));
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
  else if (key === "Enter" || key === " ") map.choose(map.hover === map.chosen ? 0 : map.hover || 0);
  else if (key === "Escape" && map.chosen) map.choose(0);
  else if (key.toLowerCase() === "c") map.goToEpci();
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
  map.say(map.describe(best));
};
