"""Importing as a data officer does: what is said, what is asked, what is written, how it is undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders import __main__ as commands
from loaders.csv_files import read_text_csv
from loaders.importing.command import RefusedError, Request, import_file, undo_import
from loaders.importing.keeping import list_kept
from loaders.pipeline.build import build_tables
from loaders.pipeline.figures import FiguresError
from loaders.tabular.faults import SourceFormatError
from tests.small_files import hash_files, write

SINOE = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"
LATER = "nom_region,code_departement,code_commune,numero_dossier_ds,siret_beneficiaire,montant_engage\n"


def take(request: Request, data: Path, **given: Any) -> str:
    """Import without building all tables of it, which takes seconds: what builds them is tried below."""
    return import_file(request, data, **{"build": lambda *_: None, **given})


def list_cell(data: Path, name: str, territory: str, year: str) -> list[str]:
    rows = read_text_csv(data / "figures" / f"{name}.csv")
    return rows.loc[rows["territory"].eq(territory) & rows["year"].eq(year), "value"].tolist()


def test_a_year_more_is_added_without_a_question(data: Path, tmp_path: Path) -> None:
    kept = read_text_csv(data / "figures" / "sinoe.csv")
    path = write(tmp_path, "sinoe.csv", SINOE + '2023,62,07A,02B,"10,5"\n')
    said: list[str] = []
    done = take(Request("sinoe", path), data, say=said.append)
    merged = read_text_csv(data / "figures" / "sinoe.csv")
    assert len(merged) == len(kept) + 4 and len(merged.merge(kept)) == len(kept)
    assert list_cell(data, "sinoe", "D62", "2023") == ["10.5"] * 4
    assert said[0] == "sinoe : la livraison donne 4 chiffres de 1 département (D62)."
    assert "pour y revenir : python -m loaders undo sinoe" in done


def test_a_loss_is_refused_where_nobody_can_answer_and_nothing_is_written(data: Path, tmp_path: Path) -> None:
    path, before = write(tmp_path, "sinoe.csv", SINOE + "2021,62,07A,02B,nd\n"), hash_files(data)
    said: list[str] = []
    with pytest.raises(
        RefusedError, match="^Rien n’est écrit. 37 chiffres connus ne le seraient plus : si c’est voulu"
    ):
        take(Request("sinoe", path), data, say=said.append)
    assert hash_files(data) == before
    assert any(line.startswith("Perdus, par année et territoire :") for line in said)
    assert any("waste.collected, D62, 2021" in line and line.endswith("→ rien") for line in said)


@pytest.mark.parametrize(("answer", "is_written"), [("o", True), ("Oui", True), ("n", False), ("", False)])
def test_somebody_who_can_answer_is_asked(answer: str, is_written: bool, data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "sinoe.csv", SINOE + "2021,62,07A,02B,1\n")
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return answer

    request = Request("sinoe", path)
    if is_written:
        take(request, data, say=asked.append, ask=ask)
        assert list_cell(data, "sinoe", "D62", "2021") == ["1"] * 4
    else:
        with pytest.raises(RefusedError):
            take(request, data, say=asked.append, ask=ask)
    assert any(question.endswith("[o/N] ") for question in asked)


def test_a_try_writes_nothing_and_an_accepted_loss_is_undone(data: Path, tmp_path: Path) -> None:
    path, before = write(tmp_path, "sinoe.csv", SINOE + "2021,62,07A,02B,1\n"), hash_files(data)
    assert "Essai : rien n’est écrit." in take(Request("sinoe", path, is_dry=True), data, say=len)
    assert hash_files(data) == before
    take(Request("sinoe", path, accepts_losses=True), data, say=len)
    after = hash_files(data)
    assert after != before
    undo_import("sinoe", data)
    assert hash_files(data) == before
    undo_import("sinoe", data)
    assert hash_files(data) == after
    undo_import("sinoe", data, to=list_kept(data, "sinoe")[0].name)
    assert hash_files(data) == before


def test_what_is_already_there_is_not_written_again(data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "sinoe.csv", SINOE + "2023,62,07A,02B,1\n")
    take(Request("sinoe", path), data, say=len)
    after = hash_files(data)
    assert take(Request("sinoe", path), data, say=len).startswith("Rien ne change")
    assert hash_files(data) == after and len(list_kept(data, "sinoe")) == 1


def test_nothing_kept_is_nothing_to_undo(data: Path) -> None:
    with pytest.raises(SourceFormatError, match="il n’y a rien à défaire"):
        undo_import("sinoe", data)


def test_a_source_of_which_nothing_was_here_is_declared_with_its_first_figures(data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "fonds-vert-2024.csv", LATER + "Hauts-de-France,62,62498,1,21620498200018,100\n")
    before = hash_files(data)
    said: list[str] = []
    take(Request("fonds_vert", path), data, say=said.append)
    for name in ("sources", "calendar"):
        assert "\ndgaln-fonds-vert:\n" in (data / "catalog" / f"{name}.yaml").read_text(encoding="utf-8")
    assert list_cell(data, "fonds_vert", "62498", "2023") != list_cell(data, "fonds_vert", "62498", "2024")
    assert "100" in list_cell(data, "fonds_vert", "62498", "2024")
    assert said[-1].endswith("La source dgaln-fonds-vert vient d’être déclarée au catalogue.")
    undo_import("fonds_vert", data)
    assert hash_files(data) == before


def test_the_year_that_a_list_does_not_say_is_asked_or_refused(data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "liste.csv", LATER + "Hauts-de-France,62,62498,1,21620498200018,100\n")
    with pytest.raises(SourceFormatError, match="Dites-la avec --year"):
        take(Request("fonds_vert", path), data, say=len)
    with pytest.raises(SourceFormatError, match="« demain » n’est pas une année"):
        take(Request("fonds_vert", path), data, say=len, ask=lambda _: "demain")
    take(Request("fonds_vert", path), data, say=len, ask=lambda _: "2025")
    assert "100" in list_cell(data, "fonds_vert", "62498", "2025")


def test_what_the_build_would_refuse_is_refused_before_it_is_written(data: Path, tmp_path: Path) -> None:
    header = "exercice,id_projet,dotation,echelon,code_beneficiaire,epci_siren_2019,cout,subvention\n"
    path, before = write(tmp_path, "d.csv", header + "2019,P1,DETR,commune,62498,246200364,1,-5\n"), hash_files(data)
    with pytest.raises(SourceFormatError, match="colonne « value » : une quantité positive ou nulle est attendu"):
        take(Request("dotations", path), data, say=len)
    assert hash_files(data) == before


def test_a_fault_that_a_reader_does_not_know_is_said_in_french(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loaders.sources import sinoe

    def fail(*_: object) -> None:
        raise KeyError("Unnamed: 1")

    monkeypatch.setattr(sinoe, "read", fail)
    with pytest.raises(
        SourceFormatError, match=r"Signalez-le avec le fichier et ceci : KeyError, test_command\.py ligne"
    ):
        take(Request("sinoe", tmp_path / "x.csv"), data, say=len)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "sinoée", "x.csv"], "'sinoée' n’est pas connu ; attendus : "),
        (["import", "sinoe"], "il manque : file"),
        (["import", "sinoe", "x.csv", "--year", "deux"], "'deux' n’est pas un nombre entier"),
        (["import", "sinoe", "x.csv", "--force"], "inconnu : --force"),
        ([], "il manque : COMMANDE"),
    ],
)
def test_arguments_are_refused_in_french(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(arguments)
    told = capsys.readouterr().err
    assert said in told and told.startswith("Utilisation :")
    assert "error" not in told and "usage" not in told


def test_the_help_is_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(["import", "--help"])
    told = capsys.readouterr().out
    assert "écrire aussi quand on en saurait moins après" in told and "montrer cette aide" in told
    assert "show this help" not in told


def test_a_file_that_is_not_there_is_named(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "FIGURES", data / "figures")
    assert commands.main(["import", "sinoe", str(tmp_path / "absent.csv")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'absent.csv'} : ce fichier n’existe pas. Rien n’est écrit.\n"
    assert commands.main(["import", "sinoe", str(tmp_path)]) == 1
    assert "un fichier est attendu, c’est un dossier" in capsys.readouterr().err


def test_what_no_table_can_be_made_of_is_refused_before_it_is_written(data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "sinoe.csv", SINOE + "2023,62,07A,02B,1\n")
    broken = data / "figures" / "filosofi.csv"
    broken.write_text(broken.read_text(encoding="utf-8").replace(",2019,", ",19,"), encoding="utf-8")
    before = hash_files(data)
    with pytest.raises(FiguresError, match="filosofi.csv, ligne"):
        take(Request("sinoe", path), data, say=len, build=build_tables)
    assert hash_files(data) == before


PERIMETER = "dept;siren;raison_sociale;nb_membres;total_pop_mun;dep_com;insee;siren_membre;pmun_2026\n"
MEMBER = "62;246200364;CA;2;39 000;62;62498;216204982;32 000\n"
MOVEMENT = "MOD,DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP\n"


def test_perimeters_of_a_year_are_added_to_those_kept(data: Path, tmp_path: Path) -> None:
    kept = read_text_csv(data / "figures" / "population.csv")
    rows = MEMBER + "62;246200364;CA;2;39 000;62;62427;216204271;7 000\n;;;;;;;;\n"
    path = write(tmp_path, "perimetre-epci-a-fp_2026.csv", PERIMETER + rows, "cp1252")
    take(Request("population", path), data, say=len)
    merged = read_text_csv(data / "figures" / "population.csv")
    assert len(kept.merge(merged)) == len(kept)
    added = pd.concat([merged, kept]).drop_duplicates(keep=False).set_index("territory")
    assert added["value"].to_dict() == {"246200364": "39000", "62427": "7000", "62498": "32000"}
    assert set(added["year"]) == {"2023"}


def test_a_movement_replaces_itself_alone(data: Path, tmp_path: Path) -> None:
    table = data / "catalog" / "movements.csv"
    kept = read_text_csv(table)
    path = write(tmp_path, "m.csv", MOVEMENT + "32,2030-01-01,COM,1004,A,COM,01005,B\n")
    said: list[str] = []
    take(Request("movements", path), data, say=said.append)
    merged = read_text_csv(table)
    assert len(merged) == len(kept) + 1 and merged["before"].iloc[-1] == "01004"
    assert any("« 1004 » est lu 01004" in line for line in said)
    assert "movements : 1 lignes ajoutées, 0 perdues." in said


@pytest.mark.parametrize("given", [{"year": 2022}, {"sheet": "Données"}])
def test_what_is_said_of_a_file_that_does_not_need_it_is_refused(
    given: dict[str, Any], data: Path, tmp_path: Path
) -> None:
    path = write(tmp_path, "sinoe.csv", SINOE + "2021,62,07A,02B,1\n")
    with pytest.raises(SourceFormatError, match="Relancez sans --year|n’est pas un classeur"):
        take(Request("sinoe", path, **given), data, say=len)
