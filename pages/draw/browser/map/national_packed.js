// The outlines of communes out of their packed bytes: points in steps of a grid, boxes and middles.

// See geo/packed.py. Points come back in steps of the first file read (`base`), whatever the grid of their own file.
export function unpack(buffer, base) {
  const head = new DataView(buffer);
  const [communes, rings, points] = [4, 8, 12].map((at) => head.getUint32(at, true));
  const [left, bottom, unit] = [16, 24, 32].map((at) => head.getFloat64(at, true));
  let at = 40;
  const take = (kind, length) => {
    const found = new kind(buffer, at, length);
    at += Math.ceil(found.byteLength / 4) * 4;
    return found;
  };
  const letters = take(Uint8Array, communes * 5);
  const counts = take(Uint16Array, communes), lengths = take(Uint16Array, rings);
  const low = take(Uint8Array, 2 * points), high = take(Uint8Array, 2 * points);
  const grid = base ?? { left, bottom, unit };
  const factor = unit / grid.unit, shift = [(left - grid.left) / grid.unit, (bottom - grid.bottom) / grid.unit];
  const axes = [0, 1].map((axis) => {
    const found = new Float32Array(points);
    for (let n = 0, sum = 0, from = axis * points; n < points; n += 1) {
      const step = low[from + n] | (high[from + n] << 8);
      sum = (sum + ((step >> 1) ^ -(step & 1))) & 65535;
      found[n] = sum * factor + shift[axis];
    }
    return found;
  });
  const text = new TextDecoder().decode(letters);
  const codes = Array.from({ length: communes }, (_, n) => text.slice(5 * n, 5 * n + 5).trim());
  const starts = new Uint32Array(rings + 1), first = new Uint32Array(communes + 1);
  for (let n = 0; n < rings; n += 1) starts[n + 1] = starts[n] + lengths[n];
  for (let n = 0; n < communes; n += 1) first[n + 1] = first[n] + counts[n];
  const shape = { ...grid, communes, codes, starts, first, x: axes[0], y: axes[1] };
  return Object.assign(shape, measure(shape));
}

// The box of each commune, and the middle of the box of its largest ring.
function measure({ communes, starts, first, x, y }) {
  const box = new Float32Array(4 * communes), middle = new Float32Array(2 * communes);
  for (let n = 0; n < communes; n += 1) {
    let [west, south, east, north, most] = [Infinity, Infinity, -Infinity, -Infinity, -1];
    for (let ring = first[n]; ring < first[n + 1]; ring += 1) {
      let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let p = starts[ring]; p < starts[ring + 1]; p += 1) {
        if (x[p] < a) a = x[p];
        if (x[p] > c) c = x[p];
        if (y[p] < b) b = y[p];
        if (y[p] > d) d = y[p];
      }
      if ((c - a) * (d - b) > most) {
        most = (c - a) * (d - b);
        middle[2 * n] = (a + c) / 2;
        middle[2 * n + 1] = (b + d) / 2;
      }
      west = Math.min(west, a); south = Math.min(south, b); east = Math.max(east, c); north = Math.max(north, d);
    }
    box.set([west, south, east, north], 4 * n);
  }
  return { box, middle };
}
