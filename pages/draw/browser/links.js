// Our own links carry the chosen territories, years and measure of the present address along, as the menu does.

const SCOPE = ["territoires", "annees", "mesure"];

window.terrilCarry = (target) => {
  const present = new URLSearchParams(location.search);
  for (const name of SCOPE) {
    if (!target.searchParams.has(name)) for (const value of present.getAll(name)) target.searchParams.append(name, value);
  }
  return target;
};

addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (link?.closest(".stHtml, .t-panel, .t-help")) link.href = window.terrilCarry(new URL(link.href));
}, { capture: true });
