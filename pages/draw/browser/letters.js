// Keys of a single character, which who speaks to the machine or types by chance would press: a reader can switch them
// off (WCAG 2.1.4), on every page and in the presentation. A browser may refuse to keep the choice.

const NAME = "terril.touches", OFF = "non";

export const areLettersOn = () => {
  try {
    return localStorage.getItem(NAME) !== OFF;
  } catch {
    return true;
  }
};

export const turnLetters = (isOn) => {
  try {
    if (isOn) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, OFF);
  } catch {
    // It holds for this page alone.
  }
};
