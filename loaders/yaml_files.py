"""The YAML files of the catalogue, read strictly: a key written twice is a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class CatalogError(ValueError):
    """A fault of the catalogue: the message says the file, the entry, what was expected and what was found."""


class _UniqueLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML that refuses a key written twice, which plain YAML would silently overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise CatalogError(f"ligne {key_node.start_mark.line + 1} : « {key} » est défini deux fois.")
            seen.add(key)
        return dict(super().construct_mapping(node, deep=deep))


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds; an empty file is an empty mapping. Raises CatalogError naming the file."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueLoader) or {}  # noqa: S506 a SafeLoader
    except (CatalogError, yaml.YAMLError) as error:
        raise CatalogError(f"{path.name} : {error}") from error
    if not isinstance(content, dict):
        raise CatalogError(f"{path.name} : un dictionnaire est attendu, {type(content).__name__} trouvé.")
    return {str(key): value for key, value in content.items()}
