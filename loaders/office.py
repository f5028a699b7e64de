"""How an office signs what it publishes: its name, logo and colours, refused where they are unread, its address."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from loaders.contrast import measure_on_white
from loaders.yaml_files import CatalogError

# On white slides: marks have a contrast of 3, words one of 4.5 (WCAG 2.2, 1.4.11 and 1.4.3).
MARK, WORDS = 3.0, 4.5
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
MOST_BYTES = 1_000_000
Line = Annotated[str, Field(max_length=300)]
Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


# What the law wants said of who publishes (LCEN, article 1-1; decree 2019-768), by its key in the setting.
PUBLIC = ("name", "contact", "director", "host", "plan")


class Office(BaseModel):
    """The name on covers, the file of a logo (PNG or JPEG, beside the setting), the colours of bars and of titles.

    For the statement of accessibility and the legal notice: where to write (`contact`), who answers for what is
    published (`director`), who hosts it, the address of the multi-year plan.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(max_length=120)] = ""
    logo: Annotated[str, Field(pattern=r"^\w[\w.-]*$")] | None = None
    accent: Color | None = None
    title: Color | None = None
    contact: Line = ""
    director: Line = ""
    host: Line = ""
    plan: Annotated[str, Field(max_length=300, pattern=r"^(https://\S+)?$")] = ""


def list_unsaid(office: Office) -> tuple[str, ...]:
    """The keys of the setting that the statement of accessibility and the legal notice want and that are empty."""
    return tuple(key for key in PUBLIC if not getattr(office, key))


def check_office(office: Office, path: Path) -> None:
    """Raise CatalogError where a colour is not read on white, or the logo is none; `path` is that of the setting."""
    for key, color, least, what in (
        ("accent", office.accent, MARK, "filets"),
        ("title", office.title, WORDS, "titres"),
    ):
        contrast = measure_on_white(color) if color else least
        if contrast < least:
            found = f"{contrast:.1f}".replace(".", ",")
            wanted = f"{least:g}".replace(".", ",")
            raise CatalogError(
                f"{path.name}, office.{key} : {color} a un contraste de {found} avec le blanc des diapositives ; "
                f"{wanted} est attendu pour les {what}. Choisissez une couleur plus foncée."
            )
    if office.logo is None:
        return
    file = path.parent / office.logo
    if not file.is_file():
        raise CatalogError(f"{path.name}, office.logo : le fichier « {office.logo} » n'est pas à côté de {path.name}.")
    body = file.read_bytes()
    if not body.startswith(SIGNATURES):
        raise CatalogError(f"{path.name}, office.logo : « {office.logo} » n'est ni un PNG ni un JPEG.")
    if len(body) > MOST_BYTES:
        size = len(body) // 1000
        raise CatalogError(f"{path.name}, office.logo : « {office.logo} » fait {size} ko ; 1 000 ko au plus.")
