"""What a chart or a map is once it is laid out: scales, ticks, colours, runs, places of words; painters only paint it.

Pure functions of what a view shows. Lengths are in inches from the lower left corner, type in points.
"""
