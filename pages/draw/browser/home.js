// « Votre territoire »: a field that finds any EPCI of France and a small map of those around; what is chosen is kept on
// this browser as a code. Names are set as text, never as HTML.

import { dress, load, make } from "./map/shared.js";
import STYLE from "./home.css";

const DEBOUNCE = 80;
const choosers = new WeakMap();

class Chooser {
  constructor(host) {
    this.options = [];
    this.active = -1;
    this.field = make("input", {
      type: "text", id: "home", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "100",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "homes", placeholder: "Nom, commune, code SIREN ou INSEE…",
    });
    this.list = make("ul", { id: "homes", role: "listbox", "aria-label": "Territoires trouvés", hidden: "" });
    this.said = make("p", { class: "said", role: "status" });
    this.keep = make("button", { type: "button", class: "keep" });
    this.keep.onclick = () => this.choose(this.data.home);
    // The field finds whatever the map shows: the map is for pointers alone.
    this.map = make("div", { class: "map", "aria-hidden": "true" });
    this.name = make("p", { class: "name" }, "\u00a0");
    const words = make("div", { class: "words" }), place = make("div", { class: "place" });
    words.append(make("label", { for: "home" }, "Votre territoire"), this.field, this.list, this.said, this.keep);
    place.append(this.map, this.name);
    host.append(words, place);
    host.classList.add("home");
    this.field.oninput = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), DEBOUNCE);
    };
    this.field.onkeydown = (event) => this.press(event);
    this.list.onclick = (event) => this.choose(event.target.closest("li")?.dataset.code);
  }

  async update(data, trigger) {
    Object.assign(this, { data, trigger });
    this.keep.textContent = data.is_chosen ? "Ne rien changer" : `Rester sur : ${data.name}`;
    if (this.url === data.geometry) return;
    this.url = data.geometry;
    const drawn = await load(data.geometry).catch(() => undefined);
    if (drawn) this.draw(drawn);
  }

  draw({ viewBox: [width, height], shapes }) {
    const svg = make("svg:svg", { viewBox: `-2 -2 ${width + 4} ${height + 4}` });
    for (const shape of shapes) {
      const path = make("svg:path", { d: shape.d, class: shape.code === this.data.home ? "own" : "" });
      path.onpointerenter = () => (this.name.textContent = shape.name);
      path.onclick = () => this.choose(shape.code);
      svg.append(path);
    }
    svg.onpointerleave = () => (this.name.textContent = "\u00a0");
    this.map.replaceChildren(svg);
  }

  async ask() {
    const query = this.field.value.trim();
    if (!query) return this.show([], "");
    const asked = (this.asked = {});
    try {
      const answer = await fetch(`${window.terrilBase}/territoires?q=${encodeURIComponent(query)}`);
      const { results } = await answer.json();
      if (this.asked === asked) this.show(results, results.length ? "" : `Aucun EPCI trouvé pour «\u202f${query}\u202f».`);
    } catch {
      if (this.asked === asked) this.show([], "La recherche ne répond pas. Réessayez dans un instant.");
    }
  }

  show(results, said) {
    this.options = results.map(({ code, label, detail, remark }, n) => {
      const option = make("li", { role: "option", id: `home-${n}`, "aria-selected": "false", "data-code": code });
      option.append(make("span", {}, label), make("small", {}, detail), ...(remark ? [make("em", {}, remark)] : []));
      return option;
    });
    this.list.replaceChildren(...this.options);
    this.list.hidden = !this.options.length;
    this.field.setAttribute("aria-expanded", String(this.options.length > 0));
    this.said.textContent = said;
    this.move(0);
  }

  move(to) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = this.options.length ? (to + this.options.length) % this.options.length : -1;
    const option = this.options[this.active];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  press(event) {
    if (event.key === "ArrowDown") this.move(this.active + 1);
    else if (event.key === "ArrowUp") this.move(this.active - 1);
    else if (event.key === "Enter") this.choose(this.options[this.active]?.dataset.code);
    else if (event.key === "Escape" && this.options.length) this.show([], "");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(code) {
    if (!code) return;
    const { cookie, seconds } = this.data, secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `${cookie}=${code};path=${window.terrilBase}/;max-age=${seconds};samesite=lax${secure}`;
    this.trigger("home", code);
  }
}

export const show = ({ data, parentElement, setTriggerValue }) => {
  const host = parentElement.querySelector(".home-host") || parentElement;
  dress(parentElement, STYLE);
  if (!choosers.has(host)) choosers.set(host, new Chooser(host));
  choosers.get(host).update(data, setTriggerValue);
};
