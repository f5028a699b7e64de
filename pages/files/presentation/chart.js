// A chart in its place: drawn at the size of the screen, read with the pointer or with Tab and the arrows.

import { drawBars, drawStacks } from "./bars.js";
import { drawLines } from "./lines.js";
import { drawScatter } from "./scatter.js";
import { node } from "./scales.js";

const DRAWERS = { line: drawLines, bar: drawBars, stack: drawStacks, scatter: drawScatter };
const REACH = 90;

export const drawChart = (host, chart, unit, openOrigin) => {
  const size = { width: host.clientWidth / unit, height: host.clientHeight / unit };
  const said = `${chart.title}, ${chart.axis}. Flèches pour lire les valeurs, Échap pour revenir aux écrans.`;
  const svg = node("svg", { viewBox: `0 0 ${size.width} ${size.height}`, class: "chart", tabindex: 0, role: "application", "aria-label": said });
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "status");
  tip.hidden = true;
  host.replaceChildren(svg, tip);
  const points = DRAWERS[chart.shape](svg, chart, size);
  let now;
  const show = (point) => {
    if (now === point) return;
    now?.group.classList.remove("hover");
    now?.shape.classList.remove("here");
    now = point;
    svg.classList.toggle("hovering", Boolean(point));
    tip.hidden = !point;
    if (!point) return;
    point.group.classList.add("hover");
    point.shape.classList.add("here");
    tip.textContent = point.text;
    const x = Math.max(0, Math.min(point.x * unit + 20 * unit, host.clientWidth - tip.offsetWidth));
    const above = point.y * unit - tip.offsetHeight - 18 * unit;
    tip.style.transform = `translate(${x}px, ${above < 0 ? point.y * unit + 18 * unit : above}px)`;
  };
  svg.onpointermove = (event) => {
    const direct = points.find(({ shape }) => shape === event.target);
    const box = host.getBoundingClientRect(), x = (event.clientX - box.x) / unit, y = (event.clientY - box.y) / unit;
    let best, least = REACH;
    for (const point of points) {
      const far = Math.hypot(point.x - x, point.y - y);
      if (far < least) [best, least] = [point, far];
    }
    show(direct ?? (chart.shape === "stack" ? undefined : best));
  };
  svg.onpointerleave = () => show();
  svg.onblur = () => show();
  svg.ondblclick = () => now?.figure && openOrigin(now.figure);
  svg.onkeydown = (event) => {
    const ways = { ArrowRight: 1, ArrowLeft: -1 }, jumps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") svg.blur();
    else if (event.key === "Enter" && now?.figure) openOrigin(now.figure);
    else if (!points.length || !(event.key in ways || event.key in jumps)) return;
    else if (!now) show(points[0]);
    else if (event.key in ways) show(points[(points.indexOf(now) + ways[event.key] + points.length) % points.length]);
    else {
      const lines = [...new Set(points.map(({ line }) => line))], to = lines[(lines.indexOf(now.line) + jumps[event.key] + lines.length) % lines.length];
      show(points.filter(({ line }) => line === to).reduce((a, b) => (Math.abs(b.x - now.x) < Math.abs(a.x - now.x) ? b : a)));
    }
    event.preventDefault();
    event.stopPropagation();
  };
};
