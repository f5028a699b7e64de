// The presentation: one screen at a time, by key, clicker, finger or button; all it shows is in the page already.

import { followCharts } from "../../draw/browser/chart.js";
import { areLettersOn, turnLetters } from "../../draw/browser/letters.js";
import { show } from "../../draw/browser/map/map.js";
import { openSpeaker, updateSpeaker } from "./speaker.js";

const root = document.documentElement, stage = document.getElementById("stage"), veil = document.getElementById("veil");
const bar = document.getElementById("bar"), help = document.getElementById("help");
const slides = [...stage.querySelectorAll(".slide")];
const { figures, outlines } = JSON.parse(document.getElementById("data").textContent);
const keep = (data) => URL.createObjectURL(new Blob([JSON.stringify(data)], { type: "application/json" }));
const grounds = Object.fromEntries(Object.entries(outlines).map(([level, data]) => [level, keep({ ...data, around: keep(data.around) })]));
const drawn = new Set();
let at = -1, typed = "", typing, playing;

const isFlowing = () => "flow" in root.dataset;
const measureStage = () => {
  // Screens that scroll keep their size, so that the zoom of the browser enlarges them.
  if (isFlowing()) return;
  const width = root.dataset.ratio === "wide" ? 1920 : 1440;
  const unit = Math.min(innerWidth / width, innerHeight / 1080);
  root.style.fontSize = `${unit * 10}px`;
};

const openOrigin = (figure, chart) => window.open(`${chart.closest(".slide").dataset.address}#chiffre-${encodeURIComponent(figure)}`, "_blank", "noopener");

const drawMap = (host, n) => {
  const given = figures[n].map, geometry = grounds[given.geometry];
  const data = given.panels ? { ...given, common: { ...given.common, geometry } } : { ...given, geometry };
  const select = (name, codes) => {
    (given.common ?? given).selected = codes;
    const chosen = data.panels ? { ...data, common: { ...data.common, selected: codes } } : { ...data, year: years(host)?.now ?? data.year, selected: codes };
    show({ data: chosen, parentElement: host, setStateValue() {}, setTriggerValue: select });
  };
  show({ data, parentElement: host, setStateValue() {}, setTriggerValue: select });
};

// The years of a map: its slider, and the year that it shows.
const years = (host) => {
  const slider = host.querySelector(".years input[type=range]");
  return slider && { slider, now: Number(host.querySelector(".map")?.dataset.year) || undefined };
};

const draw = (slide) => {
  for (const host of slide.querySelectorAll(".map-host")) {
    if (drawn.has(host)) continue;
    drawn.add(host);
    drawMap(host, Number(host.dataset.figure));
  }
  for (const table of slide.querySelectorAll(".table")) fitTable(table);
};

// Rows that have no room are left out, and counted.
const fitTable = (table) => {
  const rows = [...table.querySelectorAll("tbody tr")], total = Number(table.dataset.rows), more = table.querySelector(".more");
  rows.forEach((row) => (row.hidden = false));
  more.textContent = "0";
  let shown = rows.length;
  if (shown === total) more.textContent = "";
  while (shown > 1 && table.scrollHeight > table.clientHeight + 1) {
    rows[(shown -= 1)].hidden = true;
    more.textContent = "0";
  }
  const left = total - shown;
  more.textContent = left ? `et ${left.toLocaleString("fr-FR")} autre${left > 1 ? "s" : ""} ligne${left > 1 ? "s" : ""} dans le fichier` : "";
};

const go = (to) => {
  const wanted = Math.max(0, Math.min(slides.length - 1, to));
  if (wanted === at) return;
  stop();
  at = wanted;
  refresh();
  if (isFlowing()) slides[at].scrollIntoView();
  document.getElementById("place").textContent = slides[at].getAttribute("aria-label");
  history.replaceState(null, "", `#${at + 1}`);
};

