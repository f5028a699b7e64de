// The choice of territories: chips that are the legend of the page, and a panel with a search, groups to add at once, and
// the order. The list comes by an address of its own, once; the page sends the codes chosen.

import { dress, load, make } from "../map/shared.js";
import { drawChips, drawOrder, summarise } from "./chosen.js";
import { askService, find, join, prepare, shorten } from "./find.js";
import STYLE from "./picker.css";

const WIDE = 640, GAP = 6, LEAST = 380;
const FAILED = "La liste n’a pas pu être chargée. Vérifiez votre connexion, puis rouvrez.";
const COMING = "La liste arrive…", ELSEWHERE = "La recherche (touche /) connaît toute la France.";
const count = (number, one, several) => `${number}\u00a0${number > 1 ? several : one}`;
const findMap = () => document.querySelector('[class*="st-key-map-"]');
const pickers = new WeakMap();

class Picker {
  constructor(host) {
    this.groups = this.listed = this.service = this.offers = this.options = [];
    this.active = -1;
    this.root = make("div", { class: "picker" });
    const label = make("div", { class: "label" });
    this.count = make("span", { class: "count" });
    label.append(make("span", {}, "Territoires"), this.count);
    this.field = make("div", { class: "field" });
    this.chips = make("ul", { class: "chips", role: "list", "aria-label": "Territoires choisis" });
    this.opener = make("button", { type: "button", class: "open", "aria-haspopup": "dialog", "aria-expanded": "false" });
    this.summary = make("span", { class: "summary" });
    this.verb = make("span", { class: "verb" });
    this.opener.append(this.summary, this.verb);
    this.field.append(this.chips, this.opener);
    this.root.append(label, this.field, this.buildPanel());
    dress(host, STYLE);
    host.replaceChildren(this.root);
    this.listen();
  }

  buildPanel() {
    this.panel = make("div", { class: "panel", popover: "auto", role: "dialog", "aria-label": "Choisir des territoires" });
    this.input = make("input", {
      type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "80", autofocus: "",
      "aria-label": "Chercher un territoire", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": "list",
      placeholder: "Commune, EPCI, code…", enterkeyhint: "done",
    });
    this.closer = make("button", { type: "button" }, "Fermer");
    const bar = make("div", { class: "bar" });
    bar.append(this.input, this.closer);
    this.said = make("p", { class: "said", role: "status" });
    this.list = make("div", { id: "list", role: "listbox", "aria-label": "Territoires", "aria-multiselectable": "true" });
    this.order = make("ol");
    this.none = make("p", { class: "none" }, "Aucun territoire.");
    this.clearer = make("button", { type: "button", class: "clear" }, "Tout retirer");
    const side = make("section", { "aria-label": "Choisis, dans l’ordre" });
    side.append(make("p", { class: "title", "aria-hidden": "true" }, "Choisis, dans l’ordre"), this.none, this.order, this.clearer);
    const columns = make("div", { class: "columns" });
    columns.append(this.list, side);
    this.onMap = make("button", { type: "button", class: "on-map" }, "Sur la carte aussi\u202f: un clic sur un territoire permet de l’ajouter");
    this.panel.append(bar, this.said, columns, this.onMap);
    return this.panel;
  }

  listen() {
    this.opener.onclick = () => this.panel.showPopover();
    this.field.onclick = (event) => event.target === this.field && this.panel.showPopover();
    this.closer.onclick = () => this.panel.hidePopover();
    this.clearer.onclick = () => this.choose([], "Aucun territoire n’est choisi.");
    this.panel.addEventListener("toggle", ({ newState }) => this.toggled(newState === "open"));
    this.input.oninput = () => this.search();
    // Streamlit's own keys (r, c) are not meant for what is typed here.
    this.panel.onkeydown = (event) => event.stopPropagation();
    this.input.onkeydown = (event) => this.press(event);
    this.list.onmousedown = (event) => event.preventDefault();
    this.list.onclick = (event) => this.take(this.options.indexOf(event.target.closest("[role=option]")));
    this.list.onmousemove = (event) => this.activate(this.options.indexOf(event.target.closest("[role=option]")), false);
    this.onMap.onclick = () => {
      this.panel.hidePopover();
      findMap()?.scrollIntoView({ block: "center" });
    };
    const place = () => this.panel.matches(":popover-open") && this.place();
    addEventListener("resize", place);
    document.addEventListener("scroll", place, { capture: true, passive: true });
  }

