"""Remarks on figures, and other values proposed for them: written, decided, taken back by who may write."""

from pages.widgets.importing import changing, entering
from pages.widgets.layout import show_head
from pages.widgets.remarks import deciding, saying, subject
from pages.words.markup import text

said = "Un mot sur un chiffre, ou une autre valeur avec sa source : daté, signé, et lu partout où va le chiffre."
show_head("Remarques", text("p", said))
right = entering.read_right()
if right is None:
    entering.show_entrance()
else:
    entering.show_way_out(right)
found = subject.read_subject()
if right is not None:
    if found is not None:
        subject.show_subject(found)
        changing.show_work(changing.SAYING)
        saying.show_forms(found)
    saying.show_said()
    changing.show_work(*changing.ON_WHAT_IS)
    deciding.show_proposals()
    deciding.show_remarks()
    saying.show_said()
elif found is not None:
    subject.show_subject(found)