const refresh = () => {
  if (slides.some((slide) => slide.contains(document.activeElement))) document.activeElement.blur();
  slides.forEach((slide, n) => {
    slide.classList.toggle("now", n === at);
    slide.classList.toggle("near", n === at + 1);
    slide.inert = n !== at && !isFlowing();
  });
  if (isFlowing()) slides.forEach(draw);
  draw(slides[at]);
  keepIds();
  setTimeout(() => {
    if (slides[at + 1]) draw(slides[at + 1]);
    setTimeout(() => updateSpeaker(slides, at), 60);
  }, 30);
};

// Two maps name their hatching alike, and one that is hidden hatches nothing: only the screen shown has names.
const keepIds = () => {
  slides.forEach((slide, n) => {
    for (const one of slide.querySelectorAll("svg [id], svg [data-id]")) {
      if (n === at && one.dataset.id) one.id = one.dataset.id;
      else if (n !== at && one.id) one.dataset.id = one.id;
      one.removeAttribute(n === at ? "data-id" : "id");
    }
  });
};

const say = (text) => {
  const said = document.getElementById("said");
  said.textContent = text;
  said.hidden = !text;
  clearTimeout(say.timer);
  if (text) say.timer = setTimeout(() => say(""), 4000);
};

const cover = (name) => {
  const color = `var(${name})`;
  veil.hidden = !veil.hidden && veil.style.background === color;
  veil.style.background = color;
};

const shift = (by) => {
  for (const host of slides[at].querySelectorAll(".map-host")) {
    const slider = years(host)?.slider;
    if (!slider) continue;
    slider.value = Number(slider.value) + by;
    slider.dispatchEvent(new Event("input"));
  }
  setTimeout(() => updateSpeaker(slides, at), 60);
};

const stop = () => (playing = clearInterval(playing));
const play = () => {
  if (playing) return stop();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return say("Votre appareil demande moins d’animations : flèches haut et bas pour changer d’année.");
  const sliders = [...slides[at].querySelectorAll(".years input[type=range]")];
  if (!sliders.length) return;
  if (sliders.every((slider) => slider.value === slider.max)) shift(-1000);
  playing = setInterval(() => (sliders.every((slider) => slider.value === slider.max) ? stop() : shift(1)), 900);
};

const leave = () => {
  const way = document.body.dataset.leave;
  if (!way) return;
  if (history.length > 1 && document.referrer.startsWith(location.origin)) return history.back();
  window.close();
  setTimeout(() => location.assign(way), 200);
};

const full = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.().catch(() => say("Le navigateur refuse le plein écran : touche F11.")));
const turn = (key, one, two) => {
  root.dataset[key] = root.dataset[key] === one ? two : one;
  measureStage();
  refresh();
};

// All screens under one another, to be scrolled and zoomed; back to one at a time.
const flow = () => {
  if (isFlowing()) delete root.dataset.flow;
  else root.dataset.flow = "";
  measureStage();
  refresh();
  if (isFlowing()) slides[at].scrollIntoView();
};

// Single letters can be switched off: who speaks to the machine, or types by chance, would turn screens (WCAG 2.1.4).
const letters = document.getElementById("letters");
letters.checked = areLettersOn();
letters.onchange = () => turnLetters(letters.checked);
const isOff = (key) => key.length === 1 && key !== " " && !letters.checked;

const ACTIONS = {
  previous: () => go(at - 1),
  next: () => go(at + 1),
  full,
  speaker: () => (openSpeaker(onKey) ? refresh() : say("Le navigateur a bloqué la fenêtre de l’orateur : autorisez-la pour cette page.")),
  theme: () => turn("theme", "light", "dark"),
  ratio: () => turn("ratio", "wide", "square"),
  flow,
  help: () => (help.open ? help.close() : help.showModal()),
  leave,
};
const KEYS = {
  ArrowRight: ACTIONS.next, PageDown: ACTIONS.next, " ": ACTIONS.next, ArrowLeft: ACTIONS.previous, PageUp: ACTIONS.previous, Backspace: ACTIONS.previous,
  Home: () => go(0), End: () => go(slides.length - 1), ArrowUp: () => shift(1), ArrowDown: () => shift(-1),
  v: flow, f: full, s: ACTIONS.speaker, d: ACTIONS.theme, r: ACTIONS.ratio, l: play, "?": ACTIONS.help, h: ACTIONS.help,
  b: () => cover("--t-shade"), ".": () => cover("--t-shade"), w: () => cover("--t-white"), ",": () => cover("--t-white"),
};

