// What stands beside the page (popovers, dialogs, messages) is in the colours of the page, which the reader may change.
// Read once they do, and not at each change of the page: to be told them, a browser lays out all that has come so far.

const dress = () => {
  const app = document.querySelector(".stApp");
  if (app) document.body.style.colorScheme = getComputedStyle(app).colorScheme;
  return app;
};

const follow = () => {
  const app = dress();
  if (app) new MutationObserver(dress).observe(app, { attributes: true, attributeFilter: ["class"] });
  else setTimeout(follow, 100);
};

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(dress, 300));
follow();
