// A view in another site: its marks answer, each leads to its origin in Terril, and the site is told how tall it is.

import { followCharts } from "./chart.js";

const page = document.querySelector("[data-page]").dataset.page;
followCharts((figure) => open(`${page}#chiffre-${encodeURIComponent(figure)}`, "_blank", "noopener"));

const tell = () => {
  const height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
  parent.postMessage({ terril: "height", height }, "*");
};
new ResizeObserver(tell).observe(document.querySelector("main"));
