// Lines over the years, ranks and slopes: holes stay holes, nothing is joined across a break, names stand at the ends.

import { bare, measure, node, scale, shorten, spread, ticks, wrap } from "./scales.js";

const SIZE = 32, TALL = 38, TIGHT = 34;
const DASHES = ["", "14 7", "4 6"];
const known = (line) => line.marks.filter((mark) => mark.y !== null);
const last = (line) => known(line).at(-1);

// The names, each with its last value, on as many lines as they need; the names alone, then cut, where there is no room.
const label = (chart, width, height, final) => {
  const named = chart.lines.map((line, n) => ({ line, n })).filter(({ line }) => last(line));
  const most = width * (named.length > 8 ? 0.44 : 0.36);
  const write = (line, isFull) => {
    const mark = last(line), when = mark.x === final ? "" : ` (${mark.x})`;
    const text = chart.is_inverted ? `${mark.text}. ${line.name}` : isFull ? `${line.name}\u00a0: ${mark.text}` : line.name;
    return text + when;
  };
  const weight = (line) => (line.is_lead ? 700 : 400);
  const make = (isFull, cut) =>
    named.map(({ line, n }) => ({ line, n, mark: last(line), lines: cut(write(line, isFull), most, SIZE, weight(line)) }));
  const count = (all) => all.reduce((sum, one) => sum + one.lines.length, 0);
  const cut = (...given) => [shorten(...given)];
  const under = (text, ...given) => [shorten(text.split("\u00a0: ")[0], ...given), text.split("\u00a0: ")[1] ?? ""].filter(Boolean);
  const ways = [[true, wrap], [true, under], [false, wrap]].map((way) => make(...way));
  const found = ways.find((all) => count(all) * TIGHT <= height) ?? make(false, cut);
  const tall = Math.min(TALL, height / Math.max(1, count(found)));
  return { found, tall, size: Math.min(SIZE, tall / 1.06) };
};

const bounds = (chart) => {
  const marks = chart.lines.flatMap(known), values = marks.map((mark) => mark.y), years = marks.map((mark) => mark.x);
  const first = Math.min(...years), final = Math.max(...years);
  return { low: Math.min(0, ...values), high: Math.max(chart.top ?? 0, ...values), first, final };
};

const drawGround = (svg, chart, plot, steps, x, y, { first, final }) => {
  for (const tick of steps) {
    const isBase = tick.value === 0 && !chart.is_inverted;
    svg.append(node("line", { x1: plot.left, x2: plot.right, y1: y(tick.value), y2: y(tick.value), class: isBase ? "base" : "rule" }));
    svg.append(node("text", { x: plot.left - 14, y: y(tick.value), class: "axis end" }, tick.text));
  }
  for (const year of chart.breaks.filter((year) => year > first && year <= final))
    svg.append(node("line", { x1: x(year - 0.5), x2: x(year - 0.5), y1: plot.top, y2: plot.bottom, class: "break" }));
  const wide = measure("2020", SIZE) * 1.35;
  const room = Math.abs(x(first + 1) - x(first));
  const step = [1, 2, 3, 5, 10, 20].find((n) => n * room >= wide) ?? 20;
  const years = chart.is_slope ? [first, final] : Array.from({ length: final - first + 1 }, (_, n) => final - n).filter((_, n) => n % step === 0);
  for (const year of new Set(years)) svg.append(node("text", { x: x(year), y: plot.bottom + 34, class: "axis middle" }, String(year)));
};

const drawLine = (svg, line, n, color, x, y, points) => {
  const group = node("g", { class: `line${line.is_lead ? " lead" : ""}`, style: `--own: var(--c${color})` });
  let run = [];
  const close = () => {
    if (run.length > 1) {
      const d = run.map((mark, at) => `${at ? "L" : "M"}${x(mark.x).toFixed(1)} ${y(mark.y).toFixed(1)}`).join("");
      group.append(node("path", { d, class: "stroke-own", "stroke-dasharray": DASHES[Math.floor(n / 12) % 3] }));
    }
    run = [];
  };
  for (const mark of line.marks) {
    if (mark.y === null || mark.status === "target" || !mark.is_joined) close();
    if (mark.y !== null && mark.status !== "target") run.push(mark);
  }
  close();
  for (const mark of known(line)) {
    const cx = x(mark.x), cy = y(mark.y);
    const shape =
      mark.status === "target"
        ? node("path", { d: `M${cx - 11} ${cy - 11}l22 22m0 -22l-22 22`, class: "cross" })
        : node("circle", { cx, cy, r: line.is_lead ? 9 : 7, class: `dot ${mark.status}` });
    group.append(shape);
    points.push({ x: cx, y: cy, shape, group, line: n, figure: mark.figure, text: `${line.name}, ${mark.x}\u00a0: ${mark.text}` });
  }
  svg.append(group);
};

