// The focus is never lost: where what had it is taken away, or can no longer be pressed, by what was asked of it, it goes
// to what has its place now, or to what comes before it, or to the title of the page.

import { isAtRest, STATE, watch } from "./rest.js";

const FIELDS = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
const KEYED = '[class*="st-key-"]';
// How many of those before it are remembered, and how long what was asked may take, in milliseconds.
const BEFORE = 40, PATIENCE = 20_000;

let asked;

const keyOf = (node) => [...(node.closest(KEYED)?.classList ?? [])].find((name) => name.startsWith("st-key-"));
const canTake = (node) => node?.isConnected && !node.disabled && node.checkVisibility({ visibilityProperty: true });

const remember = (node, isByPointer) => {
  const main = node?.closest(".stMain");
  asked = undefined;
  if (!main || document.activeElement !== node) return;
  const fields = [...main.querySelectorAll(FIELDS)], at = fields.indexOf(node);
  asked = { node, isByPointer, key: keyOf(node), before: fields.slice(Math.max(0, at - BEFORE), at).reverse(), time: Date.now() };
};

const findNext = ({ node, key, before }) => {
  const anew = key && document.querySelector(`.${CSS.escape(key)} ${node.localName}`);
  const title = document.querySelector(".stMain h1");
  title?.setAttribute("tabindex", "-1");
  return [node, anew, ...before].find(canTake) ?? title;
};

const keep = () => {
  if (!asked || !isAtRest() || document.activeElement === asked.node) return;
  const { isByPointer, time } = asked, isLost = document.activeElement === document.body;
  if (isLost && Date.now() - time < PATIENCE) findNext(asked)?.focus({ preventScroll: isByPointer });
  asked = undefined;
};

addEventListener("click", ({ target, detail }) => remember(target.closest?.(FIELDS), detail > 0), { capture: true });
addEventListener("keydown", ({ key, target }) => key === "Enter" && target.matches?.("input, textarea") && remember(target, false), { capture: true });
watch(keep, 150, { attributes: true, attributeFilter: ["disabled", STATE] });
