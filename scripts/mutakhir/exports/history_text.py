"""The months by data set as plain text or CSV, for terminals and programs."""

import csv
import io
from collections.abc import Sequence

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.finding_words import MONTH_WORDS
from mutakhir.domain.language import Language, Text
from mutakhir.exports.csv import harmless
from mutakhir.exports.history import month_columns, month_lines
from mutakhir.exports.words import SAMPLE_MARK, clean, moment_words

_TITLE = Text("Riwayat ketepatan waktu, keadaan per {moment}", "History of punctuality, as of {moment}")
_LEGEND = Text(
    "\u2713 tepat waktu   +3 terlambat 3 hari kalender   belum: belum ada   "
    "tunggu: ditunggu   \u2013 tidak ada yang jatuh tempo",
    "\u2713 on time   +3 late by 3 calendar days   missing   awaited   \u2013 nothing fell due",
)
_BRIEF = {MONTH_WORDS["missing"]: Text("belum", "missing"), MONTH_WORDS["waiting"]: Text("tunggu", "awaited")}
"""Words short enough for a column as wide as its month."""

_WIDEST = 32


def history_csv(checklist: Checklist, language: Language) -> str:
    """Data set, partner and a column for each month, as YYYY-MM; `;` between cells, without BOM."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    months = [cell.month for cell in checklist.months[0][1]] if checklist.months else []
    writer.writerow([*(column[0].in_(language) for column in month_columns(checklist)[:2]), *months])
    for line in month_lines(checklist, language):
        # `+3` is one of ours, and no formula: only names come from outside.
        names, cells = line[:2], line[2:]
        writer.writerow([*(harmless(clean(str(name))) for name in names), *cells])
    return buffer.getvalue()


def history_table(checklist: Checklist, language: Language) -> str:
    """The same as columns of text under a title, with what the signs mean."""
    months = [cell.month for cell in checklist.months[0][1]] if checklist.months else []
    heads = [*(column[0].in_(language) for column in month_columns(checklist)[:2]), *months]
    brief = {words.in_(language): said.in_(language) for words, said in _BRIEF.items()}
    lines = [
        [_short(str(value)) for value in line[:2]] + [brief.get(str(value), str(value)) for value in line[2:]]
        for line in month_lines(checklist, language)
    ]
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    title = _TITLE.in_(language).format(moment=moment_words(checklist.as_of, language))
    top = [f"{SAMPLE_MARK.in_(language)}: {title}" if checklist.sample else title, _LEGEND.in_(language), ""]
    rows = [
        _row(heads, widths),
        _row(["-" * width for width in widths], widths),
        *(_row(line, widths) for line in lines),
    ]
    return "\n".join((*top, *rows)) + "\n"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _short(text: str) -> str:
    """A text on one line, cut where it is wider than a column may be; no terminal's control signs."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in clean(text)).split())
    return said if len(said) <= _WIDEST else said[: _WIDEST - 1] + "\u2026"
