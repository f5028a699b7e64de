// Search from any page: a button over the header, and a dialog where a reader types and chooses. Opened also by « / »
// and Ctrl+K.

import { areLettersOn, turnLetters } from "./letters.js";

const SVG = "http://www.w3.org/2000/svg";
const DEBOUNCE = 50;
const PAGE = 5;
// An answer that is not there by then is said to be looked for.
const LATE = 600;
// As many as the server gives at most.
const MOST = 12;

const make = (tag, attributes = {}, text) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

function drawGlass() {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", width: 15, height: 15, "aria-hidden": "true" }))
    svg.setAttribute(name, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M10.6 10.6 14.5 14.5M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0Z");
  svg.append(path);
  return svg;
}

const host = make("search", { class: "t-search" });
const button = make("button", {
  type: "button", class: "t-search-open", "aria-haspopup": "dialog", "aria-label": "Rechercher",
  "aria-keyshortcuts": "/ Control+K", title: "Rechercher un territoire, un indicateur, un projet, une source (touche /)",
});
button.append(drawGlass(), make("span", {}, "Rechercher"), make("kbd", {}, "/"));

const dialog = make("dialog", { class: "t-search-dialog", "aria-label": "Rechercher" });
const field = make("input", {
  type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "100",
  "aria-label": "Rechercher", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "t-search-list",
  placeholder: "déchets lens 2021, Hénin, excel…", enterkeyhint: "go",
});
const close = make("button", { type: "button", class: "t-search-close" }, "Fermer");
const bar = make("div", { class: "t-search-bar" });
bar.append(drawGlass(), field, close);
const list = make("div", { id: "t-search-list", role: "listbox", "aria-label": "Résultats" });
const message = make("p", { class: "t-search-message", role: "status" });
const letters = make("input", { type: "checkbox" });
const choice = make("label", { class: "t-search-letters" });
choice.append(letters, " Touches d’un seul caractère (/ ouvre la recherche)");
dialog.append(bar, list, message, choice);
host.append(button, dialog);

// What the button says of its key holds while the key does.
function showLetters() {
  const isOn = areLettersOn();
  letters.checked = isOn;
  button.querySelector("kbd").hidden = !isOn;
  button.setAttribute("aria-keyshortcuts", isOn ? "/ Control+K" : "Control+K");
}

let request, timer, late, warmed, options = [], active = -1, isAsking = false, isChosen = false;

function open() {
  if (dialog.open || document.querySelector("dialog[open]")) return;
  // An empty question: the server makes its index while the reader types.
  warmed ??= fetch(`${window.terrilBase}/recherche?q=`).catch(() => (warmed = undefined));
  field.value = "";
  show(null, [], "");
  dialog.showModal();
  field.focus();
}

function activate(position, { scroll = true } = {}) {
  options[active]?.setAttribute("aria-selected", "false");
  active = options.length ? (position + options.length) % options.length : -1;
  const option = options[active];
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  if (scroll) option.scrollIntoView({ block: "nearest" });
}

function makeOption(result) {
  const option = make("div", { role: "option", "aria-selected": "false" });
  option.dataset.href = result.href;
  option.append(make("span", {}, result.label), make("small", {}, result.detail));
  return option;
}

function makeGroup(kind, title, ...parts) {
  const group = make("div", { role: "group", "aria-labelledby": `t-search-${kind}` });
  group.append(make("div", { id: `t-search-${kind}`, role: "presentation", class: "t-search-kind" }, title), ...parts);
  return group;
}

const say = (words, kind = "t-search-said") => make("p", { role: "presentation", class: kind }, words);

// The figure asked for, above the list: what it is, its lines, its course, who printed it.
function makeAnswer(answer) {
  const told = [answer.admitted && say(answer.admitted, "t-search-admitted"), ...answer.said.map((words) => say(words))];
  const lines = answer.lines.map(makeOption);
  if (answer.picture) told.push(make("img", { ...answer.picture, class: "t-search-course" }));
  const group = makeGroup("answer", answer.title, ...told.filter(Boolean), ...lines);
  if (answer.sources.length) group.append(say(`Source : ${answer.sources.join(" ; ")}`, "t-search-source"));
  group.classList.add("t-search-answer");
  return group;
}

// The answer, then the kinds in the order of their best result.
function show(answer, results, said) {
  const kinds = [...new Set(results.map((result) => result.kind))];
  list.replaceChildren(...(answer ? [makeAnswer(answer)] : []), ...kinds.map((kind) => {
    const found = results.filter((result) => result.kind === kind);
    return makeGroup(kind, found[0].kind_label, ...found.map(makeOption));
  }));
  // What an arrow has reached stays reached where the answers that follow have it too.
  const held = active > 0 ? options[active]?.dataset.href : undefined;
  options = [...list.querySelectorAll("[role=option]")];
  options.forEach((option, position) => (option.id = `t-search-option-${position}`));
  list.hidden = !options.length;
  list.scrollTop = 0;
  message.classList.toggle("heard", answer !== null);
  field.setAttribute("aria-expanded", String(options.length > 0));
  message.textContent = said;
  active = -1;
  activate(Math.max(0, options.findIndex((option) => option.dataset.href === held)), { scroll: false });
}

const count = (number) =>
  number === MOST ? `Les ${MOST}\u00a0premiers résultats` : `${number}\u00a0${number > 1 ? "résultats" : "résultat"}`;

// What a reader who hears the page is told of the answer; a reader who sees it has it above.
function tell({ answer, results, said }) {
  const counted = results.length ? count(results.length) : "";
  if (said) return said;
  if (!answer) return counted;
  const [first] = answer.lines;
  const told = answer.admitted || `Réponse : ${first ? `${first.label}, ${first.detail}` : answer.title}`;
  return [told.replace(/ Mais voici…$/, ""), counted].filter(Boolean).join(" · ");
}

async function ask(query) {
  const own = (request = new AbortController());
  try {
    await warmed;
    const answer = await fetch(`${window.terrilBase}/recherche?q=${encodeURIComponent(query)}`, { signal: own.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await answer.json();
    if (own !== request || own.signal.aborted) return;
    show(found.answer, found.results, tell(found));
  } catch {
    if (own !== request || own.signal.aborted) return;
    show(null, [], "La recherche ne répond pas. Vérifiez votre connexion, puis réessayez.");
  }
  isAsking = false;
  if (isChosen) choose(options[active]);
  isChosen = false;
}

function typed() {
  clearTimeout(timer);
  clearTimeout(late);
  request?.abort();
  const query = field.value.trim();
  isAsking = query !== "";
  isChosen = false;
  if (isAsking) {
    timer = setTimeout(ask, DEBOUNCE, query);
    late = setTimeout(() => isAsking && show(null, [], "Recherche en cours…"), LATE);
  } else show(null, [], "");
}

function choose(option, { elsewhere = false } = {}) {
  if (!option) return;
  const { href } = option.dataset;
  const isFigure = href.startsWith("#");
  const target = isFigure ? new URL(href, location.href) : window.terrilCarry(new URL(href, location.origin));
  if (elsewhere) return window.open(target, "_blank", "noopener");
  dialog.close();
  if (isFigure) location.hash = href;
  else if (window.terrilIsPage(target)) window.terrilGo(target);
  else location.assign(target);
}

const KEYS = {
  ArrowDown: () => activate(active + 1),
  ArrowUp: () => activate(active < 0 ? -1 : active - 1),
  PageDown: () => activate(Math.min(active + PAGE, options.length - 1)),
  PageUp: () => activate(Math.max(active - PAGE, 0)),
  Home: () => activate(0),
  End: () => activate(options.length - 1),
  Enter: (event) => {
    if (isAsking && active < 1) isChosen = true;
    else choose(options[active], { elsewhere: event.ctrlKey || event.metaKey });
  },
};

const isControlK = (event) =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";

function isField(node) {
  return node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
}

field.addEventListener("input", typed);
field.addEventListener("keydown", (event) => {
  const isFree = event.key === "Enter" || (options.length > 0 && !event.shiftKey);
  if (!KEYS[event.key] || event.isComposing || !isFree) return;
  event.preventDefault();
  KEYS[event.key](event);
});
list.addEventListener("mousemove", (event) => {
  const position = options.indexOf(event.target.closest("[role=option]"));
  if (position >= 0 && position !== active) activate(position, { scroll: false });
});
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  choose(event.target.closest("[role=option]"), { elsewhere: event.ctrlKey || event.metaKey });
});
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
dialog.addEventListener("close", () => {
  clearTimeout(timer);
  clearTimeout(late);
  request?.abort();
  isAsking = isChosen = false;
});
// Streamlit's own keys (r, c) are not meant for what is typed here.
dialog.addEventListener("keydown", (event) => {
  event.stopPropagation();
  if (isControlK(event)) event.preventDefault();
});
close.addEventListener("click", () => dialog.close());
letters.addEventListener("change", () => {
  turnLetters(letters.checked);
  showLetters();
});
button.addEventListener("click", open);
addEventListener("keydown", (event) => {
  const isSlash = event.key === "/" && areLettersOn() && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isControlK(event) && !(isSlash && !isField(event.composedPath()[0]))) return;
  event.preventDefault();
  open();
});
// Before the search comes the way past it and the menu: Streamlit's own would come after.
const skip = make("a", { class: "t-skip", href: "#stMain" }, "Aller au contenu");
skip.addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector(".stMain")?.focus({ preventScroll: true });
});
const ways = make("nav", { "aria-label": "Accès rapide" });
ways.append(skip);
showLetters();
document.body.prepend(ways, host);