  update(component) {
    Object.assign(this, { data: component.data, send: component.setTriggerValue });
    if (this.desired?.join() === this.data.chosen.map(({ code }) => code).join()) this.desired = undefined;
    this.draw();
    if (!this.panel.matches(":popover-open")) return;
    this.place();
    this.fill();
  }

  // Those chosen, a change that the page has not answered yet among them.
  get chosen() {
    if (!this.desired) return this.data.chosen;
    const known = new Map(this.groups.flatMap(({ rows }) => rows).map((row) => [row.code, row]));
    const shown = new Map(this.data.chosen.map((one) => [one.code, one]));
    return this.desired.map((code) => shown.get(code) ?? { code, name: known.get(code)?.name ?? code });
  }

  get most() {
    return `${this.data.most} territoires au plus.`;
  }

  draw() {
    const { chosen } = this, { most } = this.data;
    const remove = (one) => this.remove(one);
    drawChips(this.chips, chosen, remove, this.opener);
    drawOrder(this.order, chosen, (one, by) => this.move(one, by), remove, this.input);
    this.none.hidden = chosen.length > 0;
    this.clearer.hidden = chosen.length < 2;
    this.count.textContent = `${chosen.length} sur ${most}`;
    this.summary.textContent = summarise(chosen);
    this.verb.textContent = chosen.length ? "Ajouter, ranger…" : "Choisir des territoires…";
    const codes = new Set(chosen.map(({ code }) => code)), isFull = chosen.length >= most;
    for (const option of this.options) {
      const isChosen = codes.has(option.dataset.code);
      option.setAttribute("aria-selected", String(isChosen));
      if (isFull && !isChosen) option.setAttribute("aria-disabled", "true");
      else option.removeAttribute("aria-disabled");
    }
  }

