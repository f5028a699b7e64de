"""Contradictions, found by rule or read by hand: what cannot all be right as printed, each with its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.catalog import Catalog
from loaders.rules.dates import find_impossible_dates
from loaders.rules.jumps import SERIES, find_jumps
from loaders.rules.plans import find_unbalanced_plans
from loaders.rules.printed import Finding, Printed, identify, read_printed, set_spaces
from loaders.rules.recomputed import find_wrong_changes, find_wrong_ratios
from loaders.rules.sums import find_component_gaps, find_larger_parts, find_partition_gaps
from loaders.rules.twice import find_repeated
from loaders.tables import Tables


@dataclass(frozen=True)
class Kind:
    """A kind of contradiction: its name and what it is, in the readers' words."""

    id: str
    name: str
    description: str


@dataclass(frozen=True)
class Rule(Kind):
    """A kind that a function finds; others of it may have been read by hand."""

    find: Callable[[Printed], Iterator[Finding]]


RULES = (
    Rule(
        "components",
        "Somme d’indicateurs",
        "Un indicateur défini comme la somme d’autres est comparé à cette somme, dans le même document.",
        find_component_gaps,
    ),
    Rule(
        "partition",
        "Total et parties",
        "Les parties d’un total, toutes imprimées, sont additionnées ; des parts en pourcentage doivent faire 100.",
        find_partition_gaps,
    ),
    Rule(
        "repeated",
        "Même chose imprimée deux fois",
        "Deux valeurs d’une même chose, d’un même lieu et d’une même période, plus éloignées que leur arrondi.",
        find_repeated,
    ),
    Rule(
        "ratio",
        "Rapport et ses termes",
        "Un taux, un coût ou un volume journalier est recalculé à partir des chiffres dont il est le rapport.",
        find_wrong_ratios,
    ),
    Rule(
        "change",
        "Évolution et ses deux années",
        "Une évolution imprimée est recalculée à partir des valeurs des deux années.",
        find_wrong_changes,
    ),
    Rule(
        "plan",
        "Plan de financement et liste d’aides",
        "Les recettes d’un plan font le coût du projet, une aide ne le dépasse pas, une liste d’aides fait son total.",
        find_unbalanced_plans,
    ),
    Rule(
        "part",
        "Partie plus grande que son tout",
        "Une partie dépasse le tout que le même passage imprime, pour le même lieu et la même période.",
        find_larger_parts,
    ),
    Rule(
        "jump",
        "Saut d’une année à l’autre",
        "Un chiffre vaut plus de cinq fois celui de l’année voisine, ou moins du cinquième, sans que rien l’explique.",
        find_jumps,
    ),
    Rule(
        "date",
        "Dates",
        "Une date qui n’existe pas, un résultat postérieur au document, un même fait daté de deux façons.",
        find_impossible_dates,
    ),
)
READ = (
    Kind("place", "Lieux", "Un même équipement ou un même territoire situé ou nommé de deux façons."),
    Kind(
        "ordinal", "Rangs et numéros", "Une édition, une campagne ou un texte porte deux rangs, ou un rang impossible."
    ),
    Kind("list", "Nombre annoncé et liste", "Un nombre est annoncé, et la liste qui suit en compte un autre."),
    Kind("name", "Noms", "Un même organisme, lieu ou équipement porte deux noms."),
    Kind(
        "nature",
        "Nature",
        "Une même chose est dite de deux natures qui s’excluent, ou une même personne de deux états.",
    ),
    Kind("reference", "Renvois", "Un renvoi nomme un article ou une partie qui n’est pas celui où la chose se trouve."),
    Kind("unit", "Unités", "Une unité imprimée ne peut aller avec ce que le document dit ailleurs du même montant."),
)
KINDS: tuple[Kind, ...] = (*RULES, *READ)
BY_HAND = "lu à la main"


def find_contradictions(catalog: Catalog, tables: Tables, readings: Sequence[Finding] = ()) -> list[Finding]:
    """What each rule finds, with the reason that the catalogue gives, and the readings of the documents that the tables
    hold; in the order of the kinds."""
    printed = read_printed(catalog, tables)
    findings = []
    for rule in RULES:
        for found in rule.find(printed):
            key = identify(rule.id, found.terms)
            reason = catalog.acknowledged[key].reason if key in catalog.acknowledged else ""
            findings.append(replace(found, rule=rule.id, id=key, explained=set_spaces(reason)))
    held = {*tables.observations["source"], *tables.grants["source"]}
    findings += [found for found in readings if all(term.source in held for term in found.terms)]
    order = [kind.id for kind in KINDS]
    return sorted(findings, key=lambda finding: order.index(finding.rule))


def count_kinds(findings: Sequence[Finding]) -> str:
    """How many of each kind, those read by hand, explained and left to the publisher apart, one a line.

    « Dates : 7, dont 7 à la main (1 expliquée, 6 à trancher par l’éditeur) »
    """
    read, explained = [f for f in findings if f.read], [f for f in findings if f.explained]
    counts, by_hand, reasons = (Counter(f.rule for f in some) for some in (findings, read, explained))
    return "\n".join(_count_kind(kind.name, counts[kind.id], by_hand[kind.id], reasons[kind.id]) for kind in KINDS)


def _count_kind(name: str, count: int, by_hand: int, explained: int) -> str:
    read = f", dont {by_hand} à la main" if by_hand else ""
    told = f"{explained} expliquée{'s' if explained > 1 else ''}, {count - explained} à trancher par l’éditeur"
    return f"{name} : {count}{read}" + (f" ({told})" if count else "")


def find_useless(catalog: Catalog, findings: list[Finding]) -> list[str]:
    """A sentence for each explanation of a contradiction that no rule finds any more."""
    found = {finding.id for finding in findings}
    return [
        f"acknowledged.yaml : aucune règle ne trouve plus « {key} ». Retirez l’entrée."
        for key in catalog.acknowledged
        if key not in found and not key.startswith(SERIES)
    ]


def describe(finding: Finding) -> str:
    """A finding in one line: its rule, its sentence, its lines, its reason where it has one."""
    name = next(kind.name for kind in KINDS if kind.id == finding.rule)
    read = f" ({BY_HAND}, {finding.read})" if finding.read else ""
    lines = " ; ".join(f"{term.source}, {term.locator}" for term in finding.terms)
    reason = f" Expliqué : {finding.explained}" if finding.explained else ""
    return f"{finding.id} {name}{read}. {finding.sentence} [{lines}]{reason}"
