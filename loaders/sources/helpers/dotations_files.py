"""The files of the DETR and the DSIL: one row per project, with its cost and its grant.

Two forms: the lists of 2018 and 2019 that the ANCT has matched with their EPCIs, and since 2020 those of the DGCL.
Traps: `code_beneficiaire` is the INSEE code of a commune, the SIREN of an EPCI or syndicate, or a département's number;
an EPCI has no INSEE code; syndicates have no EPCI; the EPCI of a commune is that of a perimeter near the year; `cou_ht`
stands for `cout_ht`; « DSIL Exceptionnelle » (2020) and « DSIL RT » (2021) are DSIL; the DSID goes to the département
alone; a commune that merged since has its old code. A list of the ANCT that holds the projects of a département itself
is complete for it: whom it does not name received 0; of another département it holds but some EPCIs. A list of the DGCL
is complete for each département that it has a row of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from loaders.sources.shape import Listed, list_on_data_gouv
from loaders.tabular.faults import Reading
from loaders.tabular.reader import Form, read_table
from loaders.tabular.table import Table
from loaders.territories.area import Area

FUNDS = {"DETR": "fund=detr", "DSIL": "fund=dsil"}
RECIPIENTS = {"commune": "communes", "epci": "epci", "syndicat": "syndicates"}
MATCHED = Form(
    ["exercice", "id_projet", "dotation", "echelon", "code_beneficiaire", "epci_siren_2019", "cout", "subvention"],
    optional=["nom_beneficiaire", "description"],
    name="matched",
)
LISTED = Form(
    [
        "exercice", "dispositif", "beneficiaire_type", "beneficiaire_siren", "beneficiaire_dep",
        "beneficiaire_code_insee", "cout_ht", "subvention",
    ],
    optional=["beneficiaire_nom", "intitule"],
    others={"cou_ht": "cout_ht"},
    name="listed",
)  # fmt: skip
# The kinds of beneficiaries in the words of the ANCT, by how the DGCL's words for them begin, the longest first.
ECHELONS = {
    "communaut": "epci",
    "epci": "epci",
    "metropole": "epci",
    "commune": "commune",
    "syndicat": "syndicat",
    "departement": "conseil_departemental",
    "conseil departemental": "conseil_departemental",
}
# The legal categories that the first digits of a public body's SIREN tell: Insee, « Système Sirene ».
SIREN_ECHELONS = {"21": "commune", "22": "conseil_departemental"}


DATASET = "projets-finances-par-les-dotations-de-soutien-a-linvestissement-des-collectivites-territoriales"
LISTS = r"^dgcl-liste-projets-dotations-investissement-local-(20\d\d)\.csv$"


def fetch(area: Area, years: range) -> Sequence[Listed]:
    """One list a year of the DGCL, of all départements."""
    return [list_on_data_gouv(DATASET, LISTS, "dotations-{year}.csv", years)]


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per project of the DETR, the DSIL and other funds, in either form.

    year, locator, fund (DETR, DSIL, or another as written), label (the fund as written), echelon, code, epci ("" where
    the list does not say), seat (the number of a département, "" where the list does not say), whole (those for which
    the row shows the list to be complete, by « ; »), name, object, cost (NaN where blank) and amount, in euros.
    """
    table = read_table(path, (MATCHED, LISTED), reading)
    rows = _read_matched(table) if table.form == MATCHED.name else _read_listed(table)
    rows = rows.assign(
        fund=rows["label"].map(_find_fund),
        cost=table.read_numbers("cout" if table.form == MATCHED.name else "cout_ht", is_signed=True, what="montant"),
        amount=table.read_numbers("subvention", is_required=True, is_signed=True, what="montant"),
    )
    table.stop_on_faults()
    _tell_left_out(table, rows)
    return rows


def _find_fund(label: str) -> str:
    """« DSIL » of « DSIL Exceptionnelle » and « DSIL RT »; a label of another fund is left as it is."""
    first = re.split(r"[^A-Za-z]", label.strip(), maxsplit=1)[0].upper()
    return first if first in FUNDS else label


