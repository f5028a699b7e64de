// The sign, on a map of outlines, of each territory whose value has a remark: that of the charts.

import { findEm } from "./names.js";
import { make } from "./shared.js";

// As pages/views/layout/maps/map.py has them, in the letters of names.
export const SIGN = "*";
export const STAR = 1.5;
export const RISE = 0.6;

export const isRemarked = ({ values, data, index }, code) => Boolean(values.remarked?.[code]?.includes(data.years[index]));

// Puts the signs of the year shown in their places, at their size whatever the zoom; how many there are.
export const placeRemarked = (map) => {
  const { remarks: layer, zoom: { k, x, y } } = map;
  const own = map.values?.remarked ? map.shapes.filter(({ code }) => isRemarked(map, code)) : [];
  if (own.length || layer.firstChild) {
    layer.setAttribute("font-size", (STAR * findEm(map)).toFixed(2));
    layer.replaceChildren(...own.map((shape) => make("svg:text", {
      transform: `translate(${(shape.x * k + x).toFixed(1)} ${(shape.y * k + y).toFixed(1)})`, dy: `${-RISE / STAR}em`,
    }, SIGN)));
  }
  return own.length;
};
