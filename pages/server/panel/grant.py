"""The panel of a grant: who gives what to whom, for which project, at which stage, and where it is printed."""

from __future__ import annotations

import pandas as pd

from loaders.catalog import load_catalog
from loaders.pipeline.remarks import split_note
from pages.words.french import STAGES, STATUS_LABELS, format_value
from pages.words.markup import list_terms, locate_transcribed, source_link, status_badge, tag, text
from pages.words.sources import obtain_markup


def grant_markup(grant: pd.Series) -> str:
    """All that is known of a grant or of a line of a financing plan."""
    source = load_catalog().sources[str(grant["source"])]
    cost = f"{format_value(grant['coutProjet'], '€')} (lignes {grant['coutLines']})" if grant["coutLines"] else ""
    said = {
        "Financeur": grant["nomAttribuant"],
        "Dispositif": grant["dispositifAide"],
        "Bénéficiaire": grant["nomBeneficiaire"],
        "Objet": grant["objet"],
        "Projet": grant["projet"],
        "Coût du projet": cost,
        "Stade": STAGES[str(grant["stage"])],
        "Période": grant["period"],
    }
    rows = [(name, text("span", str(value)) if value else "") for name, value in said.items()]
    rows += [
        ("Imprimé", text("q", str(grant["published"]))),
        ("Document", source_link(source.title, str(grant["source"]))),
        ("Éditeur", text("span", source.publisher)),
        ("Date", text("span", str(source.date))),
        ("Section", text("span", str(grant["section"]))),
        ("Où", locate_transcribed(str(grant["locator"]))),
        ("L’obtenir", obtain_markup([str(grant["source"])])),
        ("Licence", text("span", source.licence)),
        ("Statut", text("span", STATUS_LABELS[str(grant["status"])])),
        ("Réserves", text("span", note) if (note := split_note(str(grant["note"] or ""))[0]) else ""),
    ]
    amount = text("b", format_value(float(grant["montant"]), "€")) + status_badge(str(grant["status"]))
    title = f"{grant['nomAttribuant']} → {grant['nomBeneficiaire']}"
    return text("h2", title) + tag("p", amount, class_="value") + list_terms(rows)