  toggled(isOpen) {
    this.opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) {
      // Not on opening: this is told a moment after the field has the focus, and what was typed meanwhile would go.
      this.input.value = "";
      return this.leave();
    }
    this.say(this.most);
    this.onMap.hidden = !findMap();
    this.place();
    if (this.groups.length) this.search();
    this.fill();
    this.askService();
    this.input.focus();
  }

  // The focus goes back to what opened the panel, unless the reader has gone elsewhere.
  leave() {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === this.root.getRootNode().host) this.opener.focus();
  }

  place() {
    const box = this.field.getBoundingClientRect(), { style } = this.panel;
    if (innerWidth <= WIDE) return (style.cssText = "");
    const top = Math.max(GAP, Math.min(box.bottom + GAP, innerHeight - LEAST));
    const width = Math.min(Math.max(box.width, 560), 820, innerWidth - 2 * GAP);
    const left = Math.max(GAP, Math.min(box.left, innerWidth - width - GAP));
    style.cssText = `top: ${top}px; left: ${left}px; width: ${width}px; max-height: ${innerHeight - top - GAP}px;`;
  }

  // The list, then the groups round the first chosen, which may take the server a moment.
  async fill() {
    const { listing, offers } = this.data;
    try {
      if (this.listing !== listing) {
        this.listed = prepare(await load(listing));
        this.groups = join(this.listed, this.service);
        this.listing = listing;
        // What is shown stays where it is, under the reader who is about to click, until the next letter or opening.
        if (!this.options.length) this.search();
      }
    } catch {
      return this.say(FAILED);
    }
    const found = offers && this.from !== offers ? await load(offers).catch(() => undefined) : undefined;
    if (!found || offers !== this.data.offers || this.from === offers) return;
    Object.assign(this, { from: offers, offers: found });
    if (!this.input.value.trim()) this.search();
  }

  // Those of the service, at each opening: an officer may have saved one since. They are not waited for.
  async askService() {
    const found = await askService(this.data.service);
    if (JSON.stringify(found) === JSON.stringify(this.service)) return;
    this.service = found;
    if (!this.listed.length) return;
    this.groups = join(this.listed, found);
    if (!this.input.value.trim()) this.search();
  }

  search() {
    const query = this.input.value.trim();
    if (!this.groups.length) return this.say(COMING);
    const groups = query ? find(this.groups, query) : this.listAll();
    this.list.replaceChildren(...groups.map((group, n) => this.drawGroup(group, n)));
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, n) => (option.id = `option-${n}`));
    this.list.scrollTop = 0;
    this.draw();
    this.activate(query && this.options.length ? 0 : -1);
    this.isFirst = true;
    if (query) this.say(this.options.length ? "" : `Aucun territoire d’ici pour «\u202f${query}\u202f». ${ELSEWHERE}`);
    else if (this.said.textContent === COMING) this.say(this.most);
  }

  // Before a letter is typed: the groups to add at once, then those that are few.
  listAll() {
    const rows = new Set(this.groups.flatMap((group) => group.rows.map(({ code }) => code)));
    const offers = this.offers
      .map((offer) => ({ ...offer, codes: offer.codes.filter((code) => rows.has(code)) }))
      .filter((offer) => offer.codes.length);
    const few = [...shorten(this.service), ...this.listed.slice(0, 3).map((group) => ({ ...group, more: 0 }))];
    return offers.length ? [{ name: "Ajouter ensemble", rows: offers, more: 0 }, ...few] : few;
  }

  drawGroup({ name, rows, more }, n) {
    const group = make("div", { role: "group", "aria-labelledby": `group-${n}` });
    group.append(make("div", { id: `group-${n}`, role: "presentation", class: "head" }, name));
    for (const row of rows) {
      const option = make("div", { role: "option" });
      option.row = row;
      if (row.code) option.dataset.code = row.code;
      option.append(make("span", {}, row.label ?? row.name), make("small", {}, row.detail));
      group.append(option);
    }
    if (more) group.append(make("div", { role: "presentation", class: "more" }, `et ${count(more, "autre", "autres")}\u202f: précisez`));
    return group;
  }

  activate(position, isScrolled = true) {
    this.options[this.active]?.classList.remove("now");
    this.active = position;
    const option = this.options[position];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.classList.add("now");
    this.input.setAttribute("aria-activedescendant", option.id);
    if (isScrolled) option.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key], all = this.options.length;
    if (event.isComposing || (!by && event.key !== "Enter")) return;
    event.preventDefault();
    if (event.key === "Enter") return this.take(this.active, this.isFirst);
    this.isFirst = false;
    if (all) this.activate(this.active < 0 ? (by > 0 ? 0 : all - 1) : (this.active + by + all) % all);
  }

  // What Enter or a click does with an option: the first found is added and never removed.
  take(position, isFirst = false) {
    const row = this.options[position]?.row;
    if (!row) return;
    const codes = this.chosen.map(({ code }) => code);
    if (row.codes) return this.add(row.codes, row.label);
    if (!codes.includes(row.code)) return this.add([row.code], row.name);
    if (isFirst) return this.say(`${row.name} est déjà choisi.`);
    this.remove(row);
  }

  add(wanted, name) {
    const codes = this.chosen.map(({ code }) => code), { most } = this.data;
    const fresh = wanted.filter((code) => !codes.includes(code)), taken = fresh.slice(0, most - codes.length);
    const left = fresh.length - taken.length, now = `${codes.length + taken.length} sur ${most}`;
    if (!fresh.length) return this.say(`${name}\u202f: tous sont déjà choisis.`);
    if (!taken.length) return this.say(`${now}\u202f: retirez un territoire pour en ajouter un autre.`);
    const said = left ? ` ${count(left, "n’a pas eu de place", "n’ont pas eu de place")}.` : "";
    const wasSearched = this.input.value.trim();
    this.input.value = "";
    this.choose([...codes, ...taken], `${name}\u202f: ${count(taken.length, "ajouté", "ajoutés")}, ${now}.${said}`);
    if (wasSearched) this.search();
  }

  remove({ code, name }) {
    this.choose(this.chosen.map((one) => one.code).filter((other) => other !== code), `${name} est retiré.`);
  }

  move({ code, name }, by) {
    const codes = this.chosen.map((one) => one.code), from = codes.indexOf(code);
    codes.splice(from + by, 0, ...codes.splice(from, 1));
    this.choose(codes, `${name}\u202f: ${codes.indexOf(code) + 1} sur ${codes.length}.`);
  }

  choose(codes, said) {
    this.desired = codes;
    this.draw();
    this.say(said);
    this.send("chosen", codes);
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.desired = undefined;
      this.draw();
    }, 8000);
  }

  say(words) {
    this.said.textContent = words;
    // What is said in a list that is closed is heard by nobody.
    if (!this.panel.checkVisibility()) dispatchEvent(new CustomEvent("terril:said", { detail: words }));
  }
}

export const show = (component) => {
  const host = component.parentElement.querySelector(".picker-host") ?? component.parentElement;
  if (!pickers.has(host)) pickers.set(host, new Picker(host));
  pickers.get(host).update(component);
};
