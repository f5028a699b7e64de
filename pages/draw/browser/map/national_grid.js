// The map of all communes as a grid of numbers: which commune each cell belongs to, and what border it is on.

// Two cells to the CSS pixel each way.
export const GRAIN = 2;
const CROSSINGS = 96;

export const departementOf = (code) => code.slice(0, code.startsWith("97") ? 3 : 2);

// Fills the cells of each contour with its number: `numbers[n]`, or n + 1.
const across = { x: new Float32Array(0), many: new Uint16Array(0) };
export function fill(ids, width, height, { scale, left, top }, shape, numbers) {
  if (across.many.length < height) Object.assign(across, { x: new Float32Array(height * CROSSINGS), many: new Uint16Array(height) });
  const { x, y, starts, first, box } = shape;
  const crossings = across.x, many = across.many;
  for (let n = 0; n < shape.communes; n += 1) {
    const id = numbers ? numbers[n] : n + 1;
    if (!id) continue;
    const low = Math.max(0, Math.ceil((top - box[4 * n + 3]) * scale - 0.5));
    const high = Math.min(height - 1, Math.floor((top - box[4 * n + 1]) * scale - 0.5));
    if (low > high || (box[4 * n + 2] - left) * scale < 0 || (box[4 * n] - left) * scale > width) continue;
    many.fill(0, low, high + 1);
    for (let ring = first[n]; ring < first[n + 1]; ring += 1) {
      const from = starts[ring], to = starts[ring + 1];
      for (let p = from, q = to - 1; p < to; q = p, p += 1) {
        if (y[p] === y[q]) continue;
        const upper = y[p] > y[q] ? p : q, lower = upper === p ? q : p;
        const ax = (x[upper] - left) * scale, ay = (top - y[upper]) * scale;
        const bx = (x[lower] - left) * scale, by = (top - y[lower]) * scale;
        const slope = (bx - ax) / (by - ay);
        const end = Math.min(high, Math.ceil(by - 0.5) - 1);
        for (let row = Math.max(low, Math.ceil(ay - 0.5)); row <= end; row += 1) {
          if (many[row] < CROSSINGS) crossings[row * CROSSINGS + many[row]++] = ax + (row + 0.5 - ay) * slope;
        }
      }
    }
    for (let row = low; row <= high; row += 1) {
      const from = row * CROSSINGS, count = many[row];
      for (let i = 1; i < count; i += 1) {
        const value = crossings[from + i];
        let j = i - 1;
        for (; j >= 0 && crossings[from + j] > value; j -= 1) crossings[from + j + 1] = crossings[from + j];
        crossings[from + j + 1] = value;
      }
      for (let i = 0; i + 1 < count; i += 2) {
        const a = Math.max(0, Math.ceil(crossings[from + i] - 0.5)), b = Math.min(width, Math.ceil(crossings[from + i + 1] - 0.5));
        for (let cell = row * width + a, last = row * width + b; cell < last; cell += 1) ids[cell] = id;
      }
    }
  }
}

// 1 between communes, 2 between EPCIs, 3 between départements and round the chosen EPCI; 0 within a commune or at sea.
export const findBorders = (map) => {
  const { ids, borders, columns, rows, shape } = map;
  const departement = (map.departement ??= readDepartements(map));
  const size = Math.sqrt((shape.communes ? 27000 / (shape.unit * shape.unit) * 550 : 1)) * map.view.scale;
  map.least1 = size > 26 ? 1 : size > 9 ? 2 : 3;
  const { least1, area, members } = map;
  borders.fill(0);
  for (let row = 0; row < rows - 1; row += 1) {
    for (let cell = row * columns, end = cell + columns - 1; cell < end; cell += 1) {
      const id = ids[cell];
      for (let way = 0; way < 2; way += 1) {
        const other = ids[cell + (way ? columns : 1)];
        if (id === other) continue;
        let level = 1;
        if (members.size && members.has(id) !== members.has(other)) level = 4;
        else if (!id || !other) level = least1 > 2 ? 1 : 2;
        else if (departement[id] !== departement[other]) level = 3;
        else if (area && area[id] !== area[other]) level = 2;
        if (level < least1 || level <= borders[cell]) continue;
        borders[cell] = level;
        if (level === 4 || (level === 3 && least1 < 3)) for (const near of [cell - 1, cell + 1, cell - columns, cell + columns]) if (near >= 0 && borders[near] < level) borders[near] = level;
      }
    }
  }
};

const readDepartements = ({ shape }) =>
  Uint16Array.from([0, ...shape.codes.map((code) => {
    const letters = departementOf(code);
    return letters === "2A" ? 998 : letters === "2B" ? 999 : Number(letters);
  })]);
