// Bars across, alone or made of parts; what has no length says why in words.

import { bare, measure, node, number, scale, shorten, ticks, wrap } from "./scales.js";

const SIZE = 32, TALL = 38;
const HOLLOW = ["provisional", "estimated"];

// The one mark of a category that has something to say, and the line it is of.
const find = (chart, category) => {
  const all = chart.lines.map((line) => ({ line, mark: line.marks.find((mark) => mark.x === category) }));
  return all.find(({ mark }) => mark && mark.y !== null) ?? all.find(({ mark }) => mark?.text) ?? all[0];
};

export const drawBars = (svg, chart, { width, height }) => {
  const rows = chart.categories.map((category) => ({ category, ...find(chart, category) }));
  const step = Math.min(70, (height - 56) / rows.length), thick = Math.min(44, step * 0.72);
  const values = rows.map(({ mark }) => mark?.y ?? 0);
  const names = rows.map(({ category, line }) => {
    const weight = line.is_lead ? 700 : 400, most = width * 0.42, lines = wrap(category, most, SIZE, weight);
    return lines.length * TALL <= step && lines.length > 1 ? lines : [shorten(category, most, SIZE, weight)];
  });
  const left = Math.max(...names.flatMap((lines, n) => lines.map((said) => measure(said, SIZE, rows[n].line.is_lead ? 700 : 400)))) + 18;
  const right = Math.max(...rows.map(({ mark }) => measure(bare(mark?.text ?? ""), SIZE, 600))) + 16;
  const x = scale(Math.min(0, ...values), Math.max(chart.top ?? 0, ...values), left, width - right);
  svg.append(node("text", { x: Math.max(0, Math.min(left, width - measure(chart.axis))), y: 16, class: "axis unit" }, chart.axis));
  return rows.flatMap(({ category, mark, line }, n) => {
    const middle = 48 + (n + 0.5) * step;
    const group = node("g", { class: `bar${line.is_lead ? " lead" : ""}` });
    const text = node("text", { class: `name end${line.is_lead ? " lead" : ""}` });
    names[n].forEach((said, row) => text.append(node("tspan", { x: left - 18, y: middle + (row - (names[n].length - 1) / 2) * TALL }, said)));
    text.append(node("title", {}, category));
    group.append(text);
    const from = Math.min(x(0), x(mark?.y ?? 0)), wide = Math.abs(x(mark?.y ?? 0) - x(0));
    const shape = node("rect", { x: from, y: middle - thick / 2, width: Math.max(wide, mark?.y === null ? 0 : 1.5), height: thick, class: HOLLOW.includes(mark?.status) ? "box hollow" : "box" });
    group.append(shape, node("text", { x: Math.max(x(0), x(mark?.y ?? 0)) + 12, y: middle, class: mark?.y === null ? "none" : "value" }, bare(mark?.text ?? "")));
    svg.append(group);
    return mark ? [{ x: from + wide / 2, y: middle, shape, group, line: n, figure: mark.figure, text: `${category}\u00a0: ${mark.text}` }] : [];
  });
};

// The legend, on as many lines as it needs; how high it is.
const drawKey = (svg, chart, width) => {
  let x = 0, row = 0;
  chart.lines.forEach((line, n) => {
    const wide = 44 + measure(line.name) + 34;
    if (x && x + wide > width + 34) [x, row] = [0, row + 1];
    svg.append(node("rect", { x, y: row * 44 + 4, width: 32, height: 26, class: "box", style: `--own: var(--c${chart.colors[n]})` }));
    svg.append(node("text", { x: x + 44, y: row * 44 + 18, class: "name" }, line.name));
    x += wide;
  });
  return (row + 1) * 44;
};

export const drawStacks = (svg, chart, { width, height }) => {
  const top = drawKey(svg, chart, width) + 14;
  const totals = chart.categories.map((category) => chart.lines.reduce((sum, line) => sum + (line.marks.find((mark) => mark.x === category)?.y ?? 0), 0));
  const steps = ticks(0, Math.max(chart.top ?? 0, ...totals), Math.floor(width / 230));
  const bottom = height - 92, step = Math.min(150, (bottom - top) / chart.categories.length), thick = Math.min(62, step - TALL - 12);
  const x = scale(0, steps.at(-1).value, 0, width - 170), points = [];
  steps.forEach((tick, n) => {
    svg.append(node("line", { x1: x(tick.value), x2: x(tick.value), y1: top, y2: bottom, class: n ? "rule" : "base" }));
    svg.append(node("text", { x: x(tick.value), y: bottom + 26, class: n ? "axis middle" : "axis" }, tick.text));
  });
  svg.append(node("text", { x: 0, y: bottom + 70, class: "axis unit" }, chart.axis));
  chart.categories.forEach((category, row) => {
    const head = top + row * step;
    const name = node("text", { x: 8, y: head + TALL / 2 + 2, class: "name over" }, shorten(category, width - 20));
    name.append(node("title", {}, category));
    svg.append(name);
    let start = 0;
    chart.lines.forEach((line, n) => {
      const mark = line.marks.find((one) => one.x === category);
      if (!mark?.y) return;
      const wide = x(start + mark.y) - x(start);
      const group = node("g", { class: "part", style: `--own: var(--c${chart.colors[n]})` });
      const shape = node("rect", { x: x(start), y: head + TALL + 4, width: Math.max(wide - 2, 1), height: thick, class: HOLLOW.includes(mark.status) ? "box hollow" : "box" });
      const said = bare(mark.text);
      group.append(shape);
      if (thick >= 34 && measure(said, SIZE, 600) + 16 < wide && !HOLLOW.includes(mark.status))
        group.append(node("text", { x: x(start) + wide / 2, y: head + TALL + 4 + thick / 2, class: "inside middle" }, said));
      svg.append(group);
      points.push({ x: x(start) + wide / 2, y: head + TALL + thick / 2, shape, group, line: row, figure: mark.figure, text: `${category}, ${line.name}\u00a0: ${mark.text}` });
      start += mark.y;
    });
    const isWhole = chart.lines.every((line) => line.marks.every((mark) => mark.x !== category || mark.y !== null || !mark.figure));
    const total = `${number(start, chart.decimals)}`;
    if (isWhole && start) svg.append(node("text", { x: x(start) + 14, y: head + TALL + 4 + thick / 2, class: "value halo" }, total));
  });
  return points;
};
