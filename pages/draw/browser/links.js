// Our own links carry the chosen territories, years and measure of the present address along, as the menu does, and
// open in the present document where they lead to one of our pages. An address that names territories is whole.

import { settle } from "./typed.js";

// What the links of figures open, said once for all of them to who hears the page (pages/words/markup.py).
const origin = document.createElement("p");
Object.assign(origin, { id: "t-origin", hidden: true, textContent: "ouvre l’origine de ce chiffre" });
document.body.append(origin);

const SCOPE = ["territoires", "annees", "mesure"];

window.terrilCarry = (target) => {
  if (target.searchParams.has("territoires")) return target;
  const present = new URLSearchParams(location.search);
  for (const name of SCOPE) {
    if (!target.searchParams.has(name)) for (const value of present.getAll(name)) target.searchParams.append(name, value);
  }
  return target;
};

// Whether an address is that of one of our pages, and not of a file or of a place on a page.
window.terrilIsPage = (target) =>
  target.origin === location.origin && !target.hash && window.terrilPages.includes(target.pathname);

const go = window.terrilGo;
window.terrilGo = (target) => settle().then(() => go(target));

addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (!link?.closest(".stHtml, .t-panel, .t-help")) return;
  const target = window.terrilCarry(new URL(link.href));
  link.href = target;
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!isPlain || link.hasAttribute("download") || link.target === "_blank" || !window.terrilIsPage(target)) return;
  event.preventDefault();
  link.closest("dialog")?.close("left");
  window.terrilGo(target);
}, { capture: true });
