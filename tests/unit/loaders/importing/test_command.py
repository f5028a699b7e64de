"""Importing as a data officer does: what is said, what is asked, what is written, how it is undone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders import __main__ as commands
from loaders.catalog import ROOT
from loaders.csv_files import read_text_csv
from loaders.importing.command import RefusedError, Request, import_file, undo_import
from loaders.importing.keeping import list_kept
from loaders.tabular.faults import SourceFormatError
from tests.small_files import hash_files, write

SINOE = "ANNEE,C_DEPT,C_TYP_REG_DECHET,C_TYP_REG_SERVICE,TONNAGE_DMA\n"
LATER = "nom_region,code_departement,code_commune,numero_dossier_ds,siret_beneficiaire,montant_engage\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data of the project, in a folder of its own."""
    folder = tmp_path / "data"
    for name in ("figures", "parts", "catalog"):
        shutil.copytree(ROOT / "data" / name, folder / name)
    return folder


def list_cell(data: Path, name: str, territory: str, year: str) -> list[str]:
    rows = read_text_csv(data / "figures" / f"{name}.csv")
    return rows.loc[rows["territory"].eq(territory) & rows["year"].eq(year), "value"].tolist()


def test_a_year_more_is_added_without_a_question(data: Path, tmp_path: Path) -> None:
    kept = read_text_csv(data / "figures" / "sinoe.csv")
    path = write(tmp_path, "sinoe.csv", SINOE + '2023,62,07A,02B,"10,5"\n')
    said: list[str] = []
    done = import_file(Request("sinoe", path), data, say=said.append)
    merged = read_text_csv(data / "figures" / "sinoe.csv")
    assert len(merged) == len(kept) + 4 and len(merged.merge(kept)) == len(kept)
    assert list_cell(data, "sinoe", "D62", "2023") == ["10.5"] * 4
    assert said[0] == "sinoe : la livraison donne 4 chiffres de 1 département (D62)."
    assert "pour y revenir : python -m loaders undo sinoe" in done


def test_a_loss_is_refused_where_nobody_can_answer_and_nothing_is_written(data: Path, tmp_path: Path) -> None:
    path, before = write(tmp_path, "sinoe.csv", SINOE + "2021,62,07A,02B,nd\n"), hash_files(data)
    said: list[str] = []
    with pytest.raises(RefusedError, match="relancez avec --accept-losses"):
        import_file(Request("sinoe", path), data, say=said.append)
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
        import_file(request, data, say=asked.append, ask=ask)
        assert list_cell(data, "sinoe", "D62", "2021") == ["1"] * 4
    else:
        with pytest.raises(RefusedError):
            import_file(request, data, say=asked.append, ask=ask)
    assert any(question.endswith("[o/N] ") for question in asked)


def test_a_try_writes_nothing_and_an_accepted_loss_is_undone(data: Path, tmp_path: Path) -> None:
    path, before = write(tmp_path, "sinoe.csv", SINOE + "2021,62,07A,02B,1\n"), hash_files(data)
    assert "Essai : rien n’est écrit." in import_file(Request("sinoe", path, is_dry=True), data, say=len)
    assert hash_files(data) == before
    import_file(Request("sinoe", path, accepts_losses=True), data, say=len)
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
    import_file(Request("sinoe", path), data, say=len)
    after = hash_files(data)
    assert import_file(Request("sinoe", path), data, say=len).startswith("Rien ne change")
    assert hash_files(data) == after and len(list_kept(data, "sinoe")) == 1


def test_nothing_kept_is_nothing_to_undo(data: Path) -> None:
    with pytest.raises(SourceFormatError, match="il n’y a rien à défaire"):
        undo_import("sinoe", data)


def test_a_source_of_which_nothing_was_here_is_declared_with_its_first_figures(data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "fonds-vert-2024.csv", LATER + "Hauts-de-France,62,62498,1,21620498200018,100\n")
    before = hash_files(data)
    said: list[str] = []
    import_file(Request("fonds_vert", path), data, say=said.append)
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
        import_file(Request("fonds_vert", path), data, say=len)
    with pytest.raises(SourceFormatError, match="« demain » n’est pas une année"):
        import_file(Request("fonds_vert", path), data, say=len, ask=lambda _: "demain")
    import_file(Request("fonds_vert", path), data, say=len, ask=lambda _: "2025")
    assert "100" in list_cell(data, "fonds_vert", "62498", "2025")


def test_what_the_build_would_refuse_is_refused_before_it_is_written(data: Path, tmp_path: Path) -> None:
    header = "exercice,id_projet,dotation,echelon,code_beneficiaire,epci_siren_2019,cout,subvention\n"
    path, before = write(tmp_path, "d.csv", header + "2019,P1,DETR,commune,62498,246200364,1,-5\n"), hash_files(data)
    with pytest.raises(SourceFormatError, match="colonne « value » : une quantité positive ou nulle est attendu"):
        import_file(Request("dotations", path), data, say=len)
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
        import_file(Request("sinoe", tmp_path / "x.csv"), data, say=len)


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


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["import", "sinoe", str(tmp_path / "absent.csv")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'absent.csv'} : ce fichier n’existe pas. Rien n’est écrit.\n"
    assert commands.main(["import", "sinoe", str(tmp_path)]) == 1
    assert "un fichier est attendu, c’est un dossier" in capsys.readouterr().err