const drawLabels = (svg, colors, { found: labels, tall, size }, plot, x, y, height) => {
  const places = spread(labels.map(({ mark }) => y(mark.y)), labels.map(({ lines }) => lines.length * tall), 0, height);
  labels.forEach(({ line, n, mark, lines }, at) => {
    const from = x(mark.x) + 14, to = plot.right + 46;
    const d = `M${from} ${y(mark.y)}L${Math.max(plot.right + 8, from)} ${y(mark.y)}L${to - 8} ${places[at]}`;
    svg.append(node("path", { d, class: "lead-line", style: `--own: var(--c${colors[n]})` }));
    const text = node("text", { class: `name${line.is_lead ? " lead" : ""}`, style: `font-size: ${size}px` });
    lines.forEach((said, row) =>
      text.append(node("tspan", { x: to, y: places[at] + (row - (lines.length - 1) / 2) * tall }, said)),
    );
    svg.append(text);
  });
};

// The last value over the last mark, where no name stands at the end.
const drawValues = (svg, chart, plot, x, y) => {
  const mark = last(chart.lines[0]), said = bare(mark.text), half = measure(said, SIZE, 600) / 2;
  const at = Math.max(plot.left + half, Math.min(plot.right + 20 - half, x(mark.x)));
  svg.append(node("text", { x: at, y: y(mark.y) - 30, class: "value middle halo" }, said));
};

// The first values of a slope, each tied to its line.
const drawStarts = (svg, chart, plot, x, y, first, height) => {
  const starts = chart.lines.map((line, n) => ({ n, mark: line.marks.find((mark) => mark.x === first && mark.y !== null) })).filter(({ mark }) => mark);
  const places = spread(starts.map(({ mark }) => y(mark.y)), starts.map(() => TALL), 0, height);
  starts.forEach(({ n, mark }, at) => {
    const d = `M${plot.left - 26} ${places[at]}L${x(first) - 14} ${y(mark.y)}`;
    svg.append(node("path", { d, class: "lead-line", style: `--own: var(--c${chart.colors[n]})` }));
    svg.append(node("text", { x: plot.left - 34, y: places[at], class: "axis end" }, bare(mark.text)));
  });
};

export const drawLines = (svg, chart, { width, height }) => {
  const points = [], span = bounds(chart);
  const bottom = height - 62, labels = chart.isSmall ? { found: [] } : label(chart, width, bottom + 40, span.final);
  const steps = chart.is_inverted
    ? Array.from({ length: Math.max(1, span.high) }, (_, n) => ({ value: n + 1, text: String(n + 1) })).filter((_, n) => n % Math.ceil(span.high / 10) === 0)
    : ticks(span.low, span.high, Math.max(2, Math.floor((bottom - 60) / 95)));
  const room = labels.found.length ? Math.max(...labels.found.flatMap(({ lines, line }) => lines.map((said) => measure(said, SIZE, line.is_lead ? 700 : 400)))) + 56 : 24;
  const words = chart.is_slope ? chart.lines.map((line) => bare(line.marks.find((mark) => mark.x === span.first)?.text ?? "")) : steps.map((tick) => tick.text);
  const plot = { left: Math.max(...words.map((said) => measure(said, SIZE))) + (chart.is_slope ? 50 : 20), right: width - room, top: chart.isSmall ? 46 : 56, bottom };
  const margin = span.first === span.final ? 1 : 0.02 * (span.final - span.first);
  const x = scale(span.first - margin, span.final + margin, plot.left + (chart.is_slope ? 40 : 20), plot.right - 14);
  const [low, high] = chart.is_inverted ? [span.high + 0.4, 0.6] : [steps[0].value, steps.at(-1).value];
  const y = scale(low, high, plot.bottom, plot.top);
  if (!chart.isSmall) svg.append(node("text", { x: 0, y: 16, class: "axis unit" }, chart.axis));
  drawGround(svg, chart, plot, chart.is_slope ? [] : steps, x, y, span);
  const order = chart.lines.map((line, n) => [line, n]).sort(([a], [b]) => a.is_lead - b.is_lead);
  for (const [line, n] of order) drawLine(svg, line, n, chart.colors[n], x, y, points);
  if (chart.is_slope) drawStarts(svg, chart, plot, x, y, span.first, bottom);
  if (labels.found.length) drawLabels(svg, chart.colors, labels, plot, x, y, bottom + 40);
  else if (chart.lines.length === 1) drawValues(svg, chart, plot, x, y);
  return points;
};
