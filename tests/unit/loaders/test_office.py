"""How an office signs: its colours are read on white, its logo is a picture beside the setting, or it says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.catalog import load_catalog
from loaders.yaml_files import CatalogError
from tests.synthetic import write_catalog

SETTING = "departements: [D62]\nhome: AB\noffice: {name: Service des études, %s}\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def read_office(folder: Path, fields: str) -> object:
    """The office of a setting of some fields."""
    return load_catalog(write_catalog(folder, deployment=SETTING % fields)).deployment.office


def refusal(folder: Path, fields: str) -> str:
    """What is said of a faulty office."""
    with pytest.raises(CatalogError) as error:
        read_office(folder, fields)
    return str(error.value)


def test_a_whole_office_is_read(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    office = read_office(tmp_path, "logo: logo.png, accent: '#8c1d40', title: '#1b1f24'")
    assert (office.name, office.logo, office.accent) == ("Service des études", "logo.png", "#8c1d40")  # type: ignore[attr-defined]


def test_a_colour_that_is_not_read_on_white_is_refused_with_its_contrast(tmp_path: Path) -> None:
    """Pure yellow has a luminance of 0.9278: 1.05 / 0.9778 = 1.07."""
    assert refusal(tmp_path, "accent: '#ffff00'") == (
        "deployment.yaml, office.accent : #ffff00 a un contraste de 1,1 avec le blanc des diapositives ; 3 est attendu "
        "pour les filets. Choisissez une couleur plus foncée."
    )
    assert "4,5 est attendu pour les titres" in refusal(tmp_path, "title: '#8a8a8a'")


def test_a_logo_that_is_not_there_or_no_picture_is_refused(tmp_path: Path) -> None:
    assert "le fichier « logo.png » n'est pas à côté de deployment.yaml" in refusal(tmp_path, "logo: logo.png")
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    assert "n'est ni un PNG ni un JPEG" in refusal(tmp_path, "logo: logo.png")
    (tmp_path / "logo.png").write_bytes(PNG + b"0" * 1_000_000)
    assert "fait 1000 ko" in refusal(tmp_path, "logo: logo.png")


@pytest.mark.parametrize("fields", ["logo: ../logo.png", "logo: /etc/passwd", "accent: red", "colour: '#000000'"])
def test_a_logo_elsewhere_a_colour_by_name_or_an_unknown_field_is_refused(fields: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, fields).startswith("deployment.yaml, office.")
