// The map of a page: one of outlines, or several small ones of one legend.

import { drawLegend } from "./legend.js";
import { MapView } from "./outlined.js";
import { dress, findHost, findView, make } from "./shared.js";
import STYLE from "./map.css";

// Small maps of one legend, which stands under them.
const several = async (host, data, setState, setTrigger) => {
  if (host.dataset.key !== data.key) {
    const box = make("div", { class: "several" });
    box.append(...data.panels.map(() => make("div")));
    host.replaceChildren(box, make("div"));
    host.dataset.key = data.key;
  }
  const maps = [...host.firstChild.children].map((place) => findView(place, MapView));
  await Promise.all(maps.map((map, n) => map.update({ ...data.common, ...data.panels[n] }, setState, setTrigger)));
  const [lead] = maps, foot = host.lastChild, states = {};
  for (const map of maps) for (const [status, count] of Object.entries(map.states || {})) states[status] = (states[status] || 0) + count;
  drawLegend(lead, [], states, maps.reduce((sum, map) => sum + (map.zeros || 0), 0), maps.flatMap((map) => map.above || []));
  foot.className = lead.root.className.replace("small", "");
  foot.style.cssText = lead.root.style.cssText;
  foot.replaceChildren(lead.legend.cloneNode(true));
};

// `portraits` is how the address of the portrait of a territory begins; its code comes last.
export const show = ({ data, parentElement, setStateValue, setTriggerValue }, portraits = "") => {
  const host = findHost(parentElement);
  dress(parentElement, STYLE);
  if (data.panels) return several(host, data, setStateValue, setTriggerValue);
  Object.assign(findView(host, MapView), { portraits }).update(data, setStateValue, setTriggerValue);
};
