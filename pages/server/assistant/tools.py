"""The tools of an assistant: each has a name, what it is for, its parameters, and answers with figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import read_row
from loaders.reading.findings import read_contradictions
from pages.server.api.answers import Page, read_cursor, read_fields, read_sort, write_cursor
from pages.server.api.formats import clean, make_table
from pages.server.api.problems import ProblemError, find_nothing, read_validation
from pages.server.api.queries import Code, Paged, Query, Text
from pages.server.api.reading import name_territories
from pages.server.api.resources import RESOURCES, Resource
from pages.server.embed.code import image_address
from pages.server.embed.page import embed_address
from pages.server.search import search
from pages.views.contents import read_content
from pages.views.record import Headline, ViewError
from pages.views.view import KINDS
from pages.words.paths import CHECKS, PANEL

# Rows of one answer: a longer one is asked for again with narrower filters.
USUAL, MOST = 50, 200
# The resources that are tools as they are; the others are files rather than answers.
OFFERED = ("series", "latest", "ranks", "peers", "observations", "territories", "indicators", "grants", "statuses")
CAVEAT = (
    "Chaque chiffre cité l’est avec son année, son statut et sa source ; ce qui n’est pas connu est dit inconnu. "
    "« status » : normal est publié, missing inconnu, confidential retenu. « page » mène à l’origine."
)


class Asked(BaseModel):
    """The parameters of a tool."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SearchAsked(Asked):
    """A question in a few words."""

    question: Text = Field(description="Quelques mots en français : « déchets lens 2021 », « detr par habitant 2019 ».")


class FigureAsked(Asked):
    """One figure."""

    id: Text = Field(description="L’identifiant d’un chiffre, donné par les autres outils.")


class ContradictionsAsked(Asked):
    """Contradictions of one territory, or all."""

    territory: Code | None = Field(None, description="Un code ; toutes les contradictions sinon.")


class ViewAsked(Asked):
    """A chart, a map or a table."""

    kind: Literal["trend", "ranking", "map", "table"] = Field(description="Évolution, classement, carte ou tableau.")
    indicator: Headline = Field(description="L’identifiant d’un indicateur, et « @ » son périmètre s’il en a un.")
    territories: tuple[Code, ...] = Field((), max_length=20, description="Les codes des territoires montrés.")
    year: int | None = Field(None, ge=1990, le=2100, description="L’année d’un classement ou d’une carte.")
    per_inhabitant: bool = Field(False, description="Par habitant.")


@dataclass(frozen=True)
class Tool:
    """A tool: `call` answers its parameters; the second argument is the address of the installation."""

    name: str
    title: str
    description: str
    asked: type[BaseModel]
    call: Callable[[Any, str], dict[str, Any]]

    def describe(self) -> dict[str, Any]:
        """The tool as an assistant lists it; none changes anything."""
        return {
            "name": self.name,
            "title": self.title,
            "description": f"{self.description} {CAVEAT}",
            "inputSchema": self.asked.model_json_schema(),
            "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
        }


def call_tool(name: str, arguments: Any, base: str) -> dict[str, Any]:
    """What a tool answers. Raises ProblemError for one that is not there, or for parameters that it does not take."""
    tool = TOOLS.get(name)
    if tool is None:
        raise find_nothing("tools", name, "tools/list")
    try:
        asked = tool.asked.model_validate(arguments)
    except ValidationError as error:
        raise read_validation(error, list(tool.asked.model_fields)) from None
    return {str(key): clean(said) for key, said in tool.call(asked, base).items()}


def _offer(resource: Resource) -> Tool:
    """A resource as a tool."""
    model, read = resource.rows, resource.read

    def call(asked: Query, base: str) -> dict[str, Any]:
        if read is None or model is None:
            raise find_nothing("tools", resource.name, "tools/list")
        fields, page = tuple(model.model_fields), Page(USUAL)
        if isinstance(asked, Paged):
            sort = read_sort(asked.sort, model, resource.sorted_by)
            page = Page(min(asked.limit or USUAL, MOST), read_cursor(asked.cursor), sort)
            fields = read_fields(asked.fields, model)
        found = read(asked, page)
        rows = make_table(found.rows, model, fields).to_pylist()
        for row in rows:
            if "value" in row and row.get("id"):
                row["page"] = f"{base}{PANEL}/{row['id']}"
        end = page.offset + len(rows)
        following = write_cursor(end) if rows and end < found.total else None
        head = {"total": found.total, "count": len(rows), "next": following, "version": store.read_version()}
        return {**found.told, **head, "rows": rows}

    return Tool(resource.name, resource.title, resource.summary, resource.query, call)


def _search(asked: SearchAsked, base: str) -> dict[str, Any]:
    return search(asked.question, load_catalog().deployment.home)


def _read_figure(asked: FigureAsked, base: str) -> dict[str, Any]:
    resource = RESOURCES["figures"]
    if resource.read_one is None or resource.rows is None:
        raise find_nothing("figures", asked.id, "tools/list")
    found = resource.read_one(asked.id, Query())
    rows = make_table(found.rows, resource.rows, tuple(resource.rows.model_fields)).to_pylist()
    return {**found.told, "page": f"{base}{PANEL}/{asked.id}", "rows": rows}


def _list_contradictions(asked: ContradictionsAsked, base: str) -> dict[str, Any]:
    own = name_territories((asked.territory,))[0] if asked.territory else ""
    kept = [one for one in read_contradictions() if not own or one.territory == own]
    said = [
        {"sentence": one.sentence, "explained": one.explained, "figures": [term.id for term in one.terms if term.id]}
        for one in kept[:MOST]
    ]
    return {"total": len(kept), "page": f"{base}{CHECKS}", "contradictions": said}


def _show(asked: ViewAsked, base: str) -> dict[str, Any]:
    """A view by its address, its picture and its sentence."""
    fields: dict[str, Any] = {"indicators": (asked.indicator,), "territories": name_territories(asked.territories)}
    model = KINDS[asked.kind]
    for name in ("year", "per_inhabitant"):
        if name in model.model_fields and getattr(asked, name):
            fields[name] = getattr(asked, name)
    try:
        view = model.model_validate(fields)
        content = read_content(view)
    except (ViewError, ValidationError) as error:
        raise ProblemError("refused", str(error), "There is no such view here.") from None
    return {
        "title": content.heading[0],
        "subtitle": content.heading[1],
        "territories": [str(read_row(code)["short"]) for code in view.territories],
        "notes": list(content.notes),
        "sources": list(content.sources),
        "page": base + content.address,
        "picture": base + image_address(view, "png"),
        "embed": base + embed_address(view),
    }


TOOLS: dict[str, Tool] = {
    one.name: one
    for one in (
        Tool(
            "search",
            "Chercher",
            "Répond à une question en quelques mots, par une grammaire de noms déclarés, et liste ce qui y ressemble.",
            SearchAsked,
            _search,
        ),
        *(_offer(RESOURCES[name]) for name in OFFERED),
        Tool("figure", "Un chiffre", RESOURCES["figures"].summary, FigureAsked, _read_figure),
        Tool(
            "contradictions",
            "Contradictions",
            "Les passages publiés qui ne peuvent être vrais ensemble, expliqués ou non.",
            ContradictionsAsked,
            _list_contradictions,
        ),
        Tool(
            "view",
            "Une vue",
            "L’adresse d’une évolution, d’un classement, d’une carte ou d’un tableau, son constat et son image.",
            ViewAsked,
            _show,
        ),
    )
}
