// A scatter: the territories chosen are always named, with a line to those moved away; the others where there is room.

import { measure, node, scale, shorten, ticks } from "./scales.js";

const SIZE = 32, TALL = 36;
const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const place = (point, taken, plot, isForced) => {
  const wide = measure(point.said, SIZE, point.isLead ? 700 : 400), { x, y } = point;
  const boxes = [
    { left: x + 18, top: y - TALL / 2 },
    { left: x - 18 - wide, top: y - TALL / 2 },
    { left: x - wide / 2, top: y - 18 - TALL },
    { left: x - wide / 2, top: y + 18 },
    ...(isForced ? [1, 2, 3, 4, 5, 6].flatMap((far) => [-far, far].flatMap((by) => [x + 40, x - 40 - wide].map((left) => ({ left, top: y + by * TALL - TALL / 2, isFar: true })))) : []),
  ].map(({ left, top, isFar }) => ({ left, top, right: left + wide, bottom: top + TALL, isFar }));
  const inside = boxes.filter((box) => box.left >= plot.left && box.right <= plot.right + 30 && box.top >= plot.top - 10 && box.bottom <= plot.bottom);
  return inside.find((box) => !taken.some((other) => meets(box, other))) ?? (isForced ? (inside[0] ?? { ...boxes[2], left: Math.max(plot.left, Math.min(boxes[2].left, plot.right - wide)) }) : undefined);
};

export const drawScatter = (svg, chart, { width, height }) => {
  const all = chart.lines.flatMap((line) => line.marks.map((mark) => ({ line, mark })));
  const xs = all.map(({ mark }) => mark.x), ys = all.map(({ mark }) => mark.y);
  const across = ticks(Math.min(0, ...xs), Math.max(...xs), Math.floor(width / 260)), up = ticks(Math.min(0, ...ys), Math.max(...ys), Math.floor(height / 110));
  const plot = { left: Math.max(...up.map((tick) => measure(tick.text))) + 20, right: width - 30, top: 56, bottom: height - 96 };
  const x = scale(across[0].value, across.at(-1).value, plot.left, plot.right - 40), y = scale(up[0].value, up.at(-1).value, plot.bottom, plot.top);
  for (const tick of up) {
    svg.append(node("line", { x1: plot.left, x2: plot.right, y1: y(tick.value), y2: y(tick.value), class: tick.value ? "rule" : "base" }));
    svg.append(node("text", { x: plot.left - 14, y: y(tick.value), class: "axis end" }, tick.text));
  }
  for (const tick of across) {
    svg.append(node("line", { x1: x(tick.value), x2: x(tick.value), y1: plot.top, y2: plot.bottom, class: tick.value ? "rule" : "base" }));
    svg.append(node("text", { x: x(tick.value), y: plot.bottom + 30, class: "axis middle" }, tick.text));
  }
  svg.append(node("text", { x: 0, y: 16, class: "axis unit" }, `↑ ${chart.axis}`));
  svg.append(node("text", { x: plot.right, y: plot.bottom + 76, class: "axis end" }, `${chart.x_axis} →`));
  const points = all.map(({ line, mark }, n) => {
    const group = node("g", { class: `point${line.is_lead ? " lead" : ""}` });
    const at = { x: x(mark.x), y: y(mark.y) };
    const shape = node("circle", { cx: at.x, cy: at.y, r: line.is_lead ? 13 : 9, class: `dot ${mark.status}` });
    group.append(shape);
    return { ...at, shape, group, line: n, figure: mark.figure, text: `${line.name}\u00a0: ${mark.text}`, said: shorten(line.name, width * 0.5, SIZE, line.is_lead ? 700 : 400), isLead: line.is_lead };
  });
  points.sort((a, b) => a.isLead - b.isLead).forEach(({ group }) => svg.append(group));
  const taken = points.map((point) => ({ left: point.x - 13, right: point.x + 13, top: point.y - 13, bottom: point.y + 13 }));
  for (const point of [...points].reverse()) {
    const box = place(point, taken, plot, point.isLead);
    if (!box) continue;
    taken.push(box);
    if (box.isFar) point.group.append(node("line", { x1: point.x, y1: point.y, x2: box.left > point.x ? box.left - 6 : box.right + 6, y2: box.top + TALL / 2, class: "lead-line" }));
    svg.append(node("text", { x: box.left, y: box.top + TALL / 2, class: `name halo${point.isLead ? " lead" : ""}` }, point.said));
  }
  return points;
};
