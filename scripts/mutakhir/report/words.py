"""Every word the report prints by itself, in both languages; `{...}` are places for numbers, dates and names."""

from types import SimpleNamespace

from mutakhir.domain.language import Language, Text
from mutakhir.report.finding_words import FINDING_WORDS
from mutakhir.report.history_words import HISTORY_WORDS

WORDS: dict[str, Text] = {
    # the page and its head
    "title": Text("Laporan Pemutakhiran Data pada Data Warehouse", "Report on Data Updating in the Data Warehouse"),
    "period": Text("Periode {period}", "Period {period}"),
    "procedure": Text("Prosedur {number}: {title}", "Procedure {number}: {title}"),
    "period_column": Text("Periode", "Period"),
    "cut_off": Text("Keadaan per {moment}", "As of {moment}"),
    "sample": Text("DATA CONTOH", "SAMPLE DATA"),
    "sample_note": Text(
        "Seluruh angka dibuat untuk peragaan; bukan data sebenarnya dan bukan dasar keputusan.",
        "All figures were made up for demonstration; they are not real data and no basis for decisions.",
    ),
    "notices": Text("Perlu diketahui pembaca", "What the reader must know"),
    "contents": Text("Isi laporan", "Contents"),
    "page_of": Text("Halaman {page} dari {pages}", "Page {page} of {pages}"),
    "unsigned": Text("Belum ditandatangani", "Not signed"),
    # verdict
    "question": Text(
        "Apakah data warehouse layak dipakai untuk pengambilan keputusan?",
        "Is the data warehouse fit for decision-making?",
    ),
    "yes": Text("Ya", "Yes"),
    "yes_so_far": Text("Ya, sejauh yang diperiksa", "Yes, as far as examined"),
    "partly": Text("Sebagian", "Partly"),
    "no": Text("Tidak", "No"),
    "unknown": Text("Belum dapat dipastikan", "Cannot be said yet"),
    "up_to_date_of": Text("{count} dari {total} kumpulan data mutakhir", "{count} of {total} data sets up to date"),
    "no_datasets": Text("tidak ada kumpulan data yang dinyatakan", "no data set is declared"),
    "no_dashboards": Text("tidak ada dashboard yang dinyatakan", "no dashboard is declared"),
    "all_dashboards": Text("seluruh {total} dashboard dapat dipakai", "all {total} dashboards can be used"),
    "dashboards_in": Text("{count} dari {total} dashboard {state}", "{count} of {total} dashboards {state}"),
    "dashboards_also": Text("{count} {state}", "{count} {state}"),
    # the four numbers
    "figure_all": Text("Kumpulan data dipantau", "Data sets monitored"),
    "figure_all_note": Text("{count} dapat diperiksa", "{count} could be checked"),
    "figure_fresh": Text("Mutakhir", "Up to date"),
    "figure_fresh_note": Text("dari {total} kumpulan data", "of {total} data sets"),
    "figure_act": Text("Perlu tindakan", "Action needed"),
    "figure_unchecked": Text("Gagal diperiksa", "Not checked"),
    "figure_unchecked_note": Text("keadaannya belum diketahui", "their state is not known"),
    "figure_none": Text("tidak ada", "none"),
    "rest": Text("Selebihnya: {parts}.", "The rest: {parts}."),
    "not_looked_at": Text("Tidak diperiksa: {reason}.", "Not looked at: {reason}."),
    "not_looked_at_all": Text("Tidak diperiksa: {lists}.", "Not looked at: {lists}."),
    "basis": Text(
        "Dinilai menurut {count} dari {total} aspek: {axes}.", "Judged by {count} of {total} aspects: {axes}."
    ),
    # whose turn it is
    "turns": Text("Yang perlu tindakan dan giliran siapa", "What needs action, and whose turn it is"),
    "turns_none": Text("Tidak ada kumpulan data yang perlu tindakan.", "No data set needs action."),
    "turns_unknown": Text("Gagal diperiksa: giliran pengelola data", "Not checked: the steward's turn"),
    "dataset": Text("Kumpulan data", "Data set"),
    "dataset_or_model": Text("Kumpulan data atau model", "Data set or model"),
    "turn": Text("Giliran", "Whose turn"),
    "when": Text("Waktu", "When"),
    "since_date": Text("Sejak {date}", "Since {date}"),
    "since_period": Text("Sejak periode {period}", "Since period {period}"),
    "reporters_owing": Text("{count} pelapor belum melapor", "reporters missing: {count}"),
    "last_delivery": Text("Kiriman terakhir", "Last delivery"),
    "last_delivery_on": Text("kiriman terakhir {date}", "last delivery {date}"),
    "no_data_yet": Text("Belum ada data", "No data yet"),
    "unmet": Text("Tidak terpenuhi: {test}", "Not met: {test}"),
    "unmet_rows": Text("Tidak terpenuhi: {test} ({count} baris)", "Not met: {test} (rows: {count})"),
    "also": Text("Perlu diperhatikan pula:", "Also to be noted:"),
    "also_set_aside": Text("{count} kiriman disisihkan{names}", "deliveries set aside: {count}{names}"),
    "also_models": Text("{count} model bermasalah", "models at fault: {count}"),
    "also_undeclared": Text("{count} tabel belum dinyatakan", "tables not declared: {count}"),
    "more_rows": Text("dan {count} lainnya", "and {count} more"),
    "more_rows_list": Text("dan {count} lainnya pada daftar lengkap", "and {count} more in the full list"),
    "more_rows_form": Text(
        "dan {count} lainnya; daftar lengkap pada Data Check List", "and {count} more; the full list is the check list"
    ),
    "person": Text("{role} {person}", "{role} {person}"),
    "promise": Text("janji {promise}", "promised {promise}"),
    "all_partners": Text("Semua mitra", "All partners"),
    "no_partner": Text("Mitra belum dinyatakan", "No partner declared"),
    "no_steward": Text("Pengelola data warehouse", "Steward of the data warehouse"),
    # dashboards
    "dashboards": Text("Dashboard", "Dashboards"),
    "dashboards_bad": Text("Dashboard yang belum dapat dipercaya hari ini", "Dashboards that cannot be trusted today"),
    "dashboards_bad_none": Text("Tidak ada dashboard yang terhambat.", "No dashboard is blocked."),
    "dashboards_none": Text("Tidak ada dashboard yang dinyatakan.", "No dashboard is declared."),
    "dashboards_ok": Text("Dapat dipakai: {names}.", "Can be used: {names}."),
    "dashboard": Text("Dashboard", "Dashboard"),
    "because": Text("Sebab", "Because"),
    "because_none": Text("seluruh sumbernya memenuhi", "all its sources are in order"),
    "because_unsaid": Text("sebab tidak tercatat", "no cause recorded"),
    # tables of counts
    "by_partner": Text("Menurut mitra penanggung jawab", "By responsible partner"),
    "by_area": Text("Menurut bidang", "By area"),
    "partner": Text("Mitra", "Partner"),
    "partner_responsible": Text("Mitra penanggung jawab", "Responsible partner"),
    "area": Text("Bidang", "Area"),
    "count": Text("Jumlah", "Number"),
    "others": Text("Lainnya", "Others"),
    "others_note": Text(
        "Lainnya: menjelang jatuh tempo, belum jatuh tempo, belum ada aturan, dan dispensasi.",
        "Others: due soon, not due yet, no rule yet, and waived.",
    ),
    "total": Text("Jumlah seluruhnya", "Total"),
    # the list
    "list": Text("Daftar kumpulan data", "List of data sets"),
    "list_note": Text(
        "Dikelompokkan menurut bidang, yang terburuk lebih dahulu. Waktu dalam {zone}.",
        "Grouped by area, the worst first. Times in {zone}.",
    ),
    "due_note": Text(
        "Di bawah frekuensi tertulis aturan jatuh tempo: H hari kalender, HK hari kerja, B+1 bulan berikutnya, "
        "TW sesudah triwulan.",
        "Below the cadence stands the due rule: H calendar days, HK working days, B+1 the next month, "
        "TW after the quarter, Tgl day of the month.",
    ),
    "cadence": Text("Frekuensi", "Cadence"),
    "status": Text("Status", "Status"),
    "reason": Text("Alasan", "Reason"),
    "col_load_age": Text("Kiriman terakhir", "Last delivery"),
    "col_period_coverage": Text("Periode tersedia", "Latest period"),
    "col_due": Text("Jatuh tempo", "Due"),
    "col_reporters": Text("Pelapor", "Reporters"),
    "col_stability": Text("Kestabilan", "Stability"),
    "col_tests": Text("Uji lulus", "Tests passed"),
    "expected": Text("seharusnya {period}", "expected {period}"),
    "longest": Text("terlama {days}", "longest {days}"),
    "older": Text("periode lama: {days}", "older period: {days}"),
    "unlisted_count": Text("{count} di luar daftar", "{count} not listed"),
    "ago": Text("{duration} lalu", "{duration} ago"),
    "of": Text("{count} dari {total}", "{count} of {total}"),
    "findings_count": Text("{count} temuan", "{count} found"),
    "noted_count": Text("{count} dicatat", "{count} noted"),
    "no_findings": Text("tanpa temuan", "none found"),
    "search": Text("Cari nama, mitra, atau alasan", "Search name, partner or reason"),
    "filter": Text("Status", "Status"),
    "filter_all": Text("Semua status", "All statuses"),
    "shown": Text("{count} dari {total} ditampilkan", "{count} of {total} shown"),
    "sort_by": Text("Urutkan menurut {column}", "Sort by {column}"),
    "reset": Text("Tampilkan semua", "Show all"),
    # axes
    "axes": Text("Aspek pemeriksaan", "Aspects examined"),
    "axes_note": Text(
        "Kumpulan data dinilai menurut lima aspek; hanya aspek yang diperiksa menentukan statusnya.",
        "Data sets are judged by five aspects; only those examined decide the status.",
    ),
    "axis": Text("Aspek", "Aspect"),
    "examined": Text("Diperiksa", "Examined"),
    "yes_examined": Text("Sudah", "Yes"),
    "why_not": Text("Mengapa ada yang belum diketahui", "Why some are not known"),
    "not_applicable": Text("Tidak berlaku", "Not applicable"),
    "reason_count": Text("{reason} ({count} kumpulan data)", "{reason} (data sets: {count})"),
    # people
    "waivers": Text("Dispensasi", "Waivers"),
    "waivers_none": Text("Tidak ada dispensasi.", "No waiver was given."),
    "waivers_note": Text(
        "Dispensasi tidak mengubah keadaan data: status sebenarnya tetap tertulis.",
        "A waiver does not change the state of the data: the true status stands beside it.",
    ),
    "waived_axes": Text(
        "Dispensasi berlaku untuk {axes} aspek pada {count} kumpulan data; {whole} berstatus dispensasi.",
        "Waivers in force: {axes} aspects of {count} data sets; {whole} with status waived.",
    ),
    "every_period": Text("semua periode", "every period"),
    "true_status": Text("Status sebenarnya", "True status"),
    "role": Text("Disetujui oleh", "Approved by"),
    "until": Text("Berlaku sampai", "Valid until"),
    "notes": Text("Catatan petugas", "Notes by staff"),
    "pic_partner": Text("PIC mitra", "Partner's PIC"),
    "pic_office": Text("PIC Ditjen", "Office's PIC"),
    "pic_steward": Text("PIC pengelola", "Steward's PIC"),
    "follow_up": Text("Tindak lanjut", "Follow-up"),
    "promised": Text("Janji mitra", "Partner's promise"),
    "remark": Text("Keterangan", "Remark"),
    # approval
    "approval": Text("Lembar persetujuan", "Approval sheet"),
    "approval_note": Text(
        "Laporan ini dibuat tanpa tanda tangan dan bukan bukti persetujuan sebelum diparaf atau ditandatangani.",
        "This report is made without signatures and proves no approval before it is initialled or signed.",
    ),
    "position": Text("Jabatan", "Position"),
    "name": Text("Nama", "Name"),
    "date": Text("Tanggal", "Date"),
    "signature": Text("Paraf / TTE", "Initials / e-signature"),
    **FINDING_WORDS,
    **HISTORY_WORDS,
}

