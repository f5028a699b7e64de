// Whether the page is being made, as it says itself (pages/server/inside.py), the wait for what comes of it, and what is
// done once it has changed.

export const STATE = "data-test-script-state";
// A run begins within START once it is asked for; none is waited for longer than MOST. Milliseconds.
export const START = 500;
export const MOST = 6000;
const STEP = 20;

export const isAtRest = () => document.querySelector(".stApp")?.getAttribute(STATE) === "notRunning";

// Until something is so, `most` milliseconds at most; `spent` is how long that has taken.
export async function wait(is, most) {
  for (let spent = 0; spent < most && !is(spent); spent += STEP) await new Promise((done) => setTimeout(done, STEP));
}

// Do something a moment after the page has changed, once for all that changes in that moment; `more` is what is watched
// beside the elements that come and go.
export const watch = (act, pause, more = {}) => {
  let asked;
  const run = () => {
    asked = undefined;
    act();
  };
  new MutationObserver(() => (asked ??= setTimeout(run, pause))).observe(document.body, { childList: true, subtree: true, ...more });
};
