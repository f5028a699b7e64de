"""Importing: the office's own figures, from a spreadsheet, seen before they are written, and back out."""

from pages.widgets.importing import entering, steps
from pages.widgets.layout import show_head
from pages.words.markup import text

said = "Les chiffres que votre service connaît et que personne n’imprime, à côté des autres, avec qui les a fournis."
show_head("Importer", text("p", said))
right = entering.read_right()
if right is None:
    entering.show_entrance()
else:
    entering.show_way_out(right)
    steps.show_steps()
