// What all charts of the presentation are drawn with: scales, round ticks, words that are measured and never overlap.

export const number = (value, decimals = 0) =>
  new Intl.NumberFormat("fr-FR", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value).replace("-", "−");

export const node = (name, attributes = {}, text) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

export const scale = (low, high, from, to) => (value) => (high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from));

// Round steps (1, 2, 2.5 or 5) from below `low` to above `high`, with the decimals that tell them apart.
export const ticks = (low, high, most) => {
  const wide = high > low ? high - low : Math.abs(low) || 1;
  const raw = wide / Math.max(most - 1, 1), power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((part) => part * power).find((part) => part >= raw * 0.999);
  const first = Math.floor(low / step + 1e-9), last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const found = Array.from({ length: last - first + 1 }, (_, n) => (first + n) * step);
  const decimals = [0, 1, 2, 3, 4, 5, 6].find((n) => found.every((tick) => Math.abs(Number(tick.toFixed(n)) - tick) < 1e-9 * Math.max(1, Math.abs(tick)))) ?? 6;
  return found.map((value) => ({ value, text: number(value, decimals) }));
};

// Places near those wanted (centres) where labels so high do not overlap, between `low` and `high`.
export const spread = (wanted, heights, low, high) => {
  const hold = (centre, height) => Math.max(low + height / 2, Math.min(high - height / 2, centre));
  const groups = [];
  for (const n of wanted.map((_, n) => n).sort((a, b) => wanted[a] - wanted[b])) {
    let group = { wish: hold(wanted[n], heights[n]), height: heights[n], members: [n] };
    group.centre = group.wish;
    while (groups.length && groups.at(-1).centre + groups.at(-1).height / 2 > group.centre - group.height / 2 + 0.01) {
      const before = groups.pop(), members = [...before.members, ...group.members], height = before.height + group.height;
      const wish = (before.wish * before.members.length + group.wish * group.members.length) / members.length;
      group = { wish, height, members, centre: hold(wish, height) };
    }
    groups.push(group);
  }
  const places = [];
  for (const group of groups) {
    let y = group.centre - group.height / 2;
    for (const n of group.members) {
      places[n] = y + heights[n] / 2;
      y += heights[n];
    }
  }
  return places;
};

// « 19,12 (provisoire) » of « 19,12 logements/1 000 hab. (provisoire) »: the unit stands by the axis already.
export const bare = (text) => text.replace(/^([\d\u202f,−]+)\u00a0[^(]*?(\s\([^)]*\))?$/, "$1$2");

let pen;
export const measure = (text, size = 32, weight = 400) => {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
};

// Lines no wider than `width`, cut between words; a word wider than that stands alone.
export const wrap = (text, width, size = 32, weight = 400) => {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

// A name that has no room loses its middle: names of a kind often differ at their ends.
export const shorten = (text, width, size = 32, weight = 400) => {
  if (measure(text, size, weight) <= width) return text;
  for (let kept = text.length - 1; kept > 2; kept -= 1) {
    const head = Math.ceil(kept * 0.6), said = `${text.slice(0, head).trimEnd()}…${text.slice(text.length - kept + head).trimStart()}`;
    if (measure(said, size, weight) <= width) return said;
  }
  return "…";
};
