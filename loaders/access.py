"""Who may do what, where an identity provider says who somebody is: the file that TERRIL_ACCESS names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from geo.kept import CODE, keep
from loaders.entries import Entry, Text, validate_file
from loaders.settings import ACCESS, read_setting

Role = Literal["reader", "officer", "administrator"]
# Each may what those before it may.
ROLES: tuple[Role, ...] = ("reader", "officer", "administrator")


class Access(Entry):
    """`reading` is open to everyone or to staff alone. The three lists hold addresses, or words of the claim that the
    provider gives of somebody's groups; without `readers`, all whom it knows are staff."""

    reading: Literal["everyone", "staff"] = "everyone"
    claim: Text = "roles"
    readers: tuple[Text, ...] = ()
    officers: tuple[Text, ...] = ()
    administrators: tuple[Text, ...] = ()

    def find_role(self, claims: Mapping[str, Any]) -> Role | None:
        """The role of whom a provider describes; None for who is not staff."""
        words = set(_list_words(self.claim, claims))
        for role, names in (("administrator", self.administrators), ("officer", self.officers)):
            if words & {name.casefold() for name in names}:
                return role  # type: ignore[return-value]
        is_staff = not self.readers or words & {name.casefold() for name in self.readers}
        return "reader" if is_staff else None


def _list_words(claim: str, claims: Mapping[str, Any]) -> Iterator[str]:
    """What somebody may be listed by: the address, unless the provider says that it has not checked it, and groups."""
    mail, found = claims.get("email"), claims.get(claim, ())
    if isinstance(mail, str) and claims.get("email_verified", True) is not False:
        yield mail.casefold()
    for word in [found] if isinstance(found, str) else found if isinstance(found, list | tuple) else ():
        if isinstance(word, str) and "@" not in word:
            yield word.casefold()


def has_provider() -> bool:
    """Whether somebody may sign in here."""
    return bool(read_setting(ACCESS))


def read_access() -> Access:
    """Who may do what now: a change of the file is one of the next request. Raises CatalogError, OSError."""
    if not has_provider():
        return Access()
    path = Path(read_setting(ACCESS))
    return _read(path, path.stat().st_mtime_ns)


# The time of its last change is part of what is asked.
@keep(CODE)
def _read(path: Path, _changed: int) -> Access:
    return validate_file(path, Access)
