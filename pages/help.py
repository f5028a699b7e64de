"""Help: short answers with pictures, what marks and words mean, and what Terril does not know."""

from pages.draw.markup.help import help_markup
from pages.views.help import read_help
from pages.widgets import state
from pages.widgets.charts import show_drawn
from pages.widgets.layout import show_head
from pages.words.markup import text

said = "Des réponses courtes, ce que veulent dire les marques et les mots, et ce que Terril ne connaît pas."
show_head("Aide", text("p", said))
subject = "".join(state.read("sujet") or ())
state.show("sujet", [subject] if subject else [])
show_drawn(help_markup(read_help(), subject), key="help")
