"""Pure statistics: changes, ratios, distributions, peers, targets, tendencies."""
