"""The columns of the check list (domain: Data Check List Pemutakhiran Data), once for CSV and for XLSX."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from mutakhir.domain.checklist import Checklist, DatasetRow
from mutakhir.domain.language import STATUS_WORDS, Language, Text, due_words
from mutakhir.domain.status import Status
from mutakhir.exports import axis_values
from mutakhir.exports.words import SAMPLE_MARK, cadence_words, wib

Value = str | int | datetime | None
"""What a cell holds; a datetime is WIB wall time."""

KEY_HEAD = "unique_id"
"""Head of the key column in both languages: it is how a row is found again."""

NOTHING = "–"
"""Stands on the print form where there is nothing to show, so that nobody takes it for forgotten."""

ACTIONS = (
    Text("Hubungi mitra", "Contact partner"),
    Text("Surat teguran", "Letter of reminder"),
    Text("Menunggu kiriman", "Awaiting delivery"),
    Text("Perbaikan muat", "Fix the load"),
    Text("Diterima apa adanya", "Accepted as it is"),
    Text("Selesai", "Done"),
)
"""What is offered in the drop-down of Tindak lanjut."""


REMARKS_OFFERED = (
    Text("Sudah dikonfirmasi ke mitra", "Confirmed with the partner"),
    Text("Mitra sedang memperbaiki data", "The partner is mending the data"),
    Text("Kendala sistem di mitra", "The partner's system is down"),
    Text("Jadwal mitra mundur", "The partner is behind schedule"),
    Text("Tidak ada data pada periode ini", "No data in this period"),
    Text("Perlu dibahas di rapat", "To be discussed in a meeting"),
)
"""What is offered in the drop-down of Keterangan; any other text is as welcome."""


class Kind(Enum):
    """How a column looks in a workbook."""

    TEXT = "text"
    CENTRE = "centre"
    NUMBER = "number"
    MOMENT = "moment"
    DATE = "date"
    STATUS = "status"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class View:
    """One data set as its row of the check list needs it."""

    number: int
    row: DatasetRow
    as_of: datetime
    language: Language
    dashboards: dict[str, str]
    """Titles of dashboards by unique_id."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its look, and what stands in it; `note` names the field of HumanNote of a human column."""

    head: Text
    kind: Kind
    width: float
    value: Callable[[View], Value]
    note: str = ""


def views(checklist: Checklist, language: Language) -> Iterator[View]:
    """The rows of the check list, numbered from 1."""
    titles = {row.dashboard.unique_id: row.dashboard.title.in_(language) for row in checklist.dashboards}
    for number, row in enumerate(checklist.datasets, 1):
        yield View(number, row, checklist.as_of, language, titles)


def _title(view: View) -> str:
    return view.row.dataset.title.in_(view.language).strip() or view.row.dataset.name


def _period(view: View) -> str:
    """The newest period that is there, and the one that should be there where it is another."""
    row = view.row
    latest, expected = axis_values.latest(row, view.language), axis_values.expected(row, view.language)
    if expected and latest != expected and view.row.axes.period_coverage.status in (Status.LATE, Status.INCOMPLETE):
        should = "due:" if view.language is Language.EN else "wajib:"
        return f"{latest or NOTHING}\n({should} {expected})"
    return latest or NOTHING


def _due_at(view: View) -> Value:
    due_at = view.row.axes.period_coverage.due_at
    return None if due_at is None else wib(due_at)


def _updated(view: View) -> Value:
    loaded_at = view.row.axes.load_age.max_loaded_at
    return None if loaded_at is None else wib(loaded_at)


def _updated_or_dash(view: View) -> Value:
    return _updated(view) or NOTHING


def _said(value: Callable[[DatasetRow, Language], str]) -> Callable[[View], Value]:
    return lambda view: value(view.row, view.language)


def _status(view: View) -> str:
    return STATUS_WORDS[view.row.status].in_(view.language)


def _dashboards(view: View) -> str:
    return ", ".join(view.dashboards.get(unique_id, unique_id) for unique_id in view.row.dashboards)


def _note(name: str) -> Callable[[View], Value]:
    def value(view: View) -> Value:
        text: str = getattr(view.row.note, name)
        return text

    return value


NUMBER = Column(Text("No", "No"), Kind.NUMBER, 4.5, lambda view: view.number)
KEY = Column(Text(KEY_HEAD, KEY_HEAD), Kind.KEY, 12, lambda view: view.row.dataset.unique_id)
TITLE = Column(Text("Nama Data", "Data Set"), Kind.TEXT, 30, _title)
PARTNERS = Column(
    Text("Sumber/Mitra", "Source/Partner"), Kind.TEXT, 23, lambda view: ", ".join(view.row.dataset.partners)
)
PERIOD = Column(Text("Periode", "Period"), Kind.TEXT, 19, _period)
CADENCE = Column(
    Text("Frekuensi", "Frequency"), Kind.TEXT, 11, lambda view: cadence_words(view.row.dataset.cadence, view.language)
)
UPDATED = Column(Text("Tanggal pemutakhiran terakhir (WIB)", "Last updated (WIB)"), Kind.MOMENT, 18, _updated)
STATUS = Column(Text("Status", "Status"), Kind.STATUS, 23, _status)
PRINT_UPDATED = replace(UPDATED, value=_updated_or_dash)
PIC = Column(Text("PIC", "Person in charge"), Kind.TEXT, 17, _note("pic_ditjen"), "pic_ditjen")
REMARKS = Column(Text("Keterangan", "Remarks"), Kind.TEXT, 27, _note("keterangan"), "keterangan")

