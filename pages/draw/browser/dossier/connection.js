// A server that does not answer is told in French, with what is safe; once it answers again the page goes on by itself.

import { hush, say } from "./notices.js";

const STATE = "data-test-connection-state";
// A connection that is cut for less goes unseen.
const PATIENCE = 2500;
const LOST = "Terril ne répond plus. Ce qui est affiché reste lisible, et vos choix reprendront dès qu’il répondra.";
const KEPT = "Votre dossier est gardé dans ce navigateur.";
const STILL = "Terril ne répond toujours pas.";
// What Streamlit would say in English, in dialogs that it is told not to open.
const FAULTS = {
  "Bad message format": "La page n’a pas compris la réponse de Terril. Rechargez-la.",
};

let timer, hasBeenConnected = false, isLost = false;

const home = () => window.__streamlit?.BACKEND_BASE_URL ?? `${location.origin}/`;

async function retry(hasDossier) {
  try {
    const answer = await fetch(`${home()}sante`, { cache: "no-store" });
    if (answer.ok) return location.reload();
  } catch {
    // Said below.
  }
  tell(STILL, hasDossier);
}

function tell(words, hasDossier) {
  isLost = true;
  say("server", hasDossier() ? `${words} ${KEPT}` : words, { label: "Réessayer", act: () => retry(hasDossier) });
}

function look(app, hasDossier, onReturn) {
  if (app.getAttribute(STATE) === "CONNECTED") {
    clearTimeout(timer);
    timer = undefined;
    hush("server");
    if (hasBeenConnected) onReturn(isLost);
    hasBeenConnected = true;
    isLost = false;
  } else if (hasBeenConnected) {
    timer ??= setTimeout(tell, PATIENCE, LOST, hasDossier);
  }
}

export function watch(hasDossier, onReturn) {
  const app = document.querySelector(".stApp");
  if (!app) return setTimeout(watch, 200, hasDossier, onReturn);
  new MutationObserver(() => look(app, hasDossier, onReturn)).observe(app, { attributes: true, attributeFilter: [STATE] });
  look(app, hasDossier, onReturn);
}

addEventListener("message", ({ source, data }) => {
  if (source === window && data?.type === "CLIENT_ERROR_DIALOG" && FAULTS[data.error]) say("server", FAULTS[data.error]);
});
