"""The handout of a meeting: five findings of a territory or of a theme, one map, one chart, their sources."""
