"""Lists of grants in the SCDL: all in them is synthetic, but the SIREN of the communes and EPCIs that they name."""

from __future__ import annotations

import csv
import io

from loaders.pipeline.grants import SCDL

# The older form of Etalab has neither of the two.
ETALAB = tuple(name for name in SCDL if name not in ("rnaBeneficiaire", "dispositifAide"))
GRANT = {
    "nomAttribuant": "Collectivité synthétique",
    "idAttribuant": "24620036400013",
    "dateConvention": "2024-03-15",
    "referenceDecision": "S-2024-1",
    "nomBeneficiaire": "Association synthétique",
    "idBeneficiaire": "10000000000008",
    "objet": "Objet synthétique",
    "montant": "1000",
    "nature": "aide en numéraire",
    "conditionsVersement": "unique",
    "datesPeriodeVersement": "2024-06-01/2024-12-31",
    "notificationUE": "non",
    "pourcentageSubvention": "0.5",
}
# Lens and the EPCI that it is in, by their SIRET.
TO_LENS = {"nomBeneficiaire": "Commune synthétique", "idBeneficiaire": "21620498200018"}
TO_EPCI = {"nomBeneficiaire": "EPCI synthétique", "idBeneficiaire": "24620036400013"}


def list_rows(*changes: dict[str, str], columns: tuple[str, ...] = SCDL) -> list[list[str]]:
    """The headers, then a row for each change, each with a decision of its own."""
    rows = [GRANT | {"referenceDecision": f"S-{n}"} | change for n, change in enumerate(changes, 1)]
    return [list(columns), *([row.get(name, "") for name in columns] for row in rows)]


def write_list(*changes: dict[str, str], columns: tuple[str, ...] = SCDL, delimiter: str = ",") -> bytes:
    """The same as a CSV."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(list_rows(*changes, columns=columns))
    return file.getvalue().encode()
