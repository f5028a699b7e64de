"""The columns of each resource, typed once: answers, schemas and the documentation are made of them."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from loaders.statuses import Status
from pages.views.data.granted import LABELS as OF_GRANTS
from pages.views.tables import LABELS


def _column(title: str, description: str) -> Any:
    """A column: its French heading, what it holds."""
    return Field(title=title, description=description)


class Row(BaseModel):
    """One row of a resource; a value that is not known is null, never a zero."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _OfOneTerritory(Row):
    """What every figure has."""

    id: str = _column("Identifiant", "Celui du chiffre, le même à chaque livraison ; il ouvre /api/v1/figures/{id}.")
    indicator: str = _column("Identifiant de l’indicateur", "Voir /api/v1/indicators.")
    label: str = _column(LABELS["indicator"], "L’indicateur en clair.")
    territory: str = _column(
        LABELS["territory"], "Code INSEE ou SIREN, en texte ; « D » et le numéro d’un département."
    )
    name: str = _column(LABELS["name"], "Le territoire en clair.")
    level: str = _column("Niveau", "commune, epci, departement, region, grouping, site ou country.")
    year: int = _column(LABELS["year"], "L’année où le chiffre se montre.")
    period: str = _column(LABELS["period"], "La période publiée : « 2020-2021 », « 31/12/2021 ».")
    value: float | None = _column(
        LABELS["value"], "La valeur dans son unité, à huit décimales ; vide où le statut dit pourquoi."
    )
    unit: str = _column(LABELS["unit"], "Le symbole de l’unité.")
    status: Status = _column(LABELS["status"], "Voir /api/v1/statuses ; zéro, absent et confidentiel y diffèrent.")
    break_before: bool = _column(LABELS["break_before"], "Vrai : rien ne se compare à l’année d’avant.")
    scope: str = _column("Code du périmètre", "Ce à quoi le chiffre se limite ; vide : l’ensemble.")
    scope_label: str = _column(LABELS["scope"], "Le périmètre en clair.")
    source: str = _column("Identifiant de la source", "Voir /api/v1/sources ; plusieurs sont séparées par « ; ».")
    section: str = _column(LABELS["section"], "Le titre sous lequel il est imprimé.")
    locator: str = _column(LABELS["locator"], "Où, dans la source : lignes, feuille et rang, adresse.")
    published: str = _column(LABELS["published"], "Le chiffre comme il est imprimé.")
    note: str = _column(LABELS["note"], "Une réserve, ou comment il est calculé.")


class Observation(_OfOneTerritory):
    """A figure as a source gives it; several sources may give one of the same thing and year."""

    place: str = _column(LABELS["place"], "Le lieu dont c’est le chiffre ; vide : tout le territoire.")
    warning: str = _column("Réserves", "Ce dont le chiffre souffre : arrondi, sans date…")
    variant: int = _column("Variante", "0, ou le rang d’une autre valeur imprimée de la même chose.")
    revision: int = _column("Livraison", "1, puis une de plus à chaque nouvelle livraison.")


class SeriesFigure(_OfOneTerritory):
    """The figure that stands for a year, in a measure."""

    denominator_year: int | None = _column(
        "Année du dénominateur", "Celle de la population ou du total par quoi il est divisé ici."
    )


class LatestFigure(SeriesFigure):
    """The last known figure of a territory, with its change."""

    change: float | None = _column(
        "Évolution", "Depuis l’année d’avant connue, en fraction : 0,05 est + 5 % ; vide où elle ne se calcule pas."
    )
    change_points: float | None = _column("Écart", "La même, dans l’unité.")
    change_since: int | None = _column("Depuis", "L’année de départ.")
    change_obstacle: str = _column(LABELS["obstacle"], "Pourquoi il n’y a pas d’évolution.")


class RankedFigure(SeriesFigure):
    """A figure with its place among those known of its year."""

    rank: int | None = _column(LABELS["rank"], "1 pour la plus haute valeur ; les ex æquo ont la meilleure place.")


class PeerFigure(Row):
    """What is known of one territory of a group."""

    territory: str = _column(LABELS["territory"], "Son code.")
    name: str = _column(LABELS["name"], "Son nom.")
    value: float | None = _column(LABELS["value"], "Sa valeur l’année comparée.")
    status: Status = _column(LABELS["status"], "Voir /api/v1/statuses.")
    id: str = _column("Identifiant", "Celui du chiffre ; vide où il n’y en a pas.")


class Territory(Row):
    """A commune, EPCI, département, region, grouping or site."""

    code: str = _column(LABELS["territory"], "Code INSEE ou SIREN, « D » et un département, ou un code propre.")
    level: str = _column("Niveau", "commune, epci, departement, region, grouping, site ou country.")
    name: str = _column("Nom", "Le nom entier.")
    short: str = _column("Nom court", "Le nom d’une légende.")
    departements: list[str] = _column("Départements", "Ceux où il est, en partie au moins.")
    epci: str = _column("EPCI", "Celui d’une commune.")
    population: int | None = _column("Habitants", "La population municipale du millésime des contours.")
    legal_form: str = _column("Forme", "CC, CA, CU ou ME.")
    members: list[str] = _column("Membres", "De quoi un groupement est fait.")
    predecessors: list[str] = _column("Prédécesseurs", "Les EPCI dont il est venu, celui qui pèse le plus d’abord.")
    successor: str = _column("Successeur", "Ce qui a pris sa place ; vide : il existe encore.")
    note: str = _column(LABELS["note"], "Ce qu’il faut en savoir.")


