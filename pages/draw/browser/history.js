// Back and Forward: one choice is one step. Streamlit makes a step of each address that its server writes; an address
// written for a page to which the reader has just come (a first visit, a link, the menu) takes the place of that page's.
// What this leans on is in pages/server/inside.py.

const RUN = "data-test-script-state", LINE = "data-test-connection-state";
const push = history.pushState.bind(history);
let isSettled = false, wasConnected = false;

// As Back does: the page is shown by its address, in the same document.
const readAddress = () => dispatchEvent(new PopStateEvent("popstate", { state: history.state }));

history.pushState = (state, unused, target) => {
  const isOtherPage = new URL(target, location.href).pathname !== location.pathname;
  if (isOtherPage || isSettled) push(state, unused, target);
  else history.replaceState(state, unused, target);
  if (isOtherPage) isSettled = false;
};

new MutationObserver((changes) => {
  for (const { attributeName, oldValue, target } of changes) {
    const value = target.getAttribute(attributeName);
    // What a reader comes to has settled once its first run has ended.
    if (attributeName === RUN && oldValue === "running" && value === "notRunning") isSettled = true;
    // A server met again may know nothing of the reader: what is on the screen is then the one thing to go by.
    if (attributeName === LINE && value === "CONNECTED") {
      if (wasConnected) readAddress();
      wasConnected = true;
    }
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: [RUN, LINE], attributeOldValue: true });

// To another of our pages without a new document, as Forward would go: what the session holds is kept.
window.terrilGo = (target) => {
  push({}, "", target);
  readAddress();
  document.querySelector(".stMain")?.scrollTo(0, 0);
};
