"""An entry of the catalogue: what all entries share, and how those of a YAML file are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from loaders.yaml_files import CatalogError, read_yaml

T = TypeVar("T", bound=BaseModel)
Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, BeforeValidator(str), Field(pattern=r"^[A-Z0-9_]{2,12}$")]


class Entry(BaseModel):
    """What every entry of the catalogue shares: no key that is not declared, no change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def validate_entries(path: Path, model: Any, *, is_optional: bool = False) -> dict[str, Any]:
    """Each entry of a YAML file as a model; none where an optional one is not there.

    Raises CatalogError with every fault of the file, one a line.
    """
    if is_optional and not path.exists():
        return {}
    adapter, entries, faults = TypeAdapter(model), {}, []
    for key, raw in read_yaml(path).items():
        try:
            entries[key] = adapter.validate_python(raw)
        except ValidationError as error:
            for fault in error.errors():
                where = ".".join([key, *(str(part) for part in fault["loc"])])
                faults.append(f"{path.name}, {where} : {fault['msg']} (trouvé : {fault['input']!r})")
    if faults:
        raise CatalogError("\n".join(faults))
    return entries


def validate_file(path: Path, model: type[T]) -> T:
    """A whole YAML file as one model. Raises CatalogError, which names the file and each fault."""
    try:
        return model.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CatalogError(f"{path.name} : {error}") from error
