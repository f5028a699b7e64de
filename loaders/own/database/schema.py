"""The tables of the database, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, text

from loaders.pipeline.grants import COLUMNS
from loaders.pipeline.own import TEXTS
from loaders.pipeline.remarks import THING

METADATA = MetaData()

# The bytes that came, once each, by their hash.
FILE = Table(
    "file",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# `at` is UTC, in ISO 8601; `state` one of published, replaced (by a newer one) and withdrawn; `mapping` is JSON.
PUBLICATION = Table(
    "publication",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file", String(64), ForeignKey("file.sha256"), nullable=False),
    Column("mapping", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("replaces", Integer, ForeignKey("publication.number")),
)

# A figure is a row of data/figures: its text, by the publication and its place there.
FIGURE_TEXTS = [name for name in TEXTS if name != "source"]
FIGURE = Table(
    "figure",
    METADATA,
    Column("publication", Integer, ForeignKey("publication.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in FIGURE_TEXTS),
)
SECRET = text("status = 'confidential'")
Index("figure_thing", FIGURE.c.indicator, FIGURE.c.territory, FIGURE.c.year)
Index("figure_secret", FIGURE.c.indicator, sqlite_where=SECRET, postgresql_where=SECRET)

# A grant is a row of text of data/figures/grants*.csv, in the same way.
GRANT = Table(
    "granted",
    METADATA,
    Column("publication", Integer, ForeignKey("publication.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in COLUMNS if name != "source"),
)

# `record` is JSON, in the fields of an indicator of the catalogue.
INDICATOR = Table(
    "indicator",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

# How the columns of a file were read, by what its headers are.
MAPPING = Table(
    "mapping",
    METADATA,
    Column("signature", Text, primary_key=True),
    Column("record", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

# Who did what, and when: rows are added, and the database itself refuses that one be changed or taken away.
EVENT = Table(
    "event",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("what", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    sqlite_autoincrement=True,
)

# A dossier that is shared: its newest version; `deleted` is "", or when it was deleted.
DOSSIER = Table(
    "dossier",
    METADATA,
    Column("key", String(16), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("deleted", String(32), nullable=False),
    Column("deleted_by", Text, nullable=False),
)

# `record` is the file of the dossier (pages/views/dossier), and nothing else.
DOSSIER_VERSION = Table(
    "dossier_version",
    METADATA,
    Column("dossier", String(16), ForeignKey("dossier.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

# A territory that the service shares, in the same way; `record` is its code (loaders/reading/composed/code.py).
TERRITORY = Table(
    "territory",
    METADATA,
    Column("key", String(16), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("deleted", String(32), nullable=False),
    Column("deleted_by", Text, nullable=False),
)
TERRITORY_VERSION = Table(
    "territory_version",
    METADATA,
    Column("territory", String(16), ForeignKey("territory.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

# What is said of a value (see loaders.own.memory.spans.Thing), by whom; `withdrawn` is "", or when it was taken back.
REMARK = Table(
    "remark",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in (*THING, "words", "author")),
    Column("at", String(32), nullable=False),
    Column("withdrawn", String(32), nullable=False),
    Column("withdrawn_by", Text, nullable=False),
)

# Another value for a thing, with its source and why; `state` is one of open, accepted and refused, `answer` the word of
# who decided, `publication` what was published of it.
PROPOSAL = Table(
    "proposal",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in (*THING, "status", "value", "source", "words", "author")),
    Column("at", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("decided", String(32), nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("publication", Integer, ForeignKey("publication.number")),
)

# Each after those that it names.
TABLES = (
    FILE, PUBLICATION, FIGURE, GRANT, INDICATOR, MAPPING, EVENT, DOSSIER, DOSSIER_VERSION, TERRITORY, TERRITORY_VERSION,
    REMARK, PROPOSAL,
)  # fmt: skip
