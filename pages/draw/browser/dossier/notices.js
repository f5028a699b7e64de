// The sentences at the foot of the page: one of each kind at a time, with its button and a way to close it.

const SECONDS = 15;

const make = (tag, attributes = {}, text = "") => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
};

const host = make("aside", { class: "t-said", "aria-label": "Messages" });
const rows = new Map();

// Made before it is needed: what comes into a place of messages is read aloud, a place that comes with its words may not be.
function makeRow(kind) {
  const row = make("div", { class: kind });
  const words = make("p", { role: "status" }), button = make("button", { type: "button" });
  const close = make("button", { type: "button", class: "close", "aria-label": "Fermer ce message" }, "×");
  close.onclick = () => hush(kind);
  row.hold = () => clearTimeout(row.timer);
  row.onpointerenter = row.onfocusin = row.hold;
  row.append(words, button, close);
  host.append(row);
  rows.set(kind, Object.assign(row, { words, button, close }));
}

export function hush(kind) {
  const row = rows.get(kind);
  row.hold();
  row.words.textContent = "";
  row.classList.remove("on");
}

export function say(kind, text, { label = "", act = () => {}, isLasting = true } = {}) {
  const row = rows.get(kind);
  row.hold();
  row.words.textContent = text;
  row.button.textContent = label;
  row.button.hidden = !label;
  row.button.onclick = act;
  row.classList.add("on");
  if (!isLasting) row.timer = setTimeout(hush, SECONDS * 1000, kind);
}

for (const kind of ["server", "dossier"]) makeRow(kind);
document.body.append(host);
