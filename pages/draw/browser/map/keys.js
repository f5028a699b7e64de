// The keys of a map of outlines: from a territory to its neighbour, a choice, a card, the zoom, the table.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const findNeighbour = (shapes, from, [dx, dy]) => {
  let best, least = Infinity;
  for (const shape of shapes) {
    const x = shape.x - from.x, y = shape.y - from.y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 0.5 && cost < least) [best, least] = [shape, cost];
  }
  return best;
};

const goTo = (map, shape) => {
  if (!shape) return;
  map.zoom.bring(shape);
  shape.path.focus({ preventScroll: map.zoom.isZoomed() });
};

// What each key does to the territory that has the focus.
const ACTIONS = {
  Enter: (map, shape) => map.choose(shape),
  " ": (map, shape) => map.take(shape, true),
  Escape: (map) => map.card.close(true),
  "+": (map, shape) => map.zoom.step(2, shape),
  "=": (map, shape) => map.zoom.step(2, shape),
  "-": (map, shape) => map.zoom.step(0.5, shape),
  0: (map) => map.zoom.showAll(),
  c: (map) => map.showChosen(),
  t: (map) => map.openTable(),
};

export const followKeys = (map, shapeOf) => {
  map.svg.onkeydown = (event) => {
    const shape = shapeOf(event), way = WAYS[event.key];
    const act = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!shape || event.ctrlKey || event.metaKey || event.altKey || !(way || act)) return;
    if (event.key === "Escape" && !map.card.isOpen) return;
    if (way) goTo(map, findNeighbour(map.shapes, shape, way));
    else act(map, shape);
    event.preventDefault();
  };
  // Chromium knows no `svg.onfocusin`.
  map.svg.addEventListener("focusin", (event) => {
    const shape = shapeOf(event);
    if (!shape) return;
    map.svg.querySelector('[tabindex="0"]')?.setAttribute("tabindex", -1);
    shape.path.setAttribute("tabindex", 0);
    shape.path.setAttribute("aria-label", map.describe(shape));
    if (shape.path.matches(":focus-visible")) map.point(shape);
  });
  map.svg.addEventListener("focusout", () => map.point());
};
