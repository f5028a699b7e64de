// The card of a territory that was clicked: what is known of it, the way to its portrait, what can be done with it.

import { make } from "./shared.js";

export class Card {
  constructor(stage, leave) {
    this.node = make("div", { class: "card", role: "dialog", hidden: "" });
    this.leave = leave;
    this.node.onkeydown = (event) => {
      if (event.key === "Escape") this.close(true);
      event.stopPropagation();
    };
    stage.append(this.node);
  }

  // `actions` are buttons and links; the card stands on the side that is not clicked. What is told anew where more is
  // known keeps the focus.
  open({ title, lines, actions, isLeft }) {
    const shut = make("button", { type: "button", class: "shut", "aria-label": "Fermer la fiche", title: "Fermer" }, "×");
    shut.onclick = () => this.close(true);
    const row = make("div", { class: "actions" });
    row.append(...actions.map(({ text, href, act }) => {
      if (href) return make("a", { href, target: "_self" }, text);
      const button = make("button", { type: "button" }, text);
      button.onclick = act;
      return button;
    }));
    const held = this.list().indexOf(this.node.getRootNode().activeElement);
    this.node.setAttribute("aria-label", title);
    this.node.classList.toggle("left", isLeft);
    this.node.replaceChildren(make("b", {}, title), shut, ...lines.map((line) => make("p", {}, line)), row);
    this.node.hidden = false;
    this.list()[held]?.focus();
  }

  list() {
    return [...this.node.querySelectorAll("a, button")];
  }

  get isOpen() {
    return !this.node.hidden;
  }

  focus() {
    this.node.querySelector(".actions :is(a, button)")?.focus();
  }

  close(isAsked) {
    if (!this.isOpen) return;
    this.node.hidden = true;
    if (isAsked) this.leave();
  }
}
