"""The last sheet: what the words and colours mean, how to fill the list in, and what to know about the evidence."""

from datetime import datetime

from mutakhir.domain.checklist import Checklist, ModelRow
from mutakhir.domain.language import AXIS_WORDS, MODEL_WORDS, STATUS_WORDS, TONE_WORDS, Language, Text
from mutakhir.domain.status import DATASET_STATUSES, Status
from mutakhir.exports.words import SAMPLE_MARK, SYMBOLS, cell_text, moment_words
from mutakhir.exports.xlsx_rows import TextSheet
from mutakhir.exports.xlsx_style import Styles
from mutakhir.exports.xlsx_table import line_count, row_height

MEANINGS: dict[Status, Text] = {
    Status.NOT_CHECKED: Text(
        "Pemeriksaan yang seharusnya ada tidak memberi jawaban; keadaan datanya belum diketahui.",
        "A check that should have answered did not; the state of the data is not known.",
    ),
    Status.LATE: Text(
        "Periode terbaru yang jatuh tempo belum ada, atau kiriman melewati batas umurnya, belum pernah ada, kosong, "
        "atau tidak terbaca. Hubungi mitra.",
        "The newest period that fell due is missing, or the last delivery is older than its limit, or there is none, "
        "or it is empty or unreadable. Contact the partner.",
    ),
    Status.INCOMPLETE: Text(
        "Periode yang lebih lama, atau pelapor yang wajib melapor, belum ada. Hubungi mitra.",
        "An older period, or a reporter who must report, is missing. Contact the partner.",
    ),
    Status.QUALITY_ISSUE: Text(
        "Data yang lama berubah tanpa pemberitahuan, atau ada uji data yang menemukan baris bermasalah.",
        "Old data changed without notice, or a data test found rows at fault.",
    ),
    Status.DUE_SOON: Text(
        "Kiriman siklus ini segera jatuh tempo, atau kiriman terakhir melewati ambang peringatan umurnya tetapi belum "
        "melewati batasnya.",
        "This cycle's delivery falls due soon, or the last delivery is older than its warning threshold, but not yet "
        "than its limit.",
    ),
    Status.NOT_DUE: Text(
        "Kiriman siklus ini belum ada dan memang belum jatuh tempo; tidak dihitung mutakhir.",
        "This cycle's delivery is not there and not due yet; it does not count as up to date.",
    ),
    Status.UP_TO_DATE: Text(
        "Semua yang diperiksa memenuhi; yang diperiksa tertulis di bawah.",
        "Everything examined is in order; what was examined is listed below.",
    ),
    Status.NO_RULE: Text(
        "Belum ada aturan yang dapat dipakai memeriksanya; tidak dihitung mutakhir.",
        "There is no rule to check it by; it does not count as up to date.",
    ),
    Status.WAIVED: Text(
        "Semua yang terbuka dikecualikan sementara oleh pejabat yang berwenang, dengan alasan dan batas waktu; status "
        "aslinya tetap tercatat.",
        "Everything open is waived for a time by a named role, with a reason and an expiry; the true statuses are "
        "kept.",
    ),
}

_NAME_WIDTH, _TEXT_WIDTH = 34, 96

_HOW_TO = (
    Text(
        "Isi kolom berjudul kuning saja (PIC, Tindak Lanjut, Janji Mitra, Keterangan), di lembar pertama atau kedua.",
        "Fill in only the columns with yellow heads, on the first sheet or the second.",
    ),
    Text(
        "Kolom berjudul abu-abu dihitung dari bukti dan ditulis ulang setiap kali daftar periksa dibuat.",
        "Columns with grey heads are computed from evidence and rewritten whenever the list is made.",
    ),
    Text(
        "Baris boleh diurutkan dan disaring, kolom boleh dipindahkan; isian terbawa ke daftar periksa berikutnya.",
        "Rows may be sorted and filtered, columns moved; what was filled in is carried over.",
    ),
    Text(
        "Simpan dan tutup berkas ini sebelum daftar periksa dibuat ulang.",
        "Save and close this file before the list is made again.",
    ),
)

