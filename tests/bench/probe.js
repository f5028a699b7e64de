// Runs in every measured page before its own scripts: says when a map is drawn, and how long a change takes to show.
// The clock starts at the key that the reader presses and stops at the frame after the one that holds the change;
// for Dash, kindly, already as its canvas is rendered.
(() => {
  const LIMIT = 60_000;
  const frame = () => new Promise(requestAnimationFrame);
  const find = (selector, root = document) => root.querySelector(selector);

  const ISOLATED = '[data-testid="stBidiComponentIsolated"]';
  let host;
  const terrilMap = () => {
    if (!host?.isConnected) host = [...document.querySelectorAll(ISOLATED)].find((one) => one.shadowRoot?.querySelector(".map"));
    return host?.shadowRoot && find(".map", host.shadowRoot);
  };
  const app = () => find('[data-testid="stApp"]');
  const isQuiet = () => app()?.dataset.testScriptState === "notRunning" && !find('[data-stale="true"], [data-testid="stSkeleton"]');
  // A run that begins and ends between two renderings leaves its address alone.
  const watchRuns = () => {
    let has = false;
    const before = location.href;
    new MutationObserver(() => (has = true)).observe(app(), { attributeFilter: ["data-test-script-state"] });
    return () => has || location.href !== before;
  };

  // What a change of territory must change, beside the map: the selector (ours, or Streamlit's of an earlier commit), the
  // cards, the trend.
  const PARTS = [`.st-key-picker ${ISOLATED}, .stMultiSelect`, ".t-cards", ".stPlotlyChart, .t-plot"];
  const textOf = (part) => { const found = find(part); return (found?.shadowRoot ?? found)?.textContent; };

  const plot = () => find(".js-plotly-plot");
  const mapOf = (graph) => graph?._fullLayout?.map?._subplot?.map;
  const dataOf = (map) => Object.entries(map.getStyle().sources).find(([, source]) => source.type === "geojson")?.[1].data;
  // What the canvas last showed whole, and when: taken as it is rendered, before Plotly goes on with other work.
  let watched, shown;
  const watch = () => {
    const map = mapOf(plot());
    if (!map || map === watched) return;
    watched = map;
    const look = () => {
      const data = dataOf(map);
      if (map.loaded() && data?.features?.length && data !== shown?.data) shown = { at: performance.now(), data };
    };
    for (const event of ["render", "idle"]) map.on(event, look);
  };

  const systems = {
    terril: {
      isDrawn: () => Boolean(terrilMap() && find(".areas path[class]", terrilMap())),
      isSettled: isQuiet,
      year: () => terrilMap().dataset.year,
      slider: () => find(".years input", terrilMap()),
      isRedrawn: () => () => true,
    },
    national: {
      isDrawn: () => Boolean(terrilMap()?.dataset.communes),
      isSettled: isQuiet,
      year: () => terrilMap().dataset.year,
      slider: () => find(".years input", terrilMap()),
      isRedrawn: () => () => true,
    },
    dash: {
      isDrawn: () => { watch(); return Boolean(shown); },
      isSettled: () => Boolean(mapOf(plot())?.loaded()),
      year: () => plot().layout.title.text.slice(-4),
      slider: () => find('[role="slider"]'),
      isRedrawn: () => { const before = shown.data; return () => shown.data !== before; },
      at: () => shown.at,
    },
    d3: {
      isDrawn: () => Boolean(find(".areas path[fill]")),
      isSettled: () => true,
      year: () => find("output").textContent,
      slider: () => find("input"),
      isRedrawn: () => () => true,
    },
  };
  const system = systems[window.benchKind];

  async function until(isDone, what) {
    const limit = performance.now() + LIMIT;
    do {
      await frame();
      if (performance.now() > limit) {
        const found = [app()?.dataset.testScriptState, terrilMap()?.textContent, document.body.innerText].join(" | ");
        throw new Error(`${location.href}: ${what} was expected within ${LIMIT} ms; found: ${found.slice(0, 600)}`);
      }
    } while (!isDone());
    await frame();
    return system.at ? system.at() : performance.now();
  }
  const keyPressed = () => new Promise((resolve) => addEventListener("keydown", () => resolve(performance.now()), { capture: true, once: true }));

  const bench = (window.bench = {
    // Milliseconds from the navigation to the first map.
    first: until(() => system.isDrawn(), "a map"),

    // Resolves once nothing has moved for a time longer than the pause after which Terril tells the server of a year.
    async settle(pause = 800) {
      let since = performance.now();
      await until(() => {
        if (!system.isSettled()) since = performance.now();
        return performance.now() - since > pause;
      }, "a page at rest");
    },

    // Put the focus on the slider; returns the key that moves it. `followed`: the server has run and the page is at rest.
    aimYear() {
      const slider = system.slider(), before = system.year(), isRedrawn = system.isRedrawn();
      slider.focus();
      if (app() && window.benchKind === "terril") {
        const hasRun = watchRuns();
        bench.followed = keyPressed().then(async (start) => (await until(() => hasRun() && isQuiet(), "a run for the year")) - start);
      }
      bench.changed = keyPressed().then(async (start) =>
        (await until(() => system.year() !== before && isRedrawn(), "another year")) - start);
      const [now, least] = slider.tagName === "INPUT" ? [slider.value, slider.min] : ["aria-valuenow", "aria-valuemin"].map((name) => slider.getAttribute(name));
      return Number(now) > Number(least) ? "ArrowLeft" : "ArrowRight";
    },

    // Put the focus on a territory; Enter chooses it, or leaves it out. `n` picks one not chosen yet, null the last one.
    aimTerritory(n) {
      const paths = [...terrilMap().querySelectorAll(".areas path:not(.missing)")].filter((path) => !path.ariaPressed);
      const path = n === null ? bench.territory : paths[n % paths.length];
      const [wanted, before] = [path.ariaPressed ? null : "true", PARTS.map(textOf)];
      bench.territory = path;
      const hasRun = watchRuns();
      path.focus();
      const code = path.dataset.code;
      const isDone = () =>
        hasRun() && isQuiet() && find(`.areas path[data-code="${code}"]`, terrilMap())?.ariaPressed === wanted
        && PARTS.every((part, i) => textOf(part) !== before[i]);
      bench.changed = keyPressed().then(async (start) => (await until(isDone, `${code} on the whole page`)) - start);
      return "Enter";
    },
  });
  bench.first.catch(() => undefined);
})();