class Indicator(Row):
    """What is measured, as the catalogue has it."""

    id: str = _column("Identifiant", "Le mot avant le point est le thème.")
    theme: str = _column("Thème", "Son identifiant.")
    label: str = _column("Libellé", "Le nom entier.")
    short: str = _column("Nom court", "Le nom d’un graphique.")
    unit: str = _column(LABELS["unit"], "Le symbole.")
    unit_label: str = _column("Unité en clair", "« mètres cubes ».")
    kind: str = _column("Nature", "stock, flow, amount, ratio, event ou feature.")
    polarity: str = _column(
        "Polarité", "up : une hausse est favorable ; down : une baisse ; neutral : ni l’une ni l’autre."
    )
    decimals: int = _column("Décimales", "Celles avec lesquelles il s’écrit.")
    uses: list[str] = _column("Usages", "Ce qui se fait entre territoires : compare, rank, map, sum.")
    definition: str = _column("Définition", "Ce qui est compté.")
    observations: int = _column("Chiffres", "Combien en sont connus.")
    first_year: int | None = _column("Première année", "La première connue.")
    last_year: int | None = _column("Dernière année", "La dernière connue.")


class Source(Row):
    """A document or a file of a publisher, with what is due next."""

    id: str = _column("Identifiant", "Il commence par trois chiffres pour un document transcrit ligne à ligne.")
    title: str = _column("Titre", "Celui du document.")
    publisher: str = _column("Éditeur", "Qui l’a publié.")
    nature: str = _column("Nature", "statistic, register, report, quote ou computed.")
    date: str = _column("Date", "Comme l’éditeur la dit.")
    licence: str = _column("Licence", "À quelles conditions il se reprend.")
    covers: str = _column("Couvre", "Le territoire et la période.")
    url: str = _column("Adresse", "Celle du document.")
    site: str = _column("Site", "Où le demander.")
    observations: int = _column("Chiffres", "Combien en viennent.")
    first_year: int | None = _column("Première année", "La première de ses chiffres.")
    last_year: int | None = _column("Dernière année", "La dernière de ses chiffres.")
    due: str = _column("Suite attendue", "Le jour où la prochaine publication doit être parue.")
    due_about: str = _column("De quoi", "Ce que sera cette publication, ou pourquoi il n’y en aura pas.")


class Grant(Row):
    """A grant or a line of a financing plan, in the field names of the SCDL standard."""

    id: str = _column("Identifiant", "Celui de la ligne.")
    projet: str = _column(OF_GRANTS["projet"], "Le projet aidé.")
    objet: str = _column(OF_GRANTS["objet"], "L’objet de l’aide.")
    nomAttribuant: str = _column(OF_GRANTS["nomAttribuant"], "Qui donne.")  # noqa: N815
    idAttribuant: str = _column("SIREN du financeur", "Où il est connu.")  # noqa: N815
    nomBeneficiaire: str = _column(OF_GRANTS["nomBeneficiaire"], "Qui reçoit.")  # noqa: N815
    idBeneficiaire: str = _column("SIREN du bénéficiaire", "Où il est connu.")  # noqa: N815
    dispositifAide: str = _column(OF_GRANTS["dispositifAide"], "Le dispositif.")  # noqa: N815
    montant: float | None = _column(OF_GRANTS["montant"], "En euros.")
    coutProjet: float | None = _column(OF_GRANTS["coutProjet"], "En euros.")  # noqa: N815
    stage: str = _column("Stade", "planned, requested, proposed, awarded ou paid : deux stades ne s’additionnent pas.")
    commune: str = _column("Commune", "Son code.")
    epci: str = _column("EPCI", "Son code.")
    year: int = _column(OF_GRANTS["year"], "L’année où l’aide se montre.")
    period: str = _column(OF_GRANTS["period"], "La période publiée.")
    status: Status = _column(LABELS["status"], "Voir /api/v1/statuses.")
    source: str = _column(OF_GRANTS["source"], "Voir /api/v1/sources.")
    section: str = _column(LABELS["section"], "Le titre sous lequel elle est imprimée.")
    locator: str = _column(OF_GRANTS["locator"], "Où, dans la source.")
    published: str = _column(OF_GRANTS["published"], "Le montant comme il est imprimé.")
    note: str = _column(OF_GRANTS["note"], "Une réserve.")


class StatusName(Row):
    """A status with its name, and its code in SDMX."""

    id: str = _column("Code", "Celui des autres ressources.")
    label: str = _column("Libellé", "Comme les pages le disent.")
    has_value: bool = _column("A une valeur", "Faux : la valeur est vide, et le statut dit pourquoi.")
    is_result: bool = _column("Est un résultat", "Faux : objectif, prévision, seuil ou offre, à côté des résultats.")
    sdmx_status: str = _column("OBS_STATUS", "Dans la liste CL_OBS_STATUS 2.2 de SDMX.")
    sdmx_confidentiality: str = _column("CONF_STATUS", "Dans la liste CL_CONF_STATUS 1.3 de SDMX.")


def read_type(annotation: Any) -> tuple[Any, bool]:
    """The plain type of a column (str, int, float, bool, list[str]) and whether it may be null."""
    if get_origin(annotation) in (Union, UnionType):
        (plain,) = (one for one in get_args(annotation) if one is not NoneType)
        return plain, True
    plain = annotation if annotation in (str, int, float, bool) or get_origin(annotation) is list else str
    return plain, False
