// What part of a map of outlines is seen: `k` times as large as the whole, moved by (x, y) units of the drawing.

const MOST = 40, STEP = 1.25;

export class Zoom {
  constructor(map, svg, viewBox) {
    Object.assign(this, { map, svg, viewBox, k: 1, x: 0, y: 0 });
  }

  isZoomed() {
    return this.k > 1.001;
  }

  // A point of the window in units of the drawing.
  locate(clientX, clientY) {
    const matrix = this.svg.getScreenCTM();
    return matrix ? [(clientX - matrix.e) / matrix.a, (clientY - matrix.f) / matrix.d] : [0, 0];
  }

  zoomAt(factor, clientX, clientY) {
    this.zoomOn(factor, ...this.locate(clientX, clientY));
  }

  zoomOn(factor, px, py) {
    const k = Math.max(1, Math.min(MOST, this.k * factor)), ratio = k / this.k;
    this.set(k, px - (px - this.x) * ratio, py - (py - this.y) * ratio);
  }

  // From the middle of what is seen, or from what has the focus.
  step(factor, shape) {
    const [left, top, width, height] = this.viewBox;
    if (shape) this.zoomOn(factor, shape.x * this.k + this.x, shape.y * this.k + this.y);
    else this.zoomOn(factor, left + width / 2, top + height / 2);
  }

  panBy(dx, dy) {
    const scale = this.svg.getScreenCTM()?.a || 1;
    this.set(this.k, this.x + dx / scale, this.y + dy / scale);
  }

  showAll() {
    this.set(1, 0, 0);
  }

  // The boxes of outlines, in their units, with room round them.
  showBoxes(boxes) {
    if (!boxes.length) return;
    const [left, top, width, height] = this.viewBox;
    const west = Math.min(...boxes.map((box) => box.x)), east = Math.max(...boxes.map((box) => box.x + box.width));
    const north = Math.min(...boxes.map((box) => box.y)), south = Math.max(...boxes.map((box) => box.y + box.height));
    const k = Math.max(1, Math.min(MOST, Math.min(width / (east - west), height / (south - north)) / STEP ** 2));
    this.set(k, left + width / 2 - k * (west + east) / 2, top + height / 2 - k * (north + south) / 2);
  }

  // A territory that the keys have come to is brought into sight.
  bring({ x, y }) {
    const [left, top, width, height] = this.viewBox, px = x * this.k + this.x, py = y * this.k + this.y;
    if (px > left && px < left + width && py > top && py < top + height) return;
    this.set(this.k, left + width / 2 - this.k * x, top + height / 2 - this.k * y);
  }

  // The whole is never smaller than its place, nor outside it.
  set(k, x, y) {
    const [left, top, width, height] = this.viewBox;
    const hold = (value, from, length) => Math.max((from + length) * (1 - k), Math.min(from * (1 - k), value));
    Object.assign(this, { k, x: hold(x, left, width), y: hold(y, top, height) });
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.map.showView();
    });
  }
}
