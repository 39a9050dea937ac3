"""The words of the history: months by data set, and punctuality by partner; see words.py."""

from mutakhir.domain.language import Text

HISTORY_WORDS: dict[str, Text] = {
    "history": Text("Riwayat ketepatan waktu", "History of punctuality"),
    "history_note": Text(
        "Setiap kolom adalah bulan jatuh tempo ({zone}), bukan bulan datanya.",
        "Each column is the month in which something fell due ({zone}), not the month of the data.",
    ),
    "history_cut": Text(
        "Ditampilkan {shown} bulan terakhir dari {total}; selengkapnya pada Data Check List, lembar Riwayat.",
        "The last {shown} of {total} months are shown; all of them stand in the check list, sheet History.",
    ),
    "history_rest": Text(
        "dan {count} kumpulan data lainnya, yang lebih tertib; selengkapnya pada Data Check List, lembar Riwayat",
        "and {count} more data sets, which were more regular; all of them stand in the check list, sheet History",
    ),
    "legend": Text("Arti tanda", "What the signs mean"),
    "sign_on_time": Text("semua yang jatuh tempo diterima tepat waktu", "all that fell due came on time"),
    "sign_late": Text(
        "diterima terlambat; yang terlama 3 hari kalender sesudah jatuh tempo",
        "came late; the latest 3 calendar days after it fell due",
    ),
    "sign_missing": Text("sudah jatuh tempo dan belum diterima", "fell due and has not come"),
    "sign_waiting": Text("belum diterima dan belum jatuh tempo", "has not come and is not due yet"),
    "sign_none": Text("tidak ada yang jatuh tempo", "nothing fell due"),
    "month_missing": Text("belum", "missing"),
    "month_waiting": Text("ditunggu", "awaited"),
    "punctuality": Text("Ketepatan waktu menurut mitra", "Punctuality by partner"),
    "punctuality_note": Text(
        "Jumlah kewajiban menurut bulan jatuh tempo, tanpa nilai atau peringkat. Angka di atas batang: "
        "yang tidak tepat waktu.",
        "Number of obligations by the month in which they fell due, without score or rank. Above a bar: those "
        "not on time.",
    ),
    "punctuality_more": Text(
        "dan {count} mitra lainnya; selengkapnya pada Data Check List, lembar Ketepatan waktu",
        "and {count} more partners; all of them stand in the check list, sheet Punctuality",
    ),
    "details_of": Text("Rincian {partner}", "Details of {partner}"),
    "fell_due": Text("Jatuh tempo", "Fell due"),
    "due_count": Text("Wajib", "Due"),
    "on_time": Text("Tepat waktu", "On time"),
    "came_late": Text("Terlambat", "Late"),
    "days_late_sum": Text("Hari terlambat (jumlah)", "Days late (sum)"),
    "never_came": Text("Belum ada", "Never came"),
    "counts": Text(
        "{due} wajib: {on_time} tepat waktu, {late} terlambat, {never} belum ada",
        "{due} due: {on_time} on time, {late} late, {never} never came",
    ),
    "chart_title": Text("Ketepatan waktu {partner} per bulan", "Punctuality of {partner} by month"),
    "chart_worst": Text("Tidak semua tepat waktu pada {months}.", "Not all on time in {months}."),
    "chart_month": Text("{month} ({late} terlambat, {never} belum ada)", "{month} ({late} late, {never} never came)"),
    "reporter": Text("Pelapor", "Reporter"),
    "reporter_cells": Text(
        "Pelapor per triwulan: tepat waktu / terlambat (jumlah hari) / belum ada. Per bulan: lembar Ketepatan waktu.",
        "Reporters by quarter: on time / late (days added up) / never came. By month on sheet Punctuality.",
    ),
    "reporters_more": Text("dan {count} pelapor lainnya", "and {count} more reporters"),
}
