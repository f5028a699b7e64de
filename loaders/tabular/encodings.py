"""The text of a file, whatever its encoding; what is no text is named."""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from pathlib import PurePosixPath

from loaders.tabular.faults import SourceFormatError, join_some

# More than any list of France's communes, years and types takes; a file made to fill the memory takes more.
MOST_BYTES = 2_000_000_000
# What is compressed more than this is made to fill a memory: lists of figures are compressed ten or twenty times.
MOST_RATIO = 200
SUSPECT = 20_000_000
BLOCK = 1 << 20
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ZIP, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# A workbook is a zip too, of these.
OF_WORKBOOKS = frozenset({"xl/workbook.xml", "content.xml"})
TABLES = frozenset({".csv", ".txt", ".xls", ".xlsx", ".ods", ".json", ".geojson"})
NO_TEXT = {
    b"%PDF": "un PDF",
    b"7z\xbc\xaf": "une archive 7z",
    b"PAR1": "un fichier Parquet",
    b"\x89PNG": "une image",
    b"SQLite format 3": "une base SQLite",
}


def decode(content: bytes, file: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding: by its mark, else UTF-16 by its zeros, UTF-8, Windows-1252.

    Raises SourceFormatError for what is no text, for a page of the web, and where a byte belongs to none of them.
    """
    for start, what in NO_TEXT.items():
        if content.startswith(start):
            raise SourceFormatError(
                f"{file} : un fichier CSV, XLSX ou JSON est attendu, c’est {what}. "
                "Ouvrez-le, enregistrez-le en CSV (UTF-8) ou en XLSX, et relancez l’import."
            )
    encoding = _recognise(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceFormatError(
            f"{file}, ligne {line} : un texte en UTF-8, UTF-16 ou Windows-1252 est attendu, l’octet "
            f"{content[error.start]:#04x} n’est d’aucun. Enregistrez le fichier en CSV (UTF-8) et relancez l’import."
        ) from None
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        raise SourceFormatError(
            f"{file} : un tableau est attendu, une page web trouvée. "
            "Téléchargez de nouveau le fichier, par le lien de données de la page de l’éditeur."
        )
    return text, encoding


def _recognise(content: bytes) -> str:
    for mark, name in BOMS:
        if content.startswith(mark):
            return name
    sample = content[:2000]
    if sample.count(0) > len(sample) / 4:
        return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def is_trap(size: int, compressed: int) -> bool:
    """Whether so many bytes cannot honestly come of so few."""
    return size > MOST_BYTES or (size > SUSPECT and size > MOST_RATIO * compressed)


def is_swollen(archive: zipfile.ZipFile) -> bool:
    """Whether what is in an archive is made to fill a memory."""
    sizes = [(entry.file_size, entry.compress_size) for entry in archive.infolist()]
    return is_trap(sum(size for size, _ in sizes), sum(compressed for _, compressed in sizes))


def unpack(content: bytes, file: str) -> bytes:
    """The bytes inside a gzip or of the one table in a zip, or the bytes themselves.

    Raises SourceFormatError where it is cut or too big, or has several tables.
    """
    if content.startswith(ZIP):
        return _unzip(content, file)
    if not content.startswith(b"\x1f\x8b"):
        return content
    reader, whole, rest = zlib.decompressobj(wbits=31), bytearray(), content
    try:
        while rest and not reader.eof and not is_trap(len(whole), len(content)):
            whole += reader.decompress(rest, BLOCK)
            rest = reader.unconsumed_tail
    except zlib.error:
        whole.clear()
    if is_trap(len(whole), len(content)):
        raise SourceFormatError(
            f"{file} : l’archive se gonfle de {MOST_RATIO} fois sa taille et plus, comme le fait un piège et non une "
            "liste. Prévenez l’éditeur."
        )
    if not reader.eof:
        raise SourceFormatError(
            f"{file} : une archive gzip entière est attendue, celle-ci est coupée ou abîmée. Téléchargez-la de nouveau."
        )
    return bytes(whole)


def _unzip(content: bytes, file: str) -> bytes:
    """The one table of a zip; a workbook, which is a zip of its own, and a zip that cannot be opened are left as is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if OF_WORKBOOKS & set(names):
                return content
            tables = [
                name
                for name in names
                if PurePosixPath(name).suffix.lower() in TABLES and not name.startswith("__MACOSX/")
            ]
            if len(tables) > 1:
                raise SourceFormatError(
                    f"{file} : un seul tableau est attendu dans l’archive, {len(tables)} trouvés, "
                    f"{join_some(tables)}. Extrayez celui à lire, puis relancez l’import."
                )
            return archive.read(tables[0]) if tables and not is_swollen(archive) else content
    except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return content
