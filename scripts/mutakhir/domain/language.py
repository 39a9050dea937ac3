"""The two languages people read, and the words of the fixed vocabulary in each."""

from enum import Enum
from typing import NamedTuple

from mutakhir.domain.status import DashboardStatus, ModelStatus, Status, Tone


class Language(str, Enum):
    """Language of what people read; Indonesian unless asked otherwise."""

    ID = "id"
    EN = "en"


class Text(NamedTuple):
    """One sentence or word in both languages."""

    id: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in `language`."""
        return self.en if language is Language.EN else self.id


STATUS_WORDS: dict[Status, Text] = {
    Status.NOT_CHECKED: Text("Gagal Diperiksa", "Not checked"),
    Status.LATE: Text("Terlambat", "Late"),
    Status.INCOMPLETE: Text("Tidak Lengkap", "Incomplete"),
    Status.QUALITY_ISSUE: Text("Bermasalah Mutu", "Quality issue"),
    Status.DUE_SOON: Text("Menjelang Jatuh Tempo", "Due soon"),
    Status.NOT_DUE: Text("Belum Jatuh Tempo", "Not due yet"),
    Status.UP_TO_DATE: Text("Mutakhir", "Up to date"),
    Status.NO_RULE: Text("Belum Ada Aturan", "No rule yet"),
    Status.WAIVED: Text("Dispensasi", "Waived"),
    Status.NOT_APPLICABLE: Text("Tidak berlaku", "Not applicable"),
}

TONE_WORDS: dict[Tone, Text] = {
    Tone.SAFE: Text("Aman", "Safe"),
    Tone.ACT: Text("Perlu tindakan", "Action needed"),
    Tone.UNKNOWN: Text("Belum diketahui", "Not known"),
}

DASHBOARD_WORDS: dict[DashboardStatus, Text] = {
    DashboardStatus.BLOCKED: Text("Terhambat", "Blocked"),
    DashboardStatus.NOT_CHECKED: Text("Belum dapat dipastikan", "Not verified"),
    DashboardStatus.PARTLY: Text("Sebagian dapat dipakai", "Partly usable"),
    DashboardStatus.OK: Text("Dapat dipakai", "Can be used"),
}

MODEL_WORDS: dict[ModelStatus, Text] = {
    ModelStatus.ERROR: Text("gagal dibangun", "failed to build"),
    ModelStatus.SKIPPED: Text("dilewati", "skipped"),
    ModelStatus.NOT_RUN: Text("tidak dijalankan", "not run"),
    ModelStatus.NOT_CHECKED: Text("uji datanya tidak memberi jawaban", "its data tests gave no answer"),
    ModelStatus.QUALITY_ISSUE: Text("uji datanya tidak lulus", "its data tests did not pass"),
}

AXIS_WORDS: dict[str, Text] = {
    "load_age": Text("Umur kiriman", "Load age"),
    "period_coverage": Text("Cakupan periode", "Period coverage"),
    "reporters": Text("Kelengkapan pelapor", "Reporters"),
    "stability": Text("Kestabilan", "Stability"),
    "tests": Text("Uji data", "Data tests"),
}

AREA_WORDS: dict[str, Text] = {
    "hulu": Text("Hulu", "Upstream"),
    "hilir": Text("Hilir", "Downstream"),
    "infra": Text("Infrastruktur", "Infrastructure"),
    "harga": Text("Harga", "Prices"),
    "fiskal": Text("Fiskal", "Fiscal"),
    "keselamatan": Text("Keselamatan", "Safety"),
    "program": Text("Program", "Programmes"),
}
"""Subject areas by the code in `meta.domain`."""

BOUND_WORDS: dict[str, Text] = {"warn": Text("peringatan", "warning"), "error": Text("batas", "limit")}
"""dbt's words for the two bounds of a due rule."""


def due_words(due: str, language: Language) -> str:
    """The due rule in the office's notation, with dbt's words for its two bounds said in `language`."""
    for bound, said in BOUND_WORDS.items():
        due = due.replace(f"{bound} ", f"{said.in_(language)} ")
    return due
