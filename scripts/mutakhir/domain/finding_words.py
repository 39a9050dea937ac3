"""What the kinds of stability findings are called, and the states of a month, in both languages."""

from mutakhir.domain.language import Text

STABILITY_WORDS: dict[str, Text] = {
    "future_period": Text("Periode di masa depan", "Period in the future"),
    "period_regressed": Text("Periode terbaru mundur", "Latest period went back"),
    "period_vanished": Text("Periode hilang", "Period vanished"),
    "rows_lost": Text("Baris berkurang", "Rows lost"),
    "rows_changed": Text("Jumlah baris berubah", "Number of rows changed"),
    "total_changed": Text("Jumlah kendali berubah", "Control total changed"),
    "value_appeared": Text("Nilai baru muncul", "New value appeared"),
    "value_vanished": Text("Nilai hilang", "Value vanished"),
    "column_gained": Text("Kolom bertambah", "Column gained"),
    "column_lost": Text("Kolom hilang", "Column lost"),
    "identity_broken": Text("Jumlah rincian tidak sesuai", "Parts do not add up"),
    "without_period": Text("Baris tanpa periode", "Rows without a period"),
    "impossible_period": Text("Periode tidak mungkin", "Impossible period"),
    "recount_differs": Text("Hitung ulang berbeda", "Recount differs"),
}
"""By the kind of a StabilityFinding."""

MONTH_WORDS: dict[str, Text] = {
    "on_time": Text("tepat waktu", "on time"),
    "late": Text("terlambat", "late"),
    "missing": Text("belum ada", "missing"),
    "waiting": Text("ditunggu", "awaited"),
    "none": Text("tidak ada yang jatuh tempo", "nothing fell due"),
}
"""By the state of a MonthCell."""


def stability_words(kind: str) -> Text:
    """What a kind of finding is called; one that the vocabulary does not know stays as it is written, as words."""
    said = kind.replace("_", " ")
    return STABILITY_WORDS.get(kind) or Text(said, said)
