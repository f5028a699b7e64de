"""An entry of the catalogue: what all entries share, and how those of a YAML file are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from loaders.yaml_files import CatalogError, read_yaml

T = TypeVar("T", bound=BaseModel)
Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, BeforeValidator(str), Field(pattern=r"^[A-Z0-9_]{2,12}$")]

# What pydantic calls a type, as a reader does.
TYPES = {
    "string": "un texte",
    "int": "un nombre entier",
    "float": "un nombre",
    "bool": "true ou false",
    "tuple": "une liste",
    "model": "un dictionnaire",
    "dict": "un dictionnaire",
}


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
            faults += [f"{path.name}, {_say(fault, model, key)}" for fault in error.errors()]
    if faults:
        raise CatalogError("\n".join(faults))
    return entries


def validate_file(path: Path, model: type[T]) -> T:
    """A whole YAML file as one model. Raises CatalogError, which names the file and each fault, one a line."""
    try:
        return model.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CatalogError("\n".join(f"{path.name}, {_say(fault, model)}" for fault in error.errors())) from error


def _say(fault: Any, model: Any, key: str = "") -> str:
    """Where a fault is, in the entry of a key or in a file, what was expected there and what was found."""
    where = ".".join(map(str, (*([key] if key else ()), *fault["loc"])))
    kind, context, fields = fault["type"], fault.get("ctx", {}), getattr(model, "model_fields", {})
    if kind == "missing":
        return f"{where} : ce champ est attendu et n’y est pas."
    if kind == "extra_forbidden":
        known = f" ; ceux qui existent : {', '.join(fields)}" if fields and len(fault["loc"]) == 1 else ""
        return f"{where} : ce champ n’existe pas{known}."
    if kind == "value_error":
        return f"{where} : {context['error']} ; trouvé, {fault['input']!r}."
    expected = {
        "literal_error": str(context.get("expected", "")).replace(" or ", " ou "),
        "string_pattern_mismatch": f"une écriture comme {context.get('pattern', '')}",
        "string_too_short": "un texte",
        "string_too_long": f"{context.get('max_length')} caractères au plus",
        "greater_than_equal": f"{context.get('ge')} au moins",
        "less_than_equal": f"{context.get('le')} au plus",
        "too_short": f"{context.get('min_length', 1)} valeur au moins",
        **{f"{name}_type": said for name, said in TYPES.items()},
        **{f"{name}_parsing": said for name, said in TYPES.items()},
    }.get(kind, fault["msg"])
    return f"{where} : attendu, {expected} ; trouvé, {fault['input']!r}."