PRINT_COLUMNS = (NUMBER, KEY, TITLE, PARTNERS, PERIOD, CADENCE, PRINT_UPDATED, STATUS, PIC, REMARKS)
"""The nine columns of the print form. The hidden key stands between them and not beside them, so that whoever sorts
a selection of what can be seen takes the key along."""

DOMAIN = Column(Text("Domain", "Domain"), Kind.TEXT, 12, lambda view: view.row.dataset.domain)
DUE = Column(Text("Aturan Jatuh Tempo", "Due Rule"), Kind.TEXT, 19, lambda view: view.row.dataset.due)

MACHINE_COLUMNS = (
    NUMBER,
    KEY,
    Column(Text("Kode", "Code"), Kind.TEXT, 30, lambda view: view.row.dataset.name),
    TITLE,
    DOMAIN,
    Column(
        Text("Mitra Sumber Data", "Data Source Partner"),
        Kind.TEXT,
        23,
        lambda view: ", ".join(view.row.dataset.partners),
    ),
    Column(Text("Unit Pengelola", "Steward"), Kind.TEXT, 27, lambda view: view.row.dataset.steward),
    CADENCE,
    DUE,
    Column(Text("Periode Seharusnya", "Period Expected"), Kind.TEXT, 16, _said(axis_values.expected)),
    Column(Text("Periode Tersedia", "Period Available"), Kind.TEXT, 16, _said(axis_values.latest)),
    Column(Text("Jatuh Tempo (WIB)", "Due (WIB)"), Kind.MOMENT, 18, _due_at),
    UPDATED,
    Column(
        Text("Keterlambatan (hari kalender)", "Days Late (calendar)"),
        Kind.NUMBER,
        14,
        lambda view: axis_values.calendar_days_late(view.row),
    ),
    Column(
        Text("Keterlambatan (hari kerja)", "Days Late (working)"),
        Kind.NUMBER,
        14,
        lambda view: axis_values.working_days_late(view.row),
    ),
    Column(Text("Periode Belum Ada", "Missing Periods"), Kind.TEXT, 32, _said(axis_values.missing_periods)),
    Column(Text("Kelengkapan Pelapor", "Reporters"), Kind.CENTRE, 13, _said(axis_values.reporters)),
    Column(Text("Pelapor Belum Melapor", "Missing Reporters"), Kind.TEXT, 32, _said(axis_values.missing_reporters)),
    Column(Text("Temuan Kestabilan", "Stability Findings"), Kind.TEXT, 36, _said(axis_values.stability)),
    Column(Text("Perubahan Dicatat", "Changes Noted"), Kind.TEXT, 30, _said(axis_values.noted)),
    Column(Text("Hasil Uji", "Data Tests"), Kind.TEXT, 20, _said(axis_values.tests)),
    STATUS,
    Column(Text("Alasan", "Reason"), Kind.TEXT, 44, lambda view: view.row.reason.in_(view.language)),
    Column(Text("Dispensasi", "Waivers"), Kind.TEXT, 34, _said(axis_values.waivers)),
    Column(Text("Dashboard Terdampak", "Dashboards Affected"), Kind.TEXT, 30, _dashboards),
)

HUMAN_COLUMNS = (
    Column(Text("PIC Mitra", "Partner Contact"), Kind.TEXT, 20, _note("pic_mitra"), "pic_mitra"),
    Column(Text("PIC Ditjen", "Person in Charge"), Kind.TEXT, 20, _note("pic_ditjen"), "pic_ditjen"),
    Column(Text("Tindak Lanjut", "Follow-up"), Kind.TEXT, 21, _note("tindak_lanjut"), "tindak_lanjut"),
    Column(Text("Janji Mitra", "Partner's Promise"), Kind.DATE, 17, _note("janji_mitra"), "janji_mitra"),
    Column(Text("Keterangan", "Remarks"), Kind.TEXT, 40, _note("keterangan"), "keterangan"),
)

_SAID = {
    DOMAIN: replace(DOMAIN, width=13, value=lambda view: view.row.dataset.area.in_(view.language)),
    DUE: replace(DUE, value=lambda view: due_words(view.row.dataset.due, view.language)),
}

ALL_COLUMNS = tuple(_SAID.get(column, column) for column in MACHINE_COLUMNS) + HUMAN_COLUMNS
"""All columns for people; programs read MACHINE_COLUMNS, where codes stay as they are declared."""

SAMPLE_COLUMN = Column(Text("Sifat Data", "Kind of Data"), Kind.TEXT, 20, lambda view: SAMPLE_MARK.in_(view.language))
"""Stands in the CSV of a sample, which has no title that could say it."""
