// What stands ready on every page, whatever it shows: one file, for each that a first visit asks for makes the map wait.

import "./announce.js";
import "./charts.js";
import "./focus.js";
import "./links.js";
import "./menu.js";
import "./mended.js";
import "./panel.js";
import "./scheme.js";
import "./search.js";
import "./take.js";
