"""The yearly files of SISPEA: what each water service declares, and which communes it serves, for three competences.

Three generations of columns: « Id SISPEA du service » (to 2019), id_sispea_serv, d102_0 and verif_d102_0 (2020 to
2023), « Id SISPEA de l'entité de gestion » and D102.0 (since 2024); .xls, .xlsx or .ods, in a zip or not. Traps: a
service has several rows where its status has changed; « En attente de saisie » declares nothing; a lone « . » is blank;
a price or a yield of 0 is one that was left blank; ids come as 1010.0; what the State calls an anomaly is no value.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from loaders.tabular.cells import read_amount
from loaders.tabular.faults import Reading, SourceFormatError, YearUnknownError, join_some
from loaders.tabular.reader import Form, read_table
from loaders.tabular.table import Table

# What is read of each competence; the first code is the one that its files, and no other's, always have.
CODES = {
    "AEP": (
        "D102.0", "D101.0", "P104.3", "P106.3", "VP.056", "VP.059", "VP.060", "VP.061", "VP.063", "VP.077", "VP.201",
        "VP.220", "VP.221",
    ),
    "AC": ("D204.0", "D201.0", "VP.056", "VP.068", "VP.077"),
    "ANC": ("D301.0", "P301.3"),
}  # fmt: skip
BLANK_AS_ZERO = frozenset({"D102.0", "D204.0", "P104.3"})
RATES = frozenset({"P104.3", "P301.3"})
SERVICE, NAME, STATE, DISTRIBUTES = "id_sispea_serv", "Nom_serv", "Statut", "Distribution"
NAMES = {
    "Id SISPEA de l'entité de gestion": SERVICE,
    "Id SISPEA du service": SERVICE,
    "Nom de l'entité de gestion": NAME,
    "Nom du service": NAME,
}
COMMUNE = "Code INSEE de la commune adhérente"
MEMBER_OF = "Identifiant SISPEA de l'entité de gestion à laquelle la commune adhère"
PEOPLE = ("Population représentative", "Population de la commune")
MEMBERS = Form([COMMUNE, MEMBER_OF], optional=[*PEOPLE, DISTRIBUTES], name="members")
COMPETENCE = re.compile(r"(?<![A-Z])(AEP|ANC|AC)(?![A-Z])")
# What a value is worth: checked by the State, published without it, or doubted by it; "" where nothing says.
CHECKED, UNCHECKED, DOUBTED = "checked", "unchecked", "doubted"
KEYS = ["competence", "year", "service"]
# More water than this for each inhabitant and day, of which more than half is lost, is a fault of units (SISPEA 2024).
MOST_LITRES, MOST_LOST = 1500, 0.5
VOLUMES = ("VP.059", "VP.060", "VP.061", "VP.063", "VP.201", "VP.220", "VP.221", "P104.3", "P106.3")


def _name_form(competence: str) -> Form:
    codes = CODES[competence]
    others = dict(NAMES)
    for code in codes:
        kind, number = re.fullmatch(r"([A-Z]+)\.?(.*)", code).groups()  # type: ignore[union-attr]
        plain = number.replace(".", "_")
        others |= {f"{kind}{plain}": code, f"{kind}_{plain}": code, f"{kind} {number}": code}
        others |= {f"verif_{kind}{plain}": _verdict_on(code), f"verif_{kind}_{plain}": _verdict_on(code)}
    verdicts = [_verdict_on(code) for code in codes]
    return Form([SERVICE, NAME, codes[0]], [*codes[1:], STATE, DISTRIBUTES, *verdicts], others, competence)


def _verdict_on(code: str) -> str:
    return f"avis {code}"


FORMS = (*map(_name_form, CODES), MEMBERS)


def read_year(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """The services and the members of a year, one row each, `kind` value or member; KEYS are those of every row.

    A value has `name`, `code`, `printed`, `value` (never NaN), `worth` (CHECKED, UNCHECKED, DOUBTED or ""); a member
    has `commune` under its code of the year and `people`, its inhabitants that the service serves, NaN where not given.
    """
    reading = Reading() if reading is None else reading
    files = [file for file in sorted(path.iterdir()) if not file.name.startswith(".")] if path.is_dir() else []
    if not files:
        raise SourceFormatError(f"{path.name} : un dossier est attendu, avec les fichiers SISPEA d’une année.")
    year = _find_year(path, files, reading)
    values, members = [], []
    for file in files:
        table = read_table(file, FORMS, reading)
        if table.form == MEMBERS.name:
            members.append(_read_members(table))
        else:
            values.append(_read_values(table))
    rows = _keep_paired(values, members, reading).assign(year=year)
    if rows.empty:
        raise SourceFormatError(
            f"{path.name} : aucune compétence n’a ses deux fichiers, celui des services, où au moins un a déclaré, et "
            "la composition communale."
        )
    return rows


def _find_year(path: Path, files: Iterable[Path], reading: Reading) -> int:
    names = [path.name, *(file.name for file in files)]
    found = sorted({int(year) for name in names for year in re.findall(r"(?<!\d)20\d\d(?!\d)", name)})
    if reading.year is not None:
        return reading.year
    if len(found) != 1:
        told = join_some([str(year) for year in found]) or "aucune"
        raise YearUnknownError(f"{path.name} : une année est attendue dans le nom des fichiers, {told} trouvée.")
    return found[0]


def _keep_paired(values: list[pd.DataFrame], members: list[pd.DataFrame], reading: Reading) -> pd.DataFrame:
    """The rows of the competences of which both files are there."""
    declared = pd.concat(values, ignore_index=True) if values else pd.DataFrame({"competence": []})
    served = pd.concat(members, ignore_index=True) if members else pd.DataFrame({"competence": []})
    for competence in sorted({*declared["competence"]} ^ {*served["competence"]}):
        absent = (
            "la composition communale" if competence in {*declared["competence"]} else "ce que déclarent les services"
        )
        reading.remark(f"{competence} : {absent} manque, l’autre fichier est laissé.")
    every = pd.concat([declared.assign(kind="value"), served.assign(kind="member")], ignore_index=True)
    return every[every["competence"].isin({*declared["competence"]} & {*served["competence"]})]


def _read_ids(table: Table, column: str) -> pd.Series:
    """The id of each row, "" for none; one that is no number tells that the columns have shifted."""
    ids = table.frame[column].str.replace(r"\s+|[.,]0+$", "", regex=True).replace(".", "")
    for row in ids.index[ids.ne("") & ~ids.str.fullmatch(r"\d+")]:
        table.fault(column, row, f"« {table.frame[column][row]} » n’est pas un identifiant SISPEA")
    return ids


def _read_numbers(texts: pd.Series) -> pd.Series:
    """The numbers of cells, NaN for what is none or below zero: one cell of a service far away refuses no file."""
    known = {text: read_amount(text) for text in texts.unique()}
    numbers = texts.map({text: amount.value if amount else math.nan for text, amount in known.items()})
    return numbers.astype("float64").where(lambda given: given.ge(0))


def _read_members(table: Table) -> pd.DataFrame:
    named = COMPETENCE.search(Path(table.file).stem.upper())
    if named is None:
        raise SourceFormatError(
            f"{table.file} : AEP, AC ou ANC est attendu dans le nom du fichier. Rendez-lui celui de l’éditeur."
        )
    frame, people = table.frame, pd.Series(math.nan, index=table.frame.index)
    for column in PEOPLE:
        if column in frame:
            people = people.fillna(_read_numbers(frame[column]))
    members = pd.DataFrame({
        "competence": named[1],
        "service": _read_ids(table, MEMBER_OF),
        "commune": table.read_communes(COMMUNE),
        "people": people,
    })  # fmt: skip
    table.stop_on_faults()
    members = members[members["service"].ne("") & _does_distribute(frame)]
    return members.groupby(["competence", "service", "commune"], as_index=False).agg(
        people=("people", lambda given: given.sum(min_count=1))
    )


def _does_distribute(frame: pd.DataFrame) -> pd.Series:
    """What only produces water for other services serves nobody."""
    if DISTRIBUTES not in frame:
        return pd.Series(True, index=frame.index)
    return frame[DISTRIBUTES].map(fold).ne("non")


def _read_values(table: Table) -> pd.DataFrame:
    frame = table.frame
    ids = _read_ids(table, SERVICE)
    table.stop_on_faults()
    states = (frame[STATE] if STATE in frame else pd.Series("", index=frame.index)).map(fold)
    rank = states.map(lambda state: 0 if "confirme" in state else 2 if "attente" in state else 1)
    codes = [code for code in CODES[table.form] if code in frame]
    numbers = pd.DataFrame({code: _read_numbers(frame[code]) for code in codes})
    kept = frame.assign(rank=rank, given=-numbers.notna().sum(axis=1), id=ids).sort_values(["rank", "given"])
    kept = kept[kept["id"].ne("") & _does_distribute(kept)]
    twice = kept["id"].duplicated()
    if twice.any():
        found = join_some(sorted(kept.loc[twice, "id"].unique()))
        table.remark(f"services à plusieurs lignes, {found} : celle dont le statut est le plus sûr est lue.")
    kept = kept[~twice & kept["rank"].lt(2)]
    numbers = _drop_implausible(numbers.loc[kept.index], kept["id"], table)
    tables = []
    for code in codes:
        values = numbers[code]
        verdicts = kept[_verdict_on(code)].map(fold) if _verdict_on(code) in kept else pd.Series("", index=kept.index)
        is_known = values.notna() & ~verdicts.str.startswith("anomalie")
        if code in BLANK_AS_ZERO:
            is_known &= values.gt(0)
        if code in RATES:
            is_known &= values.le(100)
        worth = pd.Series([_weigh(*pair) for pair in zip(states[kept.index], verdicts, strict=True)], kept.index)
        rows = pd.DataFrame({"value": values, "printed": kept[code], "worth": worth})[is_known]
        tables.append(rows.assign(service=kept["id"], name=kept[NAME].str.split().str.join(" "), code=code))
    return pd.concat(tables, ignore_index=True).assign(competence=table.form)


def _weigh(state: str, verdict: str) -> str:
    if verdict.startswith("presomption"):
        return DOUBTED
    if verdict.startswith("sans anomalie"):
        return CHECKED
    if re.search(r"non (verifie|controle)", f"{state} {verdict}"):
        return UNCHECKED
    return CHECKED if "confirme" in state else ""


def _drop_implausible(numbers: pd.DataFrame, ids: pd.Series, table: Table) -> pd.DataFrame:
    """The same without the volumes that no network can have, and what is computed of them."""
    if not {"VP.059", "VP.060", "VP.061", "D101.0"} <= set(numbers):
        return numbers
    distributed = numbers["VP.059"] + numbers["VP.060"] - numbers["VP.061"]
    used = numbers.reindex(columns=["VP.063", "VP.201", "VP.220", "VP.221"]).sum(axis=1)
    is_lost = distributed.sub(used).gt(MOST_LOST * distributed)
    is_wrong = distributed.mul(1000 / 365).gt(MOST_LITRES * numbers["D101.0"]) & numbers["D101.0"].gt(0) & is_lost
    if is_wrong.any():
        table.remark(
            f"services {join_some(sorted(ids[is_wrong]))} : plus de {MOST_LITRES} litres par habitant et par jour, "
            "dont plus de la moitié perdue ; leurs volumes sont laissés."
        )
    return numbers.assign(**{code: numbers[code].mask(is_wrong) for code in VOLUMES if code in numbers})


def fold(text: str) -> str:
    """A label without accents nor capitals: « Publié non vérifié » is « publie non verifie »."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(plain.casefold().split())
