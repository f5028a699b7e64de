"""The catalogue as portals harvest it: DCAT-AP in JSON-LD, whose context is in it, so that no other host is asked.

DCAT-AP 3.0 (SEMIC, 2024): a data set has a title, a description, a publisher, a contact, distributions with a format, a
licence and an access address, periods and places.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from geo.kept import TABLES, keep
from loaders.catalog import Source, load_catalog
from pages.server.api.formats import FORMS
from pages.server.portals.datasets import OFFERED, Dataset, list_datasets
from pages.words.addresses import source_address
from pages.words.paths import API, API_V1, CATALOGUE, HOME, LEGAL, SCHEMAS

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Of the European Union: languages, types of files, and the licence of the State.
AUTHORITY = "http://publications.europa.eu/resource/authority"
FRENCH = {"@id": f"{AUTHORITY}/language/FRA"}
TYPES = {"csv": "CSV", "fr.csv": "CSV", "parquet": "PARQUET", "arrow": "ARROW", "xlsx": "XLSX"}
LICENCES = {
    "Licence Ouverte 2.0": "https://spdx.org/licenses/etalab-2.0",
    "Open Database License": "https://spdx.org/licenses/ODbL-1.0",
}


@keep(TABLES)
def build_catalogue(base: str) -> dict[str, Any]:
    """The whole catalogue; `base` is the address of the installation, without a final slash."""
    deployment = load_catalog().deployment
    return {
        "@context": CONTEXT,
        "@id": f"{base}{CATALOGUE}",
        "@type": "dcat:Catalog",
        "dct:title": _say("Terril"),
        "dct:description": _say("Indicateurs territoriaux, chacun avec sa source, son endroit et son statut."),
        "dct:publisher": _name(deployment.office.name or "Terril", base),
        "dct:language": FRENCH,
        "dct:license": _license("Celle de chaque jeu de données"),
        "foaf:homepage": {"@id": base + HOME},
        "dcat:service": {
            "@id": f"{base}{API_V1}",
            "@type": "dcat:DataService",
            "dct:title": _say("Les chiffres par programme"),
            "dcat:endpointURL": {"@id": f"{base}{API_V1}"},
            "dcat:endpointDescription": {"@id": f"{base}{API_V1}/openapi.json"},
            "foaf:page": {"@id": f"{base}{API}"},
        },
        "dcat:dataset": [_describe(one, base) for one in list_datasets()],
    }


def _say(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "fr"}


def _name(publisher: str, address: str) -> dict[str, Any]:
    named: dict[str, Any] = {"@type": "foaf:Organization", "foaf:name": publisher}
    return named | ({"foaf:homepage": {"@id": address}} if address else {})


def _license(said: str) -> dict[str, Any]:
    known = next((address for name, address in LICENCES.items() if name in said), "")
    told = {"@type": "dct:LicenseDocument", "rdfs:label": _say(said)}
    return told | ({"@id": known} if known else {})


def _describe(one: Dataset, base: str) -> dict[str, Any]:
    catalog, source = load_catalog(), one.source
    theme = catalog.themes[one.theme]
    kept: dict[str, Any] = {
        "@id": f"{base}{CATALOGUE}#{one.id}",
        "@type": "dcat:Dataset",
        "dct:identifier": one.id,
        "dct:title": _say(one.title),
        "dct:description": _say(one.description),
        "dct:publisher": _name(source.publisher, source.site or ""),
        "dct:source": _say(f"{source.publisher}, {source.title}"),
        "dcat:contactPoint": _contact(source, base),
        "dcat:theme": {
            "@id": f"{base}{CATALOGUE}#theme-{one.theme}",
            "@type": "skos:Concept",
            "skos:prefLabel": _say(theme.label),
        },
        "dcat:keyword": [_say(catalog.indicators[key].short) for key in one.indicators[:20]],
        "dct:language": FRENCH,
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{one.first}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{one.last}-12-31", "@type": "xsd:date"},
        },
        "dct:spatial": {"@type": "dct:Location", "skos:prefLabel": _say(source.covers or one.where)},
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": _say(_tell_origin(source))},
        "dcat:landingPage": {"@id": base + source_address(one.key)},
        "dcat:distribution": [_distribute(one, form, base) for form in OFFERED],
    }
    if isinstance(source.date, dt.date):
        kept["dct:issued"] = {"@value": source.date.isoformat(), "@type": "xsd:date"}
    return kept


def _tell_origin(source: Source) -> str:
    where = f" : {source.url}" if source.url else ""
    return f"Repris ligne à ligne de « {source.title} », {source.publisher}, {source.date}{where}"


def _contact(source: Source, base: str) -> dict[str, Any]:
    """Whom to ask: the office of the installation, or the publisher where there is none."""
    office = load_catalog().deployment.office
    if "@" in office.contact:
        return {
            "@type": "vcard:Organization",
            "vcard:fn": office.name or "Terril",
            "vcard:hasEmail": {"@id": f"mailto:{office.contact.strip()}"},
        }
    return {
        "@type": "vcard:Organization",
        "vcard:fn": source.publisher,
        "vcard:hasURL": {"@id": source.site or source.url or f"{base}{LEGAL}"},
    }


def _distribute(one: Dataset, form: str, base: str) -> dict[str, Any]:
    address = f"{base}{one.address(form)}"
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _say(FORMS[form].label),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{AUTHORITY}/file-type/{TYPES[form]}"},
        "dcat:mediaType": FORMS[form].mime.partition(";")[0],
        "dct:license": _license(one.source.licence),
        "dct:conformsTo": {"@id": f"{base}{SCHEMAS}/observations.json"},
        "dcat:accessService": {"@id": f"{base}{API_V1}"},
    }
