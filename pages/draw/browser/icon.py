"""The mark of Terril in the tab of a browser."""

from urllib.parse import quote

from pages.views.palette import LIGHT, WHITE

# A slag heap, the mark of the mining basin.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    f"%3Crect width='32' height='32' rx='5' fill='{quote(LIGHT.accent)}'/%3E"
    f"%3Cpath d='M3 25 12 10l5 8 4-6 8 13z' fill='{quote(WHITE)}'/%3E%3C/svg%3E"
)