const type = (digit) => {
  typed += digit;
  clearTimeout(typing);
  const done = () => {
    clearTimeout(typing);
    const to = Number(typed);
    typed = "";
    say("");
    if (to >= 1 && to <= slides.length) go(to - 1);
    else say(`Il n’y a pas d’écran ${to} : il y en a ${slides.length}.`);
  };
  if (digit === "") return done();
  say(`Écran ${typed}…`);
  if (Number(typed) * 10 > slides.length) done();
  else typing = setTimeout(done, 1200);
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTurn = ["PageUp", "PageDown"].includes(event.key), { target } = event;
  const isOwn = target.matches?.("input, .areas path, dialog *, button, a, summary") && !isTurn;
  if (!veil.hidden && !["b", "w", ".", ","].includes(event.key.toLowerCase())) {
    veil.hidden = true;
    if (event.key === "Escape") return;
  }
  if (help.open || isOff(event.key)) return;
  if (isFlowing() && !isTurn && ["ArrowUp", "ArrowDown", " ", "Home", "End"].includes(event.key)) return;
  if (event.key === "Escape") return slides[at].contains(document.activeElement) ? document.activeElement.blur() : leave();
  if (isOwn && (["Enter", " ", "Home", "End"].includes(event.key) || (event.key.startsWith("Arrow") && !target.matches("button, a")))) return;
  if (/^\d$/.test(event.key)) type(event.key);
  else if (event.key === "Enter" && typed) type("");
  else if (KEYS[event.key] ?? KEYS[event.key.toLowerCase()]) (KEYS[event.key] ?? KEYS[event.key.toLowerCase()])();
  else return;
  event.preventDefault();
}

followCharts(openOrigin);
// A button that was clicked gives the keys back to the screens; one that keys reached keeps them.
bar.onclick = (event) => {
  ACTIONS[event.target.dataset.do]?.();
  if (event.detail) event.target.blur();
};
veil.onclick = () => (veil.hidden = true);
addEventListener("keydown", onKey);
addEventListener("resize", () => (measureStage(), refresh()));
// The slider gives the arrows back to the screens once it is let go of.
stage.addEventListener("pointerup", (event) => event.target.matches("input, .areas path, svg, svg *") && document.activeElement?.blur());
let idle, touch;
const wake = () => {
  root.classList.add("awake");
  clearTimeout(idle);
  idle = setTimeout(() => bar.matches(":hover, :focus-within") || root.classList.remove("awake"), 2500);
};
addEventListener("pointermove", wake);
bar.addEventListener("focusin", wake);
addEventListener("touchstart", ({ touches, target }) => (touch = touches.length === 1 && !target.matches("input") && touches[0]), { passive: true });
addEventListener("touchend", ({ changedTouches: [end] }) => {
  if (!touch) return;
  const x = end.clientX - touch.clientX, y = end.clientY - touch.clientY;
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) go(at + (x < 0 ? 1 : -1));
});
addEventListener("terril:map", keepIds);
// What the map of the screen shown says of itself, and of no other.
addEventListener("terril:said", ({ target, detail }) => slides[at]?.contains(target) && (document.getElementById("place").textContent = detail));
addEventListener("hashchange", () => go(Number(location.hash.slice(1)) - 1 || 0));

if (matchMedia("(prefers-color-scheme: dark)").matches) root.dataset.theme = "dark";
if (innerWidth / innerHeight < 1.5 && innerWidth > innerHeight) root.dataset.ratio = "square";
measureStage();
go(Number(location.hash.slice(1)) - 1 || 0);
if (!at) wake();
navigator.wakeLock?.request("screen").catch(() => {});
