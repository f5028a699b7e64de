"""Contradictions found by rule: figures of the publishers that cannot all be right, each with its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from loaders.catalog import Catalog
from loaders.rules.dates import find_impossible_dates
from loaders.rules.plans import find_unbalanced_plans
from loaders.rules.printed import Finding, Printed, identify, read_printed
from loaders.rules.recomputed import find_wrong_changes, find_wrong_ratios
from loaders.rules.sums import find_component_gaps, find_partition_gaps
from loaders.rules.twice import find_repeated
from loaders.tables import Tables


@dataclass(frozen=True)
class Rule:
    """A rule: its name and what it compares in the readers' words, and the function that finds what breaks it."""

    id: str
    name: str
    description: str
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
        "Les lignes d’un plan font le coût du projet, une aide ne le dépasse pas, une liste d’aides fait son total.",
        find_unbalanced_plans,
    ),
    Rule(
        "date",
        "Date impossible",
        "Une date qui n’existe pas, une période postérieure au document, un objectif déjà passé quand il est imprimé.",
        find_impossible_dates,
    ),
)


def find_contradictions(catalog: Catalog, tables: Tables) -> list[Finding]:
    """What each rule finds, in the order of the rules, with the reason that the catalogue gives."""
    printed = read_printed(catalog, tables)
    findings = []
    for rule in RULES:
        for found in rule.find(printed):
            key = identify(rule.id, found.terms)
            reason = catalog.acknowledged[key].reason if key in catalog.acknowledged else ""
            findings.append(replace(found, rule=rule.id, id=key, explained=reason))
    return findings


def find_useless(catalog: Catalog, findings: list[Finding]) -> list[str]:
    """A sentence for each explanation of a contradiction that no rule finds any more."""
    found = {finding.id for finding in findings}
    return [
        f"acknowledged.yaml : aucune règle ne trouve plus « {key} ». Retirez l’entrée."
        for key in catalog.acknowledged
        if key not in found
    ]


def describe(finding: Finding) -> str:
    """A finding in one line: its rule, its sentence, its lines, its reason where it has one."""
    name = next(rule.name for rule in RULES if rule.id == finding.rule)
    lines = " ; ".join(f"{term.source}, {term.locator}" for term in finding.terms)
    reason = f" Expliqué : {finding.explained}" if finding.explained else ""
    return f"{finding.id} {name}. {finding.sentence} [{lines}]{reason}"