def _read_matched(table: Table) -> pd.DataFrame:
    """The lists of the ANCT."""
    frame = table.frame
    codes = pd.Series("", index=frame.index, dtype="str")
    readers = {
        "commune": Table.read_communes,
        "epci": Table.read_sirens,
        "syndicat": Table.read_sirens,
        "conseil_departemental": Table.read_departements,
    }
    for row in frame.index[~frame["echelon"].isin(list(readers))]:
        table.fault("echelon", row, f"« {frame['echelon'][row]} » n’est pas l’un de {', '.join(readers)}")
    for echelon, read_codes in readers.items():
        is_own = frame["echelon"].eq(echelon)
        codes[is_own] = read_codes(table.keep(is_own), "code_beneficiaire").to_numpy()
    table.refuse_twice("id_projet", "projet " + frame["id_projet"], what="projet")
    whole = sorted(set(codes[frame["echelon"].eq("conseil_departemental")]))
    if not whole:
        table.remark(
            "aucun projet d’un département lui-même : la liste n’est complète pour aucun, et il n’en est tiré "
            "ni zéro, ni somme d’un EPCI ou d’un département."
        )
    return pd.DataFrame({
        "year": table.read_years("exercice"),
        "locator": frame["id_projet"],
        "label": frame["dotation"],
        "echelon": frame["echelon"],
        "code": codes,
        "epci": table.read_sirens("epci_siren_2019"),
        "seat": "",
        "whole": ";".join(whole),
        "name": frame.get("nom_beneficiaire", ""),
        "object": frame.get("description", ""),
    })  # fmt: skip


def _read_listed(table: Table) -> pd.DataFrame:
    """The lists of the DGCL: an EPCI, a syndicate and a département are known by their SIREN, a commune by its code."""
    frame = table.frame
    years, seats = table.read_years("exercice"), table.read_departements("beneficiaire_dep")
    sirens = table.read_sirens("beneficiaire_siren", may_be_unknown=True)
    kinds = zip(frame["beneficiaire_type"], sirens, strict=True)
    echelon = pd.Series([_find_echelon(kind, siren) for kind, siren in kinds], index=frame.index, dtype="str")
    communes = table.read_communes("beneficiaire_code_insee", may_be_blank=True)
    without = frame.index[echelon.eq("commune") & communes.eq("")]
    if len(without):
        table.remark(f"{table.name_rows(without)} : commune sans code Insee, comptée dans son département seul.")
    for group in table.find_twice():
        table.remark(f"{table.name_rows(group)} identiques, comptées chacune : retirez celles qui sont de trop.")
    return pd.DataFrame({
        "year": years,
        "locator": "liste " + years.astype(str) + ", ligne " + table.places.astype(str),
        "label": frame["dispositif"],
        "echelon": echelon,
        "code": communes.where(echelon.eq("commune"), sirens),
        "epci": sirens.where(echelon.eq("epci"), ""),
        "seat": seats,
        "whole": seats,
        "name": frame.get("beneficiaire_nom", ""),
        "object": frame.get("intitule", ""),
    })  # fmt: skip


def _find_echelon(kind: str, siren: str) -> str:
    """The kind of a beneficiary by its label, else by its SIREN; the label as it is where neither tells."""
    plain = unicodedata.normalize("NFKD", kind).encode("ascii", "ignore").decode().strip().lower()
    named = next((echelon for start, echelon in ECHELONS.items() if plain.startswith(start)), None)
    return named or SIREN_ECHELONS.get(siren[:2], kind or "sans type")


def _tell_left_out(table: Table, rows: pd.DataFrame) -> None:
    """Remark which funds and beneficiaries are not counted, with how many projects and how much they are."""
    is_known = rows["fund"].isin(FUNDS)
    for label, left in rows[~is_known].groupby("label"):
        table.remark(f"{_count(left)} de « {label} » : laissés, seules la DETR et la DSIL sont comptées.")
    for echelon, left in rows[is_known & ~rows["echelon"].isin(RECIPIENTS)].groupby("echelon"):
        table.remark(f"{_count(left)} dont le bénéficiaire est « {echelon} » : laissés.")


def _count(rows: pd.DataFrame) -> str:
    euros = f"{rows['amount'].sum():,.2f}".replace(",", " ").replace(".", ",")
    return f"{len(rows)} projet{'s' if len(rows) > 1 else ''}, {euros} €,"
