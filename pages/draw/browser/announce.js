// What has changed on the page, said in one place to who does not see it: a view drawn, a file ready, a row moved,
// another page. Our scripts say it by an event « terril:said », the server by an element .t-told, Streamlit by a message
// of its own (mended.js).

import { watch } from "./rest.js";

const TOGETHER = 500, MOST = 3;
const TOLD = ".t-told[data-number]";

const region = document.createElement("p");
region.className = "t-heard";
region.setAttribute("role", "status");
document.body.append(region);

let waiting = [], timer, place = "", titled = "", told;

function speak() {
  const words = [...new Set(waiting)], more = words.length - MOST;
  waiting = [];
  const said = words.slice(0, MOST).join(" ") + (more > 0 ? ` Et ${more} de plus.` : "");
  // The same words twice are two messages.
  region.textContent = region.textContent === said ? `${said}\u00a0` : said;
}

function say(words) {
  if (!words) return;
  waiting.push(/[.!?…]$/.test(words) ? words : `${words}.`);
  clearTimeout(timer);
  timer = setTimeout(speak, TOGETHER);
}

// Another page is another document to who hears it, though it is none: its address and its title change one by one.
function hearTitle() {
  const isFirst = !place;
  if (place === location.pathname || titled === document.title) return;
  [place, titled] = [location.pathname, document.title];
  if (!isFirst) say(titled);
}

function hearServer() {
  hearTitle();
  const found = document.querySelector(TOLD), number = found?.dataset.number;
  if (number && told !== undefined && number !== told) say(found.textContent);
  told = number ?? told ?? "";
}

addEventListener("terril:said", ({ detail }) => say(detail));
watch(hearServer, 100);
new MutationObserver(hearTitle).observe(document.head, { childList: true, subtree: true, characterData: true });
hearTitle();
