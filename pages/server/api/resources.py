"""The resources of the interface, in one table: routes, OpenAPI and the documentation are made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pages.server.api import geometry, queries, reading, records, reference, rows
from pages.server.api.answers import Answer, Page
from pages.server.api.queries import Query
from pages.server.api.rows import Row


@dataclass(frozen=True)
class Resource:
    """A resource: its name, what it is in French, its parameters, the columns of its rows if it has any.

    `read` answers all of it, `read_one` one of it by its key, in a form where it is geographic; `one` is what a key is
    in French. `sorted_by` are the columns that its rows may be ordered by, all of them unless named.
    """

    name: str
    title: str
    summary: str
    query: type[Query]
    rows: type[Row] | None = None
    read: Callable[[Any, Page], Answer] | None = None
    read_one: Callable[..., Answer] | None = None
    one: str = ""
    sorted_by: tuple[str, ...] = ()
    example: str = ""
    is_geographic: bool = False
    has_sdmx: bool = False


RESOURCES: dict[str, Resource] = {
    one.name: one
    for one in (
        Resource(
            "observations",
            "Observations",
            "Les chiffres comme les sources les donnent, à une ligne par chiffre publié. Plusieurs sources peuvent "
            "donner la même chose : pour une valeur par année, voir series.",
            queries.ObservationsQuery,
            rows.Observation,
            reading.read_observations,
            sorted_by=queries.SORTED,
            example="indicator=waste.collected&year=2021",
        ),
        Resource(
            "series",
            "Séries",
            "Un indicateur au fil des années : le chiffre qui vaut pour chaque année, la somme d’un groupement dont "
            "tous les membres sont connus, ou une mesure rapportée aux habitants, aux km², aux tonnes.",
            queries.SeriesQuery,
            rows.SeriesFigure,
            reading.read_series,
            example="indicator=housing.authorised&level=departement",
            has_sdmx=True,
        ),
        Resource(
            "latest",
            "Dernières valeurs",
            "La dernière valeur connue de chaque territoire, avec son évolution ou pourquoi il n’y en a pas.",
            queries.LatestQuery,
            rows.LatestFigure,
            reading.read_latest,
            example="indicator=housing.authorised&level=departement",
        ),
        Resource(
            "ranks",
            "Classement",
            "Les territoires d’un niveau une année, le plus haut d’abord ; ceux sans valeur ont leur statut. "
            "« coverage » dit combien sont connus, et quelle part des habitants.",
            queries.RanksQuery,
            rows.RankedFigure,
            reading.read_ranks,
            example="indicator=housing.authorised&level=epci&year=2022",
        ),
        Resource(
            "peers",
            "Pairs",
            "Un territoire parmi ses pairs, l’année de sa dernière valeur : eux, leur répartition, sa place, et leur "
            "moyenne, qui n’est pas donnée sous 75 % de couverture.",
            queries.PeersQuery,
            rows.PeerFigure,
            reading.read_peers,
            example="indicator=housing.authorised&territory=%EPCI%",
        ),
        Resource(
            "territories",
            "Territoires",
            "Communes, EPCI, départements, régions, groupements : de quoi ils sont faits, d’où ils viennent.",
            queries.TerritoriesQuery,
            rows.Territory,
            reference.read_territories_of,
            reference.read_territory,
            "le code d’un territoire",
            sorted_by=("code", "level", "name", "short", "epci", "population", "legal_form"),
            example="level=departement",
        ),
        Resource(
            "indicators",
            "Indicateurs",
            "Ce qui se mesure : libellé, unité, définition, usages permis, années connues.",
            queries.IndicatorsQuery,
            rows.Indicator,
            reference.read_indicators,
            reference.read_indicator,
            "l’identifiant d’un indicateur",
            sorted_by=("id", "theme", "label", "kind", "observations", "first_year", "last_year"),
            example="theme=waste",
        ),
        Resource(
            "sources",
            "Sources",
            "Les documents et les fichiers d’où viennent les chiffres, leur licence, et quand leur suite est attendue.",
            queries.SourcesQuery,
            rows.Source,
            reference.read_sources,
            reference.read_source,
            "l’identifiant d’une source",
        ),
        Resource(
            "grants",
            "Subventions",
            "Les subventions ligne à ligne et les lignes des plans de financement, sous les noms du SCDL.",
            queries.GrantsQuery,
            rows.Grant,
            reference.read_grants,
            example="stage=awarded,paid",
        ),
        Resource(
            "statuses",
            "Statuts",
            "Ce que chaque statut veut dire, avec son code dans les listes de SDMX.",
            queries.Paged,
            rows.StatusName,
            reference.read_statuses,
        ),
        Resource(
            "figures",
            "Un chiffre",
            "Un chiffre avec tout ce qui en répond : sa ligne, sa formule et ses termes, les autres valeurs publiées.",
            queries.Query,
            rows.Observation,
            read_one=records.read_figure,
            one="l’identifiant d’un chiffre, publié ou calculé",
        ),
        Resource(
            "geometry",
            "Contours",
            "Les contours d’un niveau (commune, epci, departement), en WGS 84, cinq décimales.",
            queries.GeometryQuery,
            read=lambda asked, page: geometry.list_levels(),
            read_one=geometry.read_geometry,
            one="un niveau",
            is_geographic=True,
        ),
        Resource(
            "views",
            "Une vue",
            "La fiche d’une vue par le mot de son adresse (« v= » de ses fichiers), ses lignes, ses fichiers.",
            queries.Query,
            read_one=records.read_view,
            one="le mot d’une vue",
        ),
        Resource(
            "dossiers",
            "Dossiers",
            "Les dossiers prêts, et la fiche de chacun, que la page Dossier rouvre.",
            queries.Query,
            read=lambda asked, page: records.read_dossiers(asked),
            read_one=records.read_dossier,
            one="le nom d’un dossier",
        ),
    )
}
