// On a narrow page the menu lies over what it leads to: it closes once a page is chosen.

const NARROW = matchMedia("(max-width: 768px)");

addEventListener("click", (event) => {
  if (!NARROW.matches || !event.target.closest?.('[data-testid="stSidebarNavLink"]')) return;
  const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  // Once the link has been followed: Streamlit opens the menu again with the page.
  setTimeout(() => close?.click(), 250);
});
