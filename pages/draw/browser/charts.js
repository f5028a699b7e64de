// The charts of a page: a mark opens the panel of its figure, which has an address.

import { followCharts } from "./chart.js";

followCharts((figure) => (location.hash = `chiffre-${encodeURIComponent(figure)}`));
