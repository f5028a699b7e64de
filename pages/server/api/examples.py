"""How programs read the interface, as the documentation shows it; the tests run those that run here."""

from __future__ import annotations

from typing import NamedTuple

from loaders.catalog import load_catalog
from pages.server.api.resources import RESOURCES
from pages.words.paths import API_V1


class Example(NamedTuple):
    """A program, a sentence, and what to write in it."""

    tool: str
    said: str
    lines: tuple[str, ...]


def list_examples(base: str) -> list[Example]:
    """The examples, at the address of an installation."""
    observations = f"{base}{API_V1}/observations"
    asked = RESOURCES["observations"].example
    outlines = f"{base}{API_V1}/geometry/epci.geojson?departement={','.join(load_catalog().deployment.departements)}"
    return [
        Example(
            "pandas",
            "Les codes de territoires sont du texte : dites-le, ou 01304 devient 1304.",
            (
                f'import pandas as pd\nrows = pd.read_csv("{observations}.csv?{asked}", dtype={{"territory": str}})',
                f'rows = pd.read_parquet("{observations}.parquet")',
            ),
        ),
        Example(
            "DuckDB",
            "Avec l’extension httpfs. Le Parquet garde les types, et rien n’est à deviner.",
            (
                f"SELECT territory, year, value, status\nFROM read_parquet('{observations}.parquet?{asked}')\n"
                "WHERE status = 'normal';",
            ),
        ),
        Example(
            "Excel (Power Query)",
            "Données, À partir du web, puis cette adresse ; ou, dans l’éditeur avancé, cette requête. « "
            "Actualiser » relit.",
            (
                f"{observations}.fr.csv?{asked}",
                "let\n"
                f'  Source = Csv.Document(Web.Contents("{observations}.csv?{asked}"), '
                '[Delimiter=",", Encoding=65001, QuoteStyle=QuoteStyle.Csv]),\n'
                "  Titres = Table.PromoteHeaders(Source),\n"
                '  Types = Table.TransformColumnTypes(Titres, {{"value", type number}, {"year", Int64.Type}}, '
                '"en-US")\n'
                "in\n  Types",
            ),
        ),
        Example(
            "QGIS",
            "Couche, Ajouter une couche vecteur, protocole HTTP(S), type GeoJSON ; puis une jointure de « code » à "
            "« territory » avec le CSV.",
            (outlines,),
        ),
        Example(
            "R",
            "La même chose avec readr, ou arrow pour le Parquet.",
            (f'library(readr)\nrows <- read_csv("{observations}.csv?{asked}", col_types = cols(territory = "c"))',),
        ),
        Example(
            "Ligne de commande",
            "Seulement si les données ont changé depuis la dernière fois.",
            (f'curl --etag-compare etag --etag-save etag -o rows.csv "{observations}.csv?{asked}"',),
        ),
    ]
