"""Delimited text with a declared delimiter and encoding; every cell is the text as written."""

import codecs
import csv
import io

from mutakhir.load.sheet import SetAside, Sheet

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_sheet(content: bytes, delimiter: str, encoding: str) -> Sheet:
    """The file as one sheet; row numbers are lines as a spreadsheet counts them (a quoted line break is no new row).

    Raises SetAside when the file is empty, not in the declared encoding, or its quotes do not close.
    """
    text, note = _decode(content, encoding)
    if not text.strip():
        raise SetAside("Berkas kosong, tidak ada satu baris pun; minta mitra mengirim ulang.")
    rows: list[list[str]] = []
    # strict: without it an unclosed quote swallows the rest of the file into one cell, without a word.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows.extend(lines)
    except csv.Error as error:
        raise SetAside(
            f"Tanda kutip rusak pada baris {lines.line_num} ({error}); minta mitra mengirim ulang berkas itu."
        ) from None
    return Sheet(rows=rows, kind="csv", note=note)


def _decode(content: bytes, encoding: str) -> tuple[str, str]:
    """Text and a remark. A byte order mark is proof of the encoding and wins over what was declared."""
    for mark, proven in _BOMS:
        if content.startswith(mark):
            return _strictly(content, proven), ""
    if encoding == "windows-1252" and not content.isascii():
        # Any UTF-8 text also decodes as Windows-1252, into nonsense; the other way round hardly ever works.
        try:
            return content.decode("utf-8"), "berkas bersandi UTF-8, bukan windows-1252 seperti dinyatakan"
        except UnicodeDecodeError:
            pass
    return _strictly(content, encoding), ""


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SetAside(
            f"Baris {line} bukan teks {encoding} yang sah; minta mitra menyimpan ulang sebagai {encoding}, "
            "atau perbaiki origin.encoding."
        ) from None
