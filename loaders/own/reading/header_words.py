"""What the header of a column says: its role, or the indicator, year, territory, unit or status of all its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from loaders.catalog import Catalog
from loaders.own.reading.places import Places
from loaders.own.reading.units import find_units
from loaders.own.reading.years import find_years, is_month
from loaders.vocabulary import list_words

# The words of headers, without accents and case; « code » alone is looked at again by what its cells are.
ROLES = {
    "territory": (
        "code insee", "insee", "code commune", "codgeo", "code geo", "codegeo", "code officiel geographique", "cog",
        "code com", "com", "depcom", "code", "code territoire", "codeinsee", "code siren", "siren", "siret",
        "code siret", "siren epci", "code epci", "codepci", "code dep", "code departement", "dep", "num dep",
        "numero de departement", "code insee commune", "code insee de la commune", "code de la commune", "code zone",
        "code du territoire", "insee com", "code insee ou siren", "com insee", "code commune insee", "n insee",
        "identifiant territoire", "geocode", "territory",
    ),
    "territory_name": (
        "commune", "communes", "nom", "nom commune", "nom de la commune", "nom des communes", "libelle", "libgeo",
        "lib commune", "libelle commune", "libelle de la commune", "territoire", "territoires", "nom du territoire",
        "nom territoire", "epci", "nom epci", "nom de l epci", "libelle epci", "intercommunalite", "agglomeration",
        "departement", "nom departement", "collectivite", "ville", "villes", "libelle geographique", "membre",
        "nom com", "nom geo", "communes membres",
    ),
    "year": (
        "annee", "annees", "an", "exercice", "millesime", "date", "periode", "year", "annee scolaire", "annee civile",
        "annee de reference", "annee de collecte", "annee d exercice", "campagne",
    ),
    "indicator": (
        "indicateur", "indicateurs", "code indicateur", "id indicateur", "variable", "indicator", "donnee", "donnees",
        "libelle indicateur", "nom de l indicateur", "libelle de l indicateur", "nature de la donnee",
    ),
    "value": (
        "valeur", "valeurs", "value", "resultat", "realise", "chiffre", "obs value", "nombre", "montant", "quantite",
        "tonnage", "total",
    ),
    "unit": ("unite", "unites", "unit", "unite de mesure"),
    "status": ("statut", "status", "statut de la valeur", "etat", "nature du chiffre"),
    "scope": ("perimetre", "restriction", "scope", "detail", "dispositif", "flux et destination"),
    "stage": ("stade", "stade du dossier", "etape"),
    "place": ("lieu", "equipement", "place", "site"),
    "note": (
        "note", "notes", "remarque", "remarques", "commentaire", "commentaires", "precision", "precisions",
        "observation", "observations",
    ),
    "ignored": (
        "code postal", "cp", "source", "sources", "date de mise a jour", "maj", "population", "numero", "n", "num",
        "rang", "id", "libelle du statut",
    ),
}  # fmt: skip
BY_WORDS = {words: role for role, texts in ROLES.items() for words in texts}
STATUSES = {
    "normal": ("normal", "publie", "definitif", "realise", "constate", "reel", "valide"),
    "provisional": ("provisional", "provisoire", "p"),
    "estimated": ("estimated", "estime", "estimee", "estimation", "e"),
    "partial": ("partial", "partiel", "partielle", "incomplet"),
    "objective": ("objective", "objectif", "objectifs", "cible", "vise"),
    "planned": ("planned", "prevu", "prevue", "prevision", "previsionnel", "budget", "prevision budgetaire"),
    "threshold": ("threshold", "seuil", "plafond"),
    "offer": ("offer", "offre"),
    "missing": ("missing", "sans donnee", "manquant", "inconnu", "non disponible", "nd", "nc", "n d", "n c"),
    "confidential": ("confidential", "confidentiel", "confidentielle", "secret", "secret statistique", "s"),
    "not_applicable": ("not applicable", "not_applicable", "sans objet", "non concerne"),
}  # fmt: skip
STATUS_BY_WORDS = {words: status for status, texts in STATUSES.items() for words in texts}
POSTCODE = ("code postal", "cp")
_UNIT = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$|(?:,|\s)\s*en ([\w€%³² '’]+)$")
# « Nombre de logements commencés », « Tonnage DMA »: what is counted is what is named.
_QUANTITY = re.compile(r"^(nombre|nb|tonnage|tonnes|montant|total)( total)?( (des|de|d|du|en))? ")
_SPLIT = re.compile(r"\s*[-–—:/|,]\s*")


def fold(text: str) -> str:
    """The words of a header: « Code_INSEE » is « code insee »."""
    return " ".join(list_words(text.replace("_", " ").replace("°", " ")))


def read_status(text: str) -> str | None:
    """The status that a cell names, None for none."""
    return STATUS_BY_WORDS.get(fold(text))


@dataclass(frozen=True)
class Words:
    """What the words of a header may name, in one catalogue."""

    catalog: Catalog
    places: Places

    @cached_property
    def indicators(self) -> dict[str, str]:
        """The indicator of each of its names, folded: its id, label, short label or synonym; « id@scope »."""
        found: dict[str, str] = {}
        for key, entry in self.catalog.indicators.items():
            for text in (entry.label, entry.short):
                found.setdefault(fold(text), key)
        for headline, texts in self.catalog.vocabulary.indicators.items():
            for text in texts:
                found.setdefault(fold(text), headline)
        return found | {fold(key): key for key in self.catalog.indicators}

    @cached_property
    def dimensions(self) -> dict[str, str]:
        """The dimension of each of its labels."""
        return {fold(entry.label): key for key, entry in self.catalog.dimensions.items()}

    def find_indicator(self, text: str) -> str | None:
        """The indicator that a text names exactly, « id@scope » where it is restricted; None for none."""
        text = text.strip()
        if text.partition("@")[0] in self.catalog.indicators:
            return text
        words = fold(text)
        return self.indicators.get(words) or self.indicators.get(_QUANTITY.sub("", words))

    def suggest_indicators(self, text: str, most: int = 3) -> list[str]:
        """The labels of the indicators that share the most words with a text."""
        words = {word.rstrip("sx") for word in fold(text).split() if len(word) > 2}
        scored = []
        for name, key in self.indicators.items():
            own = {word.rstrip("sx") for word in name.split() if len(word) > 2}
            if common := len(words & own):
                scored.append((-common / max(len(words), len(own)), key.partition("@")[0]))
        ids = list(dict.fromkeys(key for _, key in sorted(scored)))[:most]
        return [f"{self.catalog.indicators[key].label} ({key})" for key in ids]

    def read_header(self, text: str) -> dict[str, str]:
        """The items of a header by what they are: {'role': 'year'}, {'indicator': …, 'year': '2021', 'unit': 'k€'}.

        {} for one that says nothing known.
        """
        words = fold(text)
        if not words or is_month(text):
            return {}
        if words in BY_WORDS:
            return {"role": BY_WORDS[words]}
        if words in self.dimensions:
            return {"role": f"dimension:{self.dimensions[words]}"}
        if headline := self.find_indicator(text):
            return _split_headline(headline)
        rest, items = text.strip(), {}
        if (unit := _UNIT.search(rest)) and find_units(unit[1] or unit[2], self.catalog):
            items["unit"] = (unit[1] or unit[2]).strip()
            rest = rest[: unit.start()].strip()
        if found := self.places.find_code_in(rest):
            return items | {"territory": found}
        if (years := find_years(rest)) and len(years) == 1:
            items["year"] = years[0][0]
            rest = (rest[: years[0][1]] + " " + rest[years[0][2] :]).strip(" -–—:/|,()")
        return items | self._read_rest(rest) if rest else items

    def _read_rest(self, rest: str) -> dict[str, str]:
        """What is left of a header without its year and unit."""
        words = fold(rest)
        if words in BY_WORDS:
            return {"role": BY_WORDS[words]}
        if status := STATUS_BY_WORDS.get(words) if len(words) > 1 else None:
            return {"status": status}
        if headline := self.find_indicator(rest):
            return _split_headline(headline)
        parts = [part for part in _SPLIT.split(rest) if part]
        if len(parts) > 1:
            found: dict[str, str] = {}
            for part in parts:
                found |= self._read_rest(part)
            return found
        if self.places.find_names(rest):
            return {"territory_name": rest}
        return {}


def _split_headline(headline: str) -> dict[str, str]:
    indicator, _, scope = headline.partition("@")
    return {"indicator": indicator} | ({"scope": scope} if scope else {})
