"""Help: short answers with pictures, what marks and words mean, and what Terril does not know."""

from pages.draw.markup.help import help_markup, list_subjects
from pages.views.help import read_help
from pages.widgets import state
from pages.widgets.charts import show_drawn
from pages.widgets.choosing import find_known
from pages.widgets.layout import show_head
from pages.words.markup import text

said = "Des réponses courtes, ce que veulent dire les marques et les mots, et ce que Terril ne connaît pas."
show_head("Aide", text("p", said))
answers = read_help()
found = find_known("sujet", list_subjects(answers), "un sujet") or [""]
state.show("sujet", [found[-1]] if found[-1] else [])
show_drawn(help_markup(answers, found[-1]), key="help")
