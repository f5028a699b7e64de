// What a map says of a territory: its value, its rank and its change, and what a card of it offers.

import { reasonOf } from "./legend.js";
import { isRemarked } from "./remarked.js";
import { load } from "./shared.js";

const ordinal = (place) => `${place}${place === 1 ? "er" : "e"}`;

// The ranks and changes of the values of a map, asked for once a reader points at it; none of a map of one period.
export const bringStandings = (map) => {
  const address = map.data.values;
  if (map.asked === address || map.data.table || !address?.includes("/valeurs/")) return;
  map.asked = address;
  map.standings = undefined;
  load(address.replace("/valeurs/", "/reperes/")).then((found) => {
    if (map.asked === address) map.bringFacts(found);
  }, console.warn);
};

// « 154,2 kg/hab. (2021, estimé) », or why there is none.
export const writeValue = (map, shape) => {
  const [value, status] = map.at(shape.code), { data } = map, year = data.years[map.index];
  const known = data.texts?.[shape.code] ?? (value === null ? undefined : map.write(value));
  const text = value === null ? reasonOf(data, shape.name, status) : known;
  const said = [year, value !== null && status !== "normal" && data.words[status], isRemarked(map, shape.code) && "avec une remarque"];
  return `${text}${year ? ` (${said.filter(Boolean).join(", ")})` : ""}`;
};

// « 3e sur 19 connus », « + 3,2 % depuis 2020 », each where it is known.
export const listFacts = (map, shape) => {
  const year = map.data.years[map.index], found = map.standings;
  if (!found || map.data.table) return [];
  const place = found.ranks[shape.code]?.[year], known = found.known[year];
  const rank = place && known > 1 ? `${ordinal(place)} sur ${known} connus` : "";
  return [rank, found.changes[shape.code]?.[year]].filter(Boolean);
};

export const openCard = (map, shape, isAsked) => {
  const { card, data } = map, isChosen = map.chosen().includes(shape.code);
  const box = shape.path.getBoundingClientRect(), stage = map.stage.getBoundingClientRect();
  const actions = [{
    text: isChosen ? "Retirer de la comparaison" : "Comparer",
    act: () => {
      map.choose(shape);
      openCard(map, shape, true);
    },
  }];
  if (map.portraits) actions.unshift({ text: "Portrait", href: map.portraits + encodeURIComponent(shape.code) });
  if (data.offers) actions.push({ text: "Ajouter au dossier", act: () => map.setTrigger("offer", shape.code) });
  const isLeft = box.x + box.width / 2 > stage.x + stage.width / 2;
  map.carded = shape;
  bringStandings(map);
  card.open({ title: shape.name, lines: [writeValue(map, shape), ...listFacts(map, shape)], actions, isLeft });
  if (isAsked) card.focus();
};
