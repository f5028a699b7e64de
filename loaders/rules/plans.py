"""Rules of grants: the receipts of a plan and the cost of its project, an aid and that cost, a list and its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from loaders.rules.printed import Finding, Printed, Row, Term, quote, write_number
from loaders.rules.rounding import find_tolerance

PLAN = "planned"
FUNDING = "subsidies.project_cost"


def find_unbalanced_plans(printed: Printed) -> Iterator[Finding]:
    """Plans whose receipts do not make the cost, aids above the cost, lists of aids that do not make their total."""
    grants = printed.grants
    grants = grants.assign(place=grants["epci"].where(grants["epci"].ne(""), grants["commune"]))
    costed = grants[grants["coutProjet"].notna()]
    for (_, _, stage), lines in costed.groupby(["source", "projet", "stage"], sort=False):
        yield from _check_cost(printed, lines, is_plan=stage == PLAN)
    for key, entry in printed.catalog.indicators.items():
        for partition in entry.partitions:
            if partition.by == "grant":
                for whole in printed.rows(key):
                    if whole.scope == partition.whole and not whole.place:
                        yield from _check_list(printed, whole, grants, partition.parts)


def _check_cost(printed: Printed, lines: pd.DataFrame, *, is_plan: bool) -> Iterator[Finding]:
    first = lines.iloc[0]
    cost, total = float(first["coutProjet"]), float(lines["montant"].sum())
    tolerance = find_tolerance(cost, str(first["coutPublished"]), "EUR") + _tolerance(lines)
    if (abs(total - cost) if is_plan else total - cost) <= tolerance + 1e-9 * cost:
        return
    gap = write_number(abs(total - cost), "€")
    what = "les recettes du plan font" if is_plan else "les aides font"
    sentence = (
        f"{first['projet']} : {what} {write_number(total, '€')}, pour un coût imprimé "
        f"{quote(str(first['coutPublished']))} (écart : {gap})."
    )
    own = Term("Coût du projet", cost, str(first["coutPublished"]), str(first["source"]), str(first["coutLines"]), "")
    yield printed.finding(
        _subject(first), [own, *_terms(lines)], sentence=sentence, gap=gap, made=write_number(total, "€")
    )


def _check_list(printed: Printed, whole: Row, grants: pd.DataFrame, schemes: Sequence[str]) -> Iterator[Finding]:
    """Grants of the schemes, each of which the source of the total must list for the same period and territory."""
    lines = grants[
        grants["source"].eq(whole.source)
        & grants["period"].eq(whole.period)
        & grants["dispositifAide"].isin(schemes)
        & grants["stage"].ne(PLAN)
        & (grants["epci"].eq(whole.territory) | grants["commune"].eq(whole.territory))
    ]
    if set(schemes) - set(lines["dispositifAide"]) or lines["stage"].nunique() > 1:
        return
    total = float(lines["montant"].sum())
    if abs(total - whole.value) <= printed.tolerance(whole) + _tolerance(lines) + 1e-9 * whole.value:
        return
    gap = write_number(abs(total - whole.value), "€")
    sentence = (
        f"{printed.subject(whole)} : les {len(lines)} aides énumérées font {write_number(total, '€')}, pour un total "
        f"imprimé {quote(whole.published)} (écart : {gap})."
    )
    yield printed.finding(
        whole, [printed.term(whole, "Total"), *_terms(lines)], sentence=sentence, gap=gap, made=write_number(total, "€")
    )


def _tolerance(lines: pd.DataFrame) -> float:
    pairs = zip(lines["montant"].tolist(), lines["published"].tolist(), strict=True)
    return sum(find_tolerance(amount, published, "EUR") for amount, published in pairs)


def _terms(lines: pd.DataFrame) -> list[Term]:
    return [
        Term(
            f"{line['nomAttribuant']}, {line['objet']}" if line["objet"] else str(line["nomAttribuant"]),
            float(line["montant"]),
            str(line["published"]),
            str(line["source"]),
            str(line["locator"]),
            str(line["id"]),
        )
        for line in lines.to_dict("records")
    ]


def _subject(line: pd.Series) -> Row:
    """What a plan is of, as a figure: the cost of a project at a place."""
    return Row(
        FUNDING,
        str(line["place"]),
        str(line["projet"]),
        int(line["year"]),
        str(line["period"]),
        float(line["coutProjet"]),
        str(line["status"]),
        "",
        str(line["source"]),
        str(line["coutLines"]),
        str(line["coutPublished"]),
        "",
        0,
        str(line["id"]),
    )
