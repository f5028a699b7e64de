"""A full room: many readers at once over the websocket, each answer held against what one reader alone is given."""