CADENCES: dict[str, Text] = {
    "harian": Text("Harian", "Daily"),
    "mingguan": Text("Mingguan", "Weekly"),
    "bulanan": Text("Bulanan", "Monthly"),
    "triwulanan": Text("Triwulanan", "Quarterly"),
    "semesteran": Text("Semesteran", "Half-yearly"),
    "tahunan": Text("Tahunan", "Yearly"),
    "insidental": Text("Insidental", "On event"),
}

LISTS: dict[str, Text] = {
    "tests": Text("uji data", "data tests"),
    "models": Text("model data warehouse", "models of the warehouse"),
    "set_aside": Text("kiriman yang disisihkan", "deliveries set aside"),
    "obligations": Text("ketepatan waktu", "punctuality"),
    "undeclared": Text("tabel yang belum dinyatakan", "undeclared tables"),
}
"""The lists that may not have been looked at."""

TOOLS = {"tableau": "Tableau", "qlikview": "QlikView", "qlik sense": "Qlik Sense", "powerbi": "Power BI"}

OUTCOMES: dict[str, Text] = {
    "warned": Text("Peringatan", "Warning"),
    "failed": Text("Tidak lulus", "Failed"),
    "errored": Text("Gagal dijalankan", "Could not run"),
    "skipped": Text("Dilewati", "Skipped"),
    "not_run": Text("Tidak dijalankan", "Not run"),
}


def words_in(language: Language) -> SimpleNamespace:
    """All WORDS in one language as attributes; an unknown name is an AttributeError, never an empty place."""
    return SimpleNamespace(**{key: text.in_(language) for key, text in WORDS.items()})
