// A link to a file of a view: fetched, so that what takes longer than a second says so and can be stopped.

const PATIENCE = 1000;
const FAILED = "Le fichier n’a pas pu être fait. Réessayez, ou prenez-le dans une autre forme.";
const make = (tag, attributes = {}, text = "") => {
  const node = Object.assign(document.createElement(tag), attributes);
  node.textContent = text;
  return node;
};
const box = make("div", { className: "t-making", hidden: true });
box.setAttribute("role", "status");
const said = make("span");
const bar = make("progress");
bar.setAttribute("aria-label", "Préparation du fichier");
const stop = make("button", { type: "button" }, "Annuler");
box.append(said, bar, stop);
let running;

const close = () => (box.hidden = true);
function tell(words, isMaking) {
  if (!box.isConnected) document.body.append(box);
  said.textContent = words;
  bar.hidden = !isMaking;
  stop.textContent = isMaking ? "Annuler" : "Fermer";
  box.hidden = false;
}

const nameOf = (answer) => answer.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1] ?? "terril";

function save(body, name) {
  const link = make("a", { href: URL.createObjectURL(body), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// The size is known once the server has made the file: then the bar counts.
async function read(answer) {
  const whole = Number(answer.headers.get("content-length"));
  const parts = [];
  let received = 0;
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    received += part.value.length;
    if (whole) bar.value = Math.min(1, received / whole);
  }
  return new Blob(parts, { type: answer.headers.get("content-type") });
}

async function take(link) {
  running?.abort();
  const own = (running = new AbortController());
  const wait = setTimeout(() => {
    bar.removeAttribute("value");
    tell(`Préparation du fichier ${link.textContent}…`, true);
  }, PATIENCE);
  try {
    const answer = await fetch(link.href, { signal: own.signal });
    if (!answer.ok) throw new Error(answer.status);
    save(await read(answer), nameOf(answer));
    dispatchEvent(new CustomEvent("terril:said", { detail: `Fichier téléchargé : ${nameOf(answer)}` }));
    if (running === own) close();
  } catch {
    if (running !== own) return;
    if (own.signal.aborted) close();
    else tell(FAILED, false);
  } finally {
    clearTimeout(wait);
  }
}

stop.addEventListener("click", () => {
  running?.abort();
  close();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".t-take a[download]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  take(link);
});
