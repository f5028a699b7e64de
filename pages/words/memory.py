"""What may happen to a value, in the reader's words."""

from __future__ import annotations

import datetime as dt

from loaders.vocabulary import name_day

WORDS = {
    "printed": "imprimé",
    "corrected": "corrigé",
    "added": "ajouté par une mise à jour",
    "revised": "révisé par une mise à jour",
    "undone": "mise à jour défaite",
    "removed": "n’est plus donné",
    "imported": "importé",
    "withdrawn": "retiré",
    "reinstated": "remis",
    "replaced": "remplacé",
    "restored": "de nouveau en place",
    "proposed": "proposé",
    "accepted": "proposition acceptée",
    "refused": "proposition refusée",
    "remarked": "remarque",
    "unremarked": "remarque retirée",
}
COMMENTED = {
    "proposed": "commentaire proposé",
    "accepted": "commentaire accepté",
    "refused": "commentaire refusé",
}
UNDATED = "date non gardée"
UNCHANGED = "Aucun changement connu de cette valeur."
KEPT_BACK = (
    "Cette valeur est liée à une valeur confidentielle : ce qu’elle a été ne se montre pas, car les deux ensemble "
    "pourraient révéler un secret."
)


def write_moment(at: dt.datetime | None) -> str:
    """« 15 mars 2026 à 14:05 », where the reader is."""
    return UNDATED if at is None else f"{name_day(at.astimezone())} à {at.astimezone():%H:%M}"
