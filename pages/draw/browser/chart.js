// A chart as our server painted it: all values of a year under the pointer, marks read by keys, the origin of a figure.
// Names are set as text, never as HTML.

import { makePin } from "./pinned.js";

const REACH = 60, NEAR = 24;
const views = new WeakMap();

const make = (tag, className, text = "") => {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
};

const tipOf = (svg) => {
  const found = svg.parentElement.querySelector(":scope > .t-tip");
  if (found) return found;
  const tip = make("div", "t-tip");
  tip.setAttribute("role", "status");
  svg.parentElement.append(tip);
  return tip;
};

const writeRow = (mark, isNow) => {
  const row = make("p", isNow ? "now" : ""), sample = make("i", "", "■");
  sample.style.color = getComputedStyle(mark.node).stroke;
  row.append(sample, `${mark.name}\u00a0: ${mark.text}`);
  return row;
};

// The tip says the mark, or where years go across all the marks of its year, from the highest down.
const show = (view, mark) => {
  const { svg, marks } = view;
  if (view.now === mark) return;
  const tip = tipOf(svg);
  view.now?.node.classList.remove("now");
  view.now = mark;
  tip.hidden = !mark;
  svg.classList.toggle("asked", Boolean(mark));
  svg.querySelectorAll("[data-line]").forEach((node) => node.classList.toggle("on", node.dataset.line === mark?.line));
  view.rule?.remove();
  if (!mark) return;
  const beside = view.isOfYears ? marks.filter(({ at, name }) => at === mark.at && name).sort((a, b) => a.level - b.level) : [mark];
  tip.replaceChildren(...(view.isOfYears ? [make("b", "", mark.when || mark.at)] : []), ...beside.map((one) => writeRow(one, one === mark && beside.length > 1)));
  mark.node.classList.add("now");
  if (view.isOfYears) {
    view.rule = make("div", "t-rule");
    view.rule.style.left = `${mark.x + svg.offsetLeft || mark.x}px`;
    svg.parentElement.append(view.rule);
  }
  const room = svg.parentElement.clientWidth, wide = tip.offsetWidth;
  const left = mark.x + 16 + wide > room ? mark.x - 16 - wide : mark.x + 16;
  const top = view.isOfYears ? 4 : mark.y - tip.offsetHeight - 12 < 0 ? mark.y + 14 : mark.y - tip.offsetHeight - 12;
  tip.style.transform = `translate(${Math.max(0, left)}px, ${top}px)`;
};

// Where each mark stands in its chart, until the chart has another size.
const measure = (svg) => {
  const box = svg.getBoundingClientRect(), kept = views.get(svg);
  if (kept?.width === box.width) return kept;
  if (kept) show(kept);
  const marks = [...svg.querySelectorAll(".t-mark")].map((node) => {
    const own = node.getBoundingClientRect();
    const height = node.getAttribute("cy") ?? (node.parentElement.hasAttribute("y") ? node.parentElement.getAttribute("y") : undefined);
    const y = own.y + own.height / 2 - box.y;
    return { node, x: own.x + own.width / 2 - box.x, y, level: Number(height ?? y), ...node.dataset };
  });
  const view = { svg, marks, width: box.width, isOfYears: svg.classList.contains("years") };
  views.set(svg, view);
  return view;
};

// The nearest mark; of a chart of years first the nearest year, then the mark that is nearest in it.
const find = (view, event) => {
  const box = view.svg.getBoundingClientRect(), x = event.clientX - box.x, y = event.clientY - box.y;
  const direct = view.marks.find(({ node }) => node === event.target);
  if (direct) return direct;
  const reach = view.isOfYears ? Infinity : REACH;
  const far = (mark) => (view.isOfYears ? 1000 * Math.abs(mark.x - x) + Math.abs(mark.y - y) : Math.hypot(mark.x - x, mark.y - y));
  const best = view.marks.reduce((one, mark) => (!one || far(mark) < far(one) ? mark : one), undefined);
  return best && (view.isOfYears || far(best) < reach) ? best : undefined;
};

const isNear = (mark, view, event) => {
  const box = view.svg.getBoundingClientRect();
  return event.target === mark.node || Math.hypot(mark.x - event.clientX + box.x, mark.y - event.clientY + box.y) < NEAR;
};

const step = (view, key) => {
  const { marks, now } = view, lines = [...new Set(marks.map(({ line }) => line))].sort((a, b) => a - b);
  const own = marks.filter(({ line }) => line === (now?.line ?? lines[0])).sort((a, b) => a.x - b.x || a.y - b.y);
  if (!now) return show(view, own.at(-1));
  const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (by) return show(view, own[(own.indexOf(now) + by + own.length) % own.length]);
  const beside = marks.filter(({ at }) => at === now.at).sort((a, b) => a.level - b.level);
  if (view.isOfYears && beside.length > 1) return show(view, beside[(beside.indexOf(now) + (key === "ArrowDown" ? 1 : -1) + beside.length) % beside.length]);
  const to = lines[(lines.indexOf(now.line) + (key === "ArrowDown" ? 1 : -1) + lines.length) % lines.length];
  show(view, marks.filter(({ line }) => line === to).reduce((a, b) => (Math.abs(b.x - now.x) < Math.abs(a.x - now.x) ? b : a)));
};

// Follow the pointer and the keys on every chart of the document; `open` shows the origin of a figure.
export const followCharts = (open) => {
  const chartOf = (event) => event.target.closest?.(".t-chart");
  const pin = makePin();
  let last;
  addEventListener("pointermove", (event) => {
    const svg = chartOf(event);
    if (event.pointerType === "touch" || pin.holds(event)) return;
    if (last && last !== svg && views.get(last)) show(views.get(last));
    last = svg;
    if (!svg) return pin.letGo();
    show(measure(svg), find(measure(svg), event));
    pin.wait(tipOf(svg), event);
  }, { passive: true });
  // A finger first asks, and opens what it asked for at the next touch.
  let isAsked = true;
  addEventListener("pointerdown", (event) => {
    const svg = chartOf(event), isFinger = event.pointerType === "touch";
    isAsked = true;
    if (!svg || !isFinger) return;
    const view = measure(svg), mark = find(view, event);
    isAsked = view.now === mark;
    show(view, mark);
  }, { passive: true });
  addEventListener("click", (event) => {
    const svg = chartOf(event), mark = svg && find(measure(svg), event);
    if (isAsked && mark?.figure && isNear(mark, measure(svg), event)) open(mark.figure, svg);
  });
  addEventListener("focusout", (event) => chartOf(event) && show(measure(chartOf(event))));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && last && views.get(last)) show(views.get(last));
    const svg = document.activeElement?.matches?.(".t-chart") && document.activeElement;
    if (!svg || event.ctrlKey || event.metaKey || event.altKey) return;
    const view = measure(svg);
    if (event.key === "Enter" && view.now?.figure) open(view.now.figure, svg);
    else if (event.key === "Escape") svg.blur();
    else if (event.key.startsWith("Arrow") && view.marks.length) step(view, event.key);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
};
