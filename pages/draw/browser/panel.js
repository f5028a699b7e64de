// The panel of a figure: opens whenever the address ends with #chiffre-ID, so that a link to a figure is an address.

const make = (tag, attributes = {}, text) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
};
const dialog = make("dialog", { class: "t-panel", "aria-labelledby": "t-panel-title" });
const body = make("div", { class: "t-panel-body", "aria-live": "polite" });
const copy = make("button", { type: "button" }, "Copier l’adresse");
const close = make("button", { type: "button", autofocus: "" }, "Fermer");
const foot = make("div", { class: "t-panel-foot" });
foot.append(copy, close);
dialog.append(body, foot);
let asked, from, isComing = false;

const wanted = () => location.hash.match(/^#chiffre-(.+)$/)?.[1];

async function show() {
  const figure = wanted();
  if (!figure) return dialog.open && dialog.close();
  // A step is told twice, and what a reader is about to press must not be another by then.
  if (figure === asked && (isComing || dialog.open)) return;
  if (!dialog.isConnected) document.body.append(dialog);
  from ??= document.activeElement;
  [asked, isComing] = [figure, true];
  copy.textContent = "Copier l’adresse";
  let html;
  try {
    html = await (await fetch(`${window.terrilBase}/chiffre/${figure}`)).text();
  } catch {
    html = "<h2>Origine indisponible</h2><p>Le serveur ne répond pas. Fermez ce panneau et réessayez.</p>";
  }
  if (asked !== figure) return;
  isComing = false;
  if (wanted() !== figure) return;
  // eslint-disable-next-line no-restricted-syntax -- our own server wrote it, every text in it escaped
  body.innerHTML = html;
  body.querySelector("h2").id = "t-panel-title";
  body.scrollTop = 0;
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
}

// Who leaves by a link in it comes back to it: the address of the page that is left keeps the figure.
dialog.addEventListener("close", () => {
  if (wanted() && dialog.returnValue !== "left") window.terrilLeaveFigure();
  from?.focus?.();
  from = undefined;
});
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
close.addEventListener("click", () => dialog.close());
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = "Adresse copiée";
  } catch {
    copy.textContent = "Copiez l’adresse du navigateur";
  }
});
addEventListener("hashchange", show);
// Back from another of our pages changes more than the fragment, which no hashchange tells.
addEventListener("popstate", show);
show();
