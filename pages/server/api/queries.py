"""What may be asked of each resource: its parameters, typed and bounded; what is not of them is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from loaders.levels import Level, OutlinedLevel
from loaders.reading.composed.code import MOST_LETTERS
from loaders.reading.relative import Measure
from loaders.statuses import Status
from pages.server.api.problems import (
    CODE,
    CURSOR,
    DEPARTEMENT,
    ID,
    PLACE,
    SPAN,
    WORD,
    Fault,
    describe_faults,
    read_validation,
)

MOST_INDICATORS, MOST_TERRITORIES = 20, 400
Id = Annotated[str, StringConstraints(pattern=ID, max_length=80)]
Code = Annotated[str, StringConstraints(pattern=CODE)]
Place = Annotated[str, StringConstraints(pattern=PLACE, max_length=MOST_LETTERS)]
Word = Annotated[str, StringConstraints(pattern=WORD)]
# What a figure is restricted to is written as the document has it: any sign may be in it.
Scope = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Span = Annotated[str, StringConstraints(pattern=SPAN)]
Text = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00]*$")]
Departement = Annotated[str, StringConstraints(pattern=DEPARTEMENT)]
SORTED = (
    "indicator", "territory", "level", "year", "value", "status", "source", "scope", "period", "revision"
)  # fmt: skip


class Query(BaseModel):
    """The parameters of any resource. A parameter of several values is repeated, or has commas between them."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paged(Query):
    """Those of a resource of rows."""

    fields: tuple[Word, ...] = Field((), max_length=40, description="Les colonnes voulues, dans leur ordre.")
    sort: tuple[Word, ...] = Field(
        (), max_length=5, description="Les colonnes de tri ; un « - » devant une colonne en renverse l’ordre."
    )
    limit: int | None = Field(None, ge=1, le=100_000, description="Combien de lignes au plus dans cette page.")
    cursor: Annotated[str, StringConstraints(pattern=CURSOR)] | None = Field(
        None, description="La suite d’une page : elle est dans « next » et dans l’en-tête Link."
    )


Indicator = Annotated[Id, Field(description="L’identifiant d’un indicateur.")]
Indicators = Annotated[tuple[Id, ...], Field(max_length=MOST_INDICATORS, description="Identifiants d’indicateurs.")]
Territories = Annotated[
    tuple[Place, ...],
    Field(
        max_length=MOST_TERRITORIES,
        description="Codes INSEE, SIREN, « D » et un département, groupements, ou territoires composés "
        "(« compose.CODE.CODE.Nom »).",
    ),
]
Scopes = Annotated[
    tuple[Scope, ...],
    Field(
        max_length=20,
        description="Périmètres, répétés et non séparés par des virgules ; vide : l’ensemble. « stream=glass ».",
    ),
]
OneScope = Annotated[Scope, Field(description="Le périmètre ; vide : l’ensemble.")]
Year = Annotated[Span | None, Field(description="Une année, « 2021 », ou une période, « 2015-2021 ».")]


class ObservationsQuery(Paged):
    """Filters of observations."""

    indicator: Indicators = ()
    theme: tuple[Word, ...] = Field((), max_length=40, description="Tous les indicateurs de ces thèmes.")
    scope: Scopes = ()
    territory: Territories = ()
    level: tuple[Level, ...] = Field((), description="Niveaux de territoires.")
    year: Year = None
    status: tuple[Status, ...] = Field((), description="Statuts.")
    source: tuple[Word, ...] = Field((), max_length=40, description="Identifiants de sources.")
    places: bool = Field(False, description="Avec les chiffres d’un lieu du territoire (une salle, un équipement).")


class SeriesQuery(Paged):
    """One indicator of some territories, or of all those of a level, in a measure."""

    indicator: Indicator
    scope: OneScope = ""
    territory: Territories = ()
    level: Level | None = Field(None, description="Tous les territoires d’un niveau, à la place de `territory`.")
    departement: tuple[Departement, ...] = Field(
        (), max_length=110, description="Avec `level` : ceux de ces départements seulement."
    )
    measure: Measure = Field("value", description="La valeur, ou rapportée : par habitant, par km²…")
    year: Year = None


class LatestQuery(SeriesQuery):
    """The last known value of each, up to the end of `year`."""


class RanksQuery(Paged):
    """The territories of a level in one year, the highest first."""

    indicator: Indicator
    scope: OneScope = ""
    level: OutlinedLevel = Field("epci", description="Le niveau classé.")
    departement: tuple[Departement, ...] = Field(
        (), max_length=20, description="Les départements classés ; ceux de l’installation sinon."
    )
    per_inhabitant: bool = Field(False, description="Par habitant.")
    year: int | None = Field(None, ge=1990, le=2100, description="L’année ; la dernière connue sinon.")


class PeersQuery(Paged):
    """A territory among its peers in its last known year."""

    indicator: Indicator
    territory: Annotated[Place, Field(description="Le territoire.")]
    scope: OneScope = ""
    kind: Literal["tous", "forme", "population", "densite", "revenu", "proches"] = Field(
        "tous", description="Qui sont ses pairs : tous ceux du niveau, de la même forme, les plus proches…"
    )


class TerritoriesQuery(Paged):
    """Territories by name, level, département or EPCI."""

    q: Text = Field("", description="Un nom, un code, une forme et un nom : « CA d’Arras ».")
    code: Territories = ()
    level: tuple[Level, ...] = Field((), description="Niveaux.")
    departement: tuple[Departement, ...] = Field((), max_length=20, description="Départements.")
    epci: tuple[Code, ...] = Field((), max_length=20, description="Les communes de ces EPCI.")


class IndicatorsQuery(Paged):
    """Indicators by theme."""

    theme: tuple[Word, ...] = Field((), max_length=40, description="Identifiants de thèmes.")


class SourcesQuery(Paged):
    """Sources: all of them."""


class GrantsQuery(Paged):
    """Grants and lines of financing plans."""

    stage: tuple[Literal["planned", "requested", "proposed", "awarded", "paid"], ...] = Field(
        (), description="Stades : prévu, demandé, proposé, attribué, versé."
    )
    territory: Territories = ()
    year: Year = None


class GeometryQuery(Query):
    """The outlines of a level."""

    departement: tuple[Departement, ...] = Field(
        (), max_length=20, description="Les départements voulus ; toute la France sinon."
    )
    vintage: Literal["2024", "2025"] | None = Field(None, description="Le 1er janvier des contours.")


def read_span(span: str | None) -> tuple[int, int] | None:
    """The first and the last year of a span. Raises ProblemError where the first comes after."""
    if span is None:
        return None
    first, _, last = span.partition("-")
    years = int(first), int(last or first)
    if years[0] > years[1]:
        raise describe_faults((Fault("year", "une première année avant la dernière", "a first year first", span),))
    return years


def read_query(model: type[Query], items: list[tuple[str, str]]) -> Any:
    """The parameters of an address as a model. Raises ProblemError for any that it does not take."""
    given: dict[str, Any] = {}
    for name, value in items:
        annotation = model.model_fields[name].annotation if name in model.model_fields else None
        if get_origin(annotation) is tuple:
            # An empty one asks for nothing, but for a scope, which the whole has empty.
            parts = [value] if name == "scope" else [part for part in value.split(",") if part]
            given.setdefault(name, []).extend(parts)
        elif name in given:
            raise describe_faults((Fault(name, "une seule valeur", "one value alone", value),))
        else:
            given[name] = value
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise read_validation(error, list(model.model_fields)) from None
