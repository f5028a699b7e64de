// What this browser keeps under a name: { stamp, word, earlier }, texts that only the server can read. A browser may
// refuse both to give and to take (a private window, no room left): then these functions throw.

const SPOILED = { stamp: "spoiled", word: "spoiled", earlier: "" };

export const read = (name) => {
  const raw = localStorage.getItem(name);
  if (raw === null) return { stamp: "", word: "", earlier: "" };
  try {
    const { stamp, word, earlier } = JSON.parse(raw);
    return [stamp, word, earlier].every((text) => typeof text === "string") && stamp ? { stamp, word, earlier } : SPOILED;
  } catch {
    return SPOILED;
  }
};

export const write = (name, { stamp, word, earlier }) => localStorage.setItem(name, JSON.stringify({ stamp, word, earlier }));

// Beside, what no server could read, for whoever can: a newer version of Terril, or a person.
export const setAside = (name) => localStorage.setItem(`${name}.illisible`, localStorage.getItem(name));
