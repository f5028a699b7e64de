// What Streamlit's elements lack for who does not see them or has no mouse, set once they are on the page. What is known
// of them is in pages/server/inside.py.

import { areLettersOn } from "./letters.js";
import { watch } from "./rest.js";

const BODY = '[data-testid="stPopoverBody"]', OPENER = '[data-testid="stPopoverButton"][aria-expanded="true"]';
const FIELDS = 'input:not([type="hidden"]), select, textarea, button, a[href], [tabindex="0"]';
const listFields = (body) => [...body.querySelectorAll(FIELDS)].filter((node) => node.getClientRects().length && !node.disabled);

// A popover stands at the end of the document: it takes the focus once it has a field, and Tab leaves it for its button.
const holdPopover = (body) => {
  const [first] = listFields(body);
  if (!first) return false;
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const fields = listFields(body), end = event.shiftKey ? fields[0] : fields.at(-1);
    if (document.activeElement !== end) return;
    event.preventDefault();
    document.querySelector(OPENER)?.focus();
  });
  first.focus();
  return true;
};

// The fields and buttons of a view of the dossier belong together: it is named by its heading.
const nameSlide = (slide) => {
  const name = slide.querySelector(".t-slide-name");
  if (!name) return false;
  name.id ||= `t-${[...slide.classList].find((one) => one.startsWith("st-key-slide-"))}`;
  slide.setAttribute("role", "group");
  slide.setAttribute("aria-labelledby", name.id);
  return true;
};

// A message is named by what it says, for what it is said to be named by is not there; and it is told, for its role is
// one that is heard only where it takes the focus.
const nameToast = (toast) => {
  const said = toast.textContent.trim();
  toast.removeAttribute("aria-labelledby");
  toast.setAttribute("aria-label", said);
  dispatchEvent(new CustomEvent("terril:said", { detail: said }));
  return true;
};

const play = (role) => (node) => {
  node.setAttribute("role", role);
  return true;
};

// What is wider than a narrow page is scrolled by keys too.
const reach = (place) => {
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", "Graphique large, à faire défiler");
  place.tabIndex = 0;
  return true;
};

// On a telephone what every page lets choose is one line that opens: the first figure comes before it.
const foldChoices = (row) => {
  if (row.previousElementSibling?.matches(".t-choices")) return true;
  const fold = document.createElement("details"), line = document.createElement("summary");
  fold.className = "t-choices";
  line.textContent = "Territoires, années, mesure";
  fold.append(line);
  row.before(fold);
  return true;
};

// A file of the dossier that has just been made is taken, once: it was asked for by the click that had it made.
const taken = new Set();
const take = (button) => {
  const key = [...button.closest('[class*="st-key-take-job-"]').classList].find((name) => name.startsWith("st-key-take-job-"));
  if (!taken.has(key)) button.click();
  taken.add(key);
  return true;
};

// « 402.0B » is « 402 o ».
const SIZE = /^([\d.]+)\s?([KMG]?)B$/i;
const sizeFile = (chip) => {
  const walker = document.createTreeWalker(chip, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const [, count, unit] = walker.currentNode.data.match(SIZE) ?? [];
    if (!count) continue;
    walker.currentNode.data = `${Number(count).toLocaleString("fr-FR")}\u00a0${unit.replace(/k/i, "k")}o`;
    return true;
  }
  return false;
};

// The pages under a heading of the menu open at the end of the document: they are a part of the menu.
const nameMenu = (portal) => {
  if (!portal.querySelector("a[href]")) return false;
  portal.setAttribute("role", "navigation");
  portal.setAttribute("aria-label", "Autres pages de Terril");
  return true;
};

// What each element found is given, until it has been.
const MENDS = {
  [BODY]: holdPopover,
  ".st-key-selected": foldChoices,
  '[class*="st-key-take-job-"] button': take,
  '[class*="st-key-slide-"]': nameSlide,
  '[data-testid="stToast"]': nameToast,
  "[data-floating-ui-portal]": nameMenu,
  '[data-testid="stFileChip"]': sizeFile,
  '[class*="st-key-wide-"]': reach,
  // Pages under a heading of the menu stand in a list without being its items.
  '[data-testid="stSidebarNavItems"] > div': play("listitem"),
  '[data-testid="stSidebarNavItems"] > div > li': play("none"),
  '[data-testid="stFileUploaderDropzone"]': play("group"),
};

const mended = new WeakSet();
const mend = () => {
  for (const [selector, act] of Object.entries(MENDS)) {
    for (const node of document.querySelectorAll(selector)) if (!mended.has(node) && act(node)) mended.add(node);
  }
};
watch(mend, 60);

// Streamlit runs a page again at « r » and forgets what it keeps at « c », which no reader asks for by a letter.
document.body.addEventListener("keydown", (event) => {
  const isBare = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isBare && (!areLettersOn() || "rc".includes(event.key.toLowerCase()))) event.stopPropagation();
});
