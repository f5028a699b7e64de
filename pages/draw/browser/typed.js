// What a reader has typed is the server's before anything else is asked of it. Streamlit sends the words of a field once it
// is left, a moment after the click that leaves it: the click of a menu went first and the words were lost with the page,
// or they went last and called the page back. On a telephone both come at the same instant.

import { MOST, isAtRest, wait } from "./rest.js";

const FIELDS = ".stTextArea textarea, .stTextInput input";
// Those of the dossier, whose words are kept after a pause too: Back, a closed tab and a cut ask nobody.
const KEPT = '[class*="st-key-words-"]';
const ACTS = ".stButton button, .stDownloadButton button, a[href]";
const PAUSE = 1500;
// A server that has much to do begins a run late, and between one that was going on and that of the words there is a rest:
// what is asked for before the words are had takes their place. Milliseconds.
const LATE = 2000, CALM = 500;

// The field typed in last whose words the server may not have, how many times anything was typed, and what ends once the
// words given last are had.
let field, typed = 0, timer, passing;

// The words of the field are on their way: once a run has had them there is nothing left to wait for.
async function pass() {
  const mine = typed, calm = isAtRest() ? 0 : CALM;
  await wait(() => !isAtRest(), LATE);
  let since = performance.now();
  await wait(() => {
    if (!isAtRest()) since = performance.now();
    return isAtRest() && performance.now() - since >= calm;
  }, MOST);
  if (typed === mine) field = undefined;
}

// Give the words of a field as its key for that does, and leave the reader in it.
function give() {
  const key = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: field.tagName === "TEXTAREA", bubbles: true };
  field.dispatchEvent(new KeyboardEvent("keydown", key));
  passing = pass();
}

addEventListener("input", ({ target }) => {
  if (!target.matches?.(FIELDS)) return;
  [field, typed] = [target, typed + 1];
  clearTimeout(timer);
  if (target.closest(KEPT)) timer = setTimeout(() => field === target && target.isConnected && give(), PAUSE);
}, { capture: true });

addEventListener("focusout", ({ target }) => {
  if (target === field) passing = pass();
}, { capture: true });

// Once the words typed are the server's; at once where there are none.
export async function settle() {
  if (!field) return;
  clearTimeout(timer);
  if (document.activeElement === field) field.blur();
  await passing;
  field = undefined;
}

addEventListener("click", (event) => {
  const act = field && event.target.closest?.(ACTS);
  if (!act || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const key = [...(act.closest('[class*="st-key-"]')?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  const find = () => (act.isConnected || !key ? act : document.querySelector(`.${CSS.escape(key)} :is(button, a)`));
  settle().then(() => find()?.click());
}, { capture: true });
