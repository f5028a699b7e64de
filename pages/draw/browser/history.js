// Back and Forward: one choice is one step. Streamlit makes a step of each address that its server writes; an address
// written for a page to which the reader has just come (a first visit, a link, the menu) takes the place of that page's.
// What this leans on is in pages/server/inside.py.

import { MOST, START, STATE, isAtRest, wait } from "./rest.js";

const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
// Years that play are one choice: the first is a step, those that follow take its place.
const LATE = 1500;
let isPlaying = false, hasPlayed = false;
let isSettled = false;
let shown = location.pathname + location.search;
// A step of the reader waits while a page is still being made, which would write its own address over the one that he
// goes to; until it is at rest what it writes goes nowhere.
let isHeld = false, isLet = false;

history.pushState = (state, unused, target) => {
  if (isHeld) return;
  const address = new URL(target, location.href);
  const isOtherPage = address.pathname !== location.pathname;
  const isSame = !isOtherPage && address.search === location.search;
  // The server knows no fragment: that of a figure whose panel the reader comes to stays.
  if (isSame || (!isOtherPage && !isSettled)) address.hash ||= location.hash;
  if (!isSame && (isOtherPage || (isSettled && !(isPlaying && hasPlayed)))) push(state, unused, target);
  else replace(state, unused, address);
  hasPlayed = isPlaying;
  if (isOtherPage) isSettled = false;
  shown = location.pathname + location.search;
};

// What Streamlit writes after Back or Forward.
history.replaceState = (state, unused, target) => {
  if (isHeld) return;
  const address = new URL(target, location.href);
  address.hash ||= location.hash;
  replace(state, unused, address);
  shown = location.pathname + location.search;
};

// The figure whose panel is closed leaves the address.
window.terrilLeaveFigure = () => replace(history.state, "", location.pathname + location.search);

async function hold() {
  isHeld = true;
  await wait((spent) => isAtRest() && (isSettled || spent >= START), MOST);
  [isHeld, isLet] = [false, true];
  step();
  isLet = false;
}

const step = () => dispatchEvent(new PopStateEvent("popstate", { state: history.state }));

// Back and Forward lead to an address as a link does; to a figure's panel on the same page they run nothing.
addEventListener("popstate", (event) => {
  const address = location.pathname + location.search;
  if (isHeld || (address !== shown && !isLet && !(isAtRest() && isSettled))) {
    event.stopImmediatePropagation();
    if (!isHeld) hold();
    return;
  }
  if (address !== shown) isSettled = false;
  shown = address;
}, { capture: true });

// The last year that played is written a moment after it has stopped.
let ending;
addEventListener("terril:play", ({ detail: on }) => {
  clearTimeout(ending);
  if (on) [isPlaying, hasPlayed] = [true, false];
  else ending = setTimeout(() => (isPlaying = false), LATE);
});

// What a reader comes to has settled once its first run has ended.
new MutationObserver((changes) => {
  for (const { oldValue, target } of changes)
    if (oldValue === "running" && target.getAttribute(STATE) === "notRunning") isSettled = true;
}).observe(document, { subtree: true, attributes: true, attributeFilter: [STATE], attributeOldValue: true });

// To another of our pages without a new document, as Forward would go: what the session holds is kept.
window.terrilGo = (target) => {
  push({}, "", target);
  step();
  document.querySelector(".stMain")?.scrollTo(0, 0);
};
