// The speaker's window: this screen and the next, the notes, the time; written from here, so that it needs no network.

let other, started;

const make = (name, attributes = {}, text) => {
  const made = other.document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

const two = (n) => String(Math.floor(n)).padStart(2, "0");
const elapsed = () => {
  const seconds = (Date.now() - started) / 1000;
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
};
const tell = () => {
  if (!other || other.closed) return;
  other.document.getElementById("elapsed").textContent = elapsed();
  other.document.getElementById("clock").textContent = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
};

// Opens the window, or brings it to the front; false where the browser forbids it.
export const openSpeaker = (onKey) => {
  if (other && !other.closed) return other.focus(), true;
  other = window.open("", "", "popup,width=1100,height=760");
  if (!other) return false;
  started ??= Date.now();
  const { document: page } = other;
  page.documentElement.lang = "fr";
  page.title = "Orateur – Terril";
  page.head.append(make("style", {}, document.querySelector("style").textContent));
  page.body.className = "speaker";
  const times = make("p", { class: "times" });
  const restart = make("button", { type: "button" }, "Remettre à zéro");
  restart.onclick = () => ((started = Date.now()), tell());
  times.append(make("span", { id: "at" }), make("b", { id: "elapsed", title: "Temps écoulé" }), restart, make("span", { id: "clock", title: "Heure" }));
  const screens = make("div", { class: "screens" });
  for (const [id, said] of [["now", "À l’écran"], ["next", "Ensuite"]]) {
    const place = make("figure", {});
    place.append(make("figcaption", {}, said), make("div", { class: "mini", id }));
    screens.append(place);
  }
  page.body.replaceChildren(times, screens, make("div", { id: "notes", tabindex: 0 }));
  page.addEventListener("keydown", onKey);
  addEventListener("pagehide", () => other.close());
  setInterval(tell, 1000);
  return true;
};

export const updateSpeaker = (slides, at) => {
  if (!other || other.closed) return;
  const root = other.document.documentElement;
  for (const key of ["theme", "ratio"]) root.dataset[key] = document.documentElement.dataset[key];
  const wide = Math.min(700, (other.innerWidth - 60) / 2);
  root.style.fontSize = `${(wide / (root.dataset.ratio === "wide" ? 192 : 144)).toFixed(4)}px`;
  for (const [id, slide] of [["now", slides[at]], ["next", slides[at + 1]]]) {
    const copy = slide ? other.document.importNode(slide, true) : make("p", { class: "end" }, "Fin de la présentation");
    copy.classList.remove("near");
    copy.classList.add("now");
    copy.inert = true;
    for (const one of copy.querySelectorAll("[data-id]")) one.id = one.dataset.id;
    other.document.getElementById(id).replaceChildren(copy);
  }
  other.document.getElementById("at").textContent = `${at + 1} / ${slides.length}`;
  const said = [...slides[at].querySelectorAll("aside p")].map((line) => make("p", {}, line.textContent));
  other.document.getElementById("notes").replaceChildren(...(said.length ? said : [make("p", { class: "none" }, "Pas de note pour cet écran.")]));
  tell();
};