LEGEND_SHEET = Text("Keterangan", "Legend")

_WORDS = {
    "statuses": Text("Arti status", "What the statuses mean"),
    "how": Text("Cara mengisi", "How to fill it in"),
    "examined": Text("Yang diperiksa", "What was examined"),
    "notices": Text("Perhatian", "Notices"),
    "not_looked_at": Text("Tidak diperiksa", "Not looked at"),
    "tests": Text("Uji data yang tidak lulus", "Data tests that did not pass"),
    "models": Text("Model data warehouse yang bermasalah", "Models of the warehouse at fault"),
    "undeclared": Text("Tabel di data warehouse yang belum dinyatakan", "Tables in the warehouse that no one declared"),
    "obligations": Text("Ketepatan waktu", "Punctuality"),
    "set_aside": Text("Berkas kiriman yang disisihkan", "Deliveries set aside"),
    "evidence": Text("Bukti", "Evidence"),
    "yes": Text("diperiksa", "examined"),
    "rows": Text("baris", "rows"),
}


def write_legend(sheet: TextSheet, checklist: Checklist, looks: Styles) -> None:
    """Write the legend: two columns, one paragraph per line."""
    language = looks.language
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    row = 0
    if checklist.sample:
        sheet.write_string(row, 0, SAMPLE_MARK.in_(language), looks.sample_left)
        row += 2
    for heading, entries in _sections(checklist, language).items():
        if not entries:
            continue
        sheet.write_string(row, 0, _WORDS[heading].in_(language), looks.heading)
        sheet.write_blank(row, 1, None, looks.heading)
        row += 1
        for name, text in entries:
            status = _STATUS_OF_LABEL.get(name) if heading == "statuses" else None
            sheet.write_string(row, 0, cell_text(name), looks.status[status.tone] if status else looks.strong)
            sheet.write_string(row, 1, cell_text(text), looks.plain)
            lines = max(line_count(name, _NAME_WIDTH), line_count(text, _TEXT_WIDTH))
            sheet.set_row(row, row_height(lines))
            row += 1
        row += 1


def _sections(checklist: Checklist, language: Language) -> dict[str, list[tuple[str, str]]]:
    """Lines (name, text) by the key of their heading."""

    def say(key: str) -> str:
        return _WORDS[key].in_(language)

    def when(moment: datetime | None) -> str:
        return moment_words(moment, language) if moment else "–"

    return {
        "statuses": [
            (_label(status, language), f"{TONE_WORDS[status.tone].in_(language)}. {MEANINGS[status].in_(language)}")
            for status in DATASET_STATUSES
        ],
        "how": [(f"{number}.", step.in_(language)) for number, step in enumerate(_HOW_TO, 1)],
        "examined": [(AXIS_WORDS[axis].in_(language), say("yes")) for axis in checklist.examined],
        "notices": [(f"{at}.", notice.in_(language)) for at, notice in enumerate(checklist.notices, 1)],
        "not_looked_at": [(say(item.what), item.reason.in_(language)) for item in checklist.not_looked_at],
        "models": [
            (
                "\n".join((_model_name(row, language), *(test.description or test.name for test in row.findings))),
                MODEL_WORDS[row.status].in_(language),
            )
            for row in checklist.models
        ],
        "undeclared": [
            (f"{table.schema}.{table.table}", "" if table.rows is None else f"{table.rows} {say('rows')}")
            for table in checklist.undeclared
        ],
        "set_aside": [(file.file, file.sentence) for file in checklist.set_aside],
        "evidence": [
            (name, f"{when(found.generated_at)}\nsha256 {found.sha256}")
            for name, found in sorted(checklist.evidence.items())
        ],
    }


def _model_name(row: ModelRow, language: Language) -> str:
    title = row.title.in_(language)
    return title if title == row.name else f"{title} ({row.name})"


def _label(status: Status, language: Language) -> str:
    return f"{SYMBOLS[status]} {STATUS_WORDS[status].in_(language)}"


_STATUS_OF_LABEL = {_label(status, language): status for status in DATASET_STATUSES for language in Language}
