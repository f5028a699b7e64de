// Whether the page is being made, as it says itself (pages/server/inside.py), and the wait for what comes of it.

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
