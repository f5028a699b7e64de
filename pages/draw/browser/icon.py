"""The mark of Terril in the tab of a browser."""

# A slag heap, the mark of the mining basin.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='5' fill='%230b63a5'/%3E"
    "%3Cpath d='M3 25 12 10l5 8 4-6 8 13z' fill='white'/%3E%3C/svg%3E"
)
