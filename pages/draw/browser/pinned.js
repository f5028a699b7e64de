// A tip that the pointer may pass over (RGAA 10.13): once the pointer rests, the tip shown stays while the pointer goes
// towards it or is on it. A pointer that goes on from value to value never meets it.

const REST = 350;

export const makePin = () => {
  let tip, timer, far, at;
  const measure = ({ clientX, clientY }) => {
    const { left, right, top, bottom } = tip.getBoundingClientRect();
    return Math.hypot(Math.max(left - clientX, 0, clientX - right), Math.max(top - clientY, 0, clientY - bottom));
  };
  const letGo = () => {
    clearTimeout(timer);
    tip?.classList.remove("pinned");
    tip = undefined;
  };
  return {
    letGo,
    // A tip shown for where the pointer is now.
    wait(shown, event) {
      letGo();
      timer = setTimeout(() => {
        [tip, at] = [shown, [event.clientX, event.clientY]];
        far = measure(event);
        tip.classList.add("pinned");
      }, REST);
    },
    // Whether the pointer is on the tip or on its way to it: what is shown stays.
    holds(event) {
      if (!tip) return false;
      const now = measure(event), isStill = at[0] === event.clientX && at[1] === event.clientY;
      const isHeld = !tip.hidden && tip.isConnected && (now === 0 || now < far || isStill);
      [far, at] = [now, [event.clientX, event.clientY]];
      if (!isHeld) letGo();
      return isHeld;
    },
  };
};
