"""Files that are refused leave the data as they are; real ones give the very figures that are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders.importing.command import Request, import_file
from loaders.tabular.faults import SourceFormatError
from tests.samples import SAMPLES
from tests.small_files import hash_files, write

SINOE = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"
DOTATIONS = "exercice,id_projet,dotation,echelon,code_beneficiaire,epci_siren_2019,cout,subvention\n"
DOTATION = "2019,P1,DETR,commune,62498,246200364,1,1\n"
SITADEL = "ANNEE;COMM;TYPE_LGT;LOG_AUT;LOG_COM\n"
PERIMETER = "dept;siren;raison_sociale;nb_membres;total_pop_mun;dep_com;insee;siren_membre;pmun_2026\n"
MEMBER = "62;246200364;CA;2;39 000;62;62498;216204982;32 000\n"
MOVEMENT = "MOD,DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP\n"
REFUSED = [
    ("dotations", "d.csv", DOTATIONS + DOTATION.replace("2019", "31/12/2019", 1), "« 31/12/2019 » n’est pas une année"),
    (
        "dotations",
        "d.csv",
        DOTATIONS + DOTATION.replace("246200364", "2.46E+08"),
        "n’est pas un SIREN de neuf chiffres",
    ),
    ("dotations", "d.csv", DOTATIONS + DOTATION.replace("62498", "59350"), r"l'installation \(62\) ; elle en a de 59"),
    ("dotations", "d.csv", DOTATIONS + DOTATION.replace(",1,1", ",1,nd"), "« nd » ne donne pas de montant"),
    ("dotations", "d.csv", DOTATIONS + 2 * DOTATION, "projet P1 a déjà une ligne, ligne 2. Une ligne par projet"),
    ("dotations", "d.csv", DOTATIONS + DOTATION.replace("commune", "ville"), "« ville » n’est pas l’un de commune"),
    ("sitadel", "s.csv", SITADEL + "2024;62498;Total;1;1\n", "aucune ligne « Tous Logements », trouvé « Total »"),
    ("sitadel", "s.csv", SITADEL + 2 * "2024;62498;Tous Logements;1;1\n", "62498, 2024 a déjà une ligne, ligne 2"),
    ("sitadel", "s.csv", SITADEL + "2024;75056;Tous Logements;1;1\n", r"l'installation \(62\) ; trouvées celles de 75"),
    ("sinoe", "s.csv", "", "le fichier est vide"),
    ("sinoe", "s.csv", SINOE + "2021,62,07A,02B,-1\n", "« -1 » est négatif"),
    ("sinoe", "s.csv", SINOE + "2021,62,07A,02B,1\nSomme,62,07A,02B,1\n", "ligne 3, colonne « ANNEE »"),
    ("sinoe", "s.csv", "Annee;C_DEPT;RATIO_DMA\n2021;62;1\n", "colonnes attendues C_TYP_REG_DECHET"),
    ("sinoe", "s.csv", SINOE, "aucune ligne à lire sous l’en-tête"),
    ("sinoe", "s.csv", SINOE + "2021,75,07A,02B,1\n", "aucun chiffre pour les territoires de l’installation"),
    (
        "population",
        "epcicom2026.csv",
        PERIMETER + "75;200054781;M;1;5;75;75056;217500016;5\n",
        r"l'installation \(62\) ; trouvées celles de 75",
    ),
    (
        "population_insee",
        "p.csv",
        "annee_recensement,version_paquet,code,population\n" + 2 * "2023,6,62498,32920\n",
        "62498, 2023 a déjà une ligne, ligne 2",
    ),
    (
        "filosofi",
        "FILO2019_DISP_EPCI.csv",
        "CODGEO;NBMEN19;Q219\n" + 2 * "246200364;98637;17980\n",
        "ligne 3, colonne « CODGEO » : 246200364 a déjà une ligne, ligne 2",
    ),
    ("isdnd", "i.json", '[{"annee": 2021}]', "colonnes attendues tonnage"),
    (
        "population",
        "perimetre-epci-a-fp_2026.csv",
        PERIMETER + MEMBER.replace("32 000", "n.d."),
        "colonne « pmun_2026 »",
    ),
    ("population", "perimetre-epci-a-fp_2026.csv", PERIMETER + MEMBER, "n’est pas la somme de ses communes"),
    ("population", "perimetre-epci-a-fp_2025.csv", PERIMETER + MEMBER, "pmun_2025, l’année du nom du fichier"),
    ("movements", "m.csv", MOVEMENT + "32,1/1/24,COM,62001,A,COM,62002,B\n", "« 1/1/24 » n’est pas une date"),
    ("movements", "m.csv", MOVEMENT + "32,2024-01-01,COM,62,A,COM,62002,B\n", "« 62 » n’est pas un code Insee"),
]


def take(request: Request, data: Path, **given: Any) -> str:
    """Import without building all tables of it, which takes seconds: that is tried with the command."""
    return import_file(request, data, **{"build": lambda *_: None, **given})


@pytest.mark.parametrize(("name", "file", "content", "said"), REFUSED, ids=[said[:40] for *_, said in REFUSED])
def test_a_refused_file_leaves_the_data_the_same_to_the_byte(
    name: str, file: str, content: str, said: str, data: Path, tmp_path: Path
) -> None:
    before = hash_files(data)
    with pytest.raises(SourceFormatError, match=said) as caught:
        take(Request(name, write(tmp_path, file, content)), data, say=len)
    assert str(caught.value).startswith(file)
    assert hash_files(data) == before


REAL = {
    "dotations": "dotations/detr_dsil_62_2018_2019.csv",
    "filosofi": "publishers/income",
    "fonds_vert": "fonds_vert/fonds_vert_2023_source.csv",
    "isdnd": "isdnd/isdnd_tonnage_annee.json",
    "movements": "insee/v_mvtcommune_2024.csv",
    "population_cogugaison": "publishers/context/cogugaison_population_communes_hdf_1968_2024.csv",
    "population_insee": "publishers/context/etalab_population_communes_hdf_2022_2023.csv",
    "sinoe": "sinoe/SINOE04_DestinationDmaParTypeTraitement.csv",
    "sitadel": "sitadel/sitadel.json.gz",
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="Les fichiers des producteurs ne sont pas à côté du dépôt.")
@pytest.mark.parametrize("name", REAL)
def test_the_real_file_of_a_publisher_changes_nothing_that_is_kept(name: str, data: Path) -> None:
    before = hash_files(data)
    assert take(Request(name, SAMPLES / REAL[name]), data, say=len).startswith("Rien ne change")
    assert hash_files(data) == before
