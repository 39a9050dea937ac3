"""How the workbook looks: its cell formats, colours and number formats, each made once."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from mutakhir.domain.language import Language
from mutakhir.domain.status import Tone
from mutakhir.exports.columns import Kind

FONT = "Arial"
LINE = "#A6A6A6"
MACHINE_HEAD = "#D9D9D9"
HUMAN_HEAD = "#FFE699"
HUMAN_CELL = "#FFFBEB"
SAMPLE = "#C00000"

TONE_COLOURS: dict[Tone, tuple[str, str]] = {
    Tone.SAFE: ("#E2F0D9", "#1E5B2B"),
    Tone.ACT: ("#FADBD8", "#96190F"),
    Tone.UNKNOWN: ("#EDEDED", "#404040"),
}
"""Fill and letters; each pair keeps a contrast above 7:1, and the words carry the meaning on a grey print."""

_MOMENT = {Language.ID: r"[$-421]d mmm yyyy hh\.mm", Language.EN: "[$-409]d mmm yyyy hh:mm"}
_DAY = {Language.ID: "[$-421]d mmm yyyy", Language.EN: "[$-409]d mmm yyyy"}


@dataclass(frozen=True)
class Styles:
    """The formats of a workbook, by what they are for."""

    language: Language
    machine: dict[Kind, Format]
    human: dict[Kind, Format]
    status: dict[Tone, Format]
    lines: Format
    """Lines round the cells of a table, laid over it as one rule: so an empty cell need not be written."""
    human_lines: Format
    machine_head: Format
    human_head: Format
    letterhead: Format
    letterhead_end: Format
    title: Format
    sample: Format
    state: Format
    sample_left: Format
    title_left: Format
    state_left: Format
    notice: Format
    heading: Format
    plain: Format
    strong: Format


def styles(workbook: Workbook, language: Language) -> Styles:
    """All formats of `workbook`; dates are shown in `language`."""

    def make(**properties: Any) -> Format:
        return workbook.add_format({"font_name": FONT, "font_size": 10, "valign": "vcenter", **properties})

    def body(**properties: Any) -> Format:
        return make(text_wrap=True, **properties)

    def head(colour: str) -> Format:
        return body(bold=True, align="center", bg_color=colour, border=1, border_color=LINE)

    looks = _looks(language)
    middle: dict[str, Any] = {"align": "center"}
    return Styles(
        language=language,
        machine={kind: body(**look) for kind, look in looks.items()},
        human={kind: body(**look) for kind, look in _typed(looks).items()},
        status={
            tone: body(bold=True, bg_color=fill, font_color=letters, align="left", indent=1)
            for tone, (fill, letters) in TONE_COLOURS.items()
        },
        lines=workbook.add_format({"border": 1, "border_color": LINE}),
        human_lines=workbook.add_format({"border": 1, "border_color": LINE, "bg_color": HUMAN_CELL}),
        machine_head=head(MACHINE_HEAD),
        human_head=head(HUMAN_HEAD),
        letterhead=make(bold=True, font_size=12, **middle),
        letterhead_end=make(bold=True, font_size=12, bottom=5, **middle),
        title=make(bold=True, font_size=14, **middle),
        sample=make(bold=True, font_size=12, font_color=SAMPLE, **middle),
        state=make(text_wrap=True, **middle),
        sample_left=make(bold=True, font_color=SAMPLE),
        title_left=make(bold=True, font_size=12),
        state_left=make(),
        notice=make(text_wrap=True, italic=True, font_color="#404040"),
        heading=make(bold=True, font_size=12, bottom=1),
        plain=make(text_wrap=True, align="left", indent=1),
        strong=make(text_wrap=True, bold=True, align="left", indent=1),
    )


def _looks(language: Language) -> dict[Kind, dict[str, Any]]:
    """What distinguishes the cells of each kind of column."""
    return {
        Kind.TEXT: {"align": "left", "indent": 1},
        Kind.STATUS: {},
        Kind.KEY: {},
        Kind.CENTRE: {"align": "center"},
        Kind.NUMBER: {"align": "center", "num_format": "0"},
        Kind.MOMENT: {"align": "left", "indent": 1, "num_format": _MOMENT[language]},
        Kind.DATE: {"align": "left", "indent": 1, "num_format": _DAY[language]},
    }


def _typed(looks: dict[Kind, dict[str, Any]]) -> dict[Kind, dict[str, Any]]:
    """`looks` for text that people type: it stays what they typed, a telephone number is no number, `-` no formula."""
    return {**looks, Kind.TEXT: {**looks[Kind.TEXT], "num_format": "@"}}
