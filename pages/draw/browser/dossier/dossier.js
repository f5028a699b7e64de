// The reader's dossier in this browser: what the server sends is kept, what was kept before goes to a server that does
// not know it. Tabs share what is kept; nothing that a tab has not seen is written over before the server has had it.

import { watch } from "./connection.js";
import { hush, say } from "./notices.js";
import { read, setAside, write } from "./storage.js";

const AGAIN = 4000;
const REFUSED = "Ce navigateur refuse de garder votre dossier (navigation privée, ou place épuisée). Il disparaîtra avec " +
  "cet onglet\u202f: enregistrez-le sur la page Dossier.";
const NOTHING = ".";

// The element as the server last drew it; the stamp that this tab and its session last agreed upon; what was given back
// last and is not answered yet, with its number and when; the sentence shown; whether the browser refuses.
let drawn, agreed = "", given, number = 0, shown = "", isRefused = false, timer;

function refuse() {
  if (drawn.data.stamp === NOTHING || isRefused) return;
  isRefused = true;
  say("dossier", REFUSED);
  drawn.setTriggerValue("refused", true);
}

function giveBack(kept) {
  if (given?.stamp === kept.stamp && Date.now() - given.when < AGAIN) return;
  given = { stamp: kept.stamp, number: (number += 1), when: Date.now() };
  drawn.setTriggerValue("given", { ...kept, number, base: agreed });
}

// Once the session has had what was given back, it may be written over.
function hear({ heard, spoiled, name }) {
  if (!given || heard !== given.number) return;
  if (spoiled === heard) setAside(name);
  agreed = given.stamp;
  given = undefined;
}

function settle() {
  const { data } = drawn;
  clearTimeout(timer);
  try {
    hear(data);
    const kept = read(data.name);
    if (kept.stamp && kept.stamp !== agreed && kept.stamp !== data.stamp) {
      giveBack(kept);
      timer = setTimeout(settle, AGAIN);
      return;
    }
    if (kept.stamp !== data.stamp && (kept.stamp || data.stamp !== NOTHING)) write(data.name, data);
    agreed = data.stamp;
    if (isRefused) drawn.setTriggerValue("refused", (isRefused = false));
  } catch {
    refuse();
  }
}

export function show(component) {
  const { data } = component;
  if (drawn?.data.session !== data.session) [agreed, given] = ["", undefined];
  drawn = component;
  settle();
  const { said } = data, name = `${data.session} ${said?.number}`;
  if (!said || shown === name) return;
  shown = name;
  const act = () => {
    hush("dossier");
    drawn.setTriggerValue("act", said.act);
  };
  say("dossier", said.text, { label: said.label, act, isLasting: said.lasting });
}

// A session that has begun meanwhile knows nothing: a run lets it ask, whatever the reader does first.
const ask = () => drawn?.setTriggerValue("returned", Date.now());

const hasDossier = () => Boolean(drawn) && !isRefused && drawn.data.stamp !== NOTHING;

addEventListener("storage", ({ key }) => drawn && (key === drawn.data.name || key === null) && settle());
watch(hasDossier, ask);
