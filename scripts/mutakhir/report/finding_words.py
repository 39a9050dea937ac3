"""The words of the sections after the list: what was found, and the evidence it rests on; see words.py."""

from mutakhir.domain.language import Text

FINDING_WORDS: dict[str, Text] = {
    # findings
    "tests": Text("Uji data yang tidak lulus", "Data tests that did not pass"),
    "tests_none": Text("Tidak ada uji data yang tidak lulus.", "No data test failed to pass."),
    "test": Text("Yang diuji", "What is tested"),
    "outcome": Text("Hasil", "Outcome"),
    "failing_rows": Text("Baris gagal", "Failing rows"),
    "details": Text("Rincian", "Details"),
    "more_checklist": Text(
        "dan {count} lainnya; selengkapnya pada checklist.json", "and {count} more; all of them in checklist.json"
    ),
    "gaps": Text("Periode dan pelapor yang belum ada", "Missing periods and reporters"),
    "gaps_note": Text(
        "Periode yang sudah jatuh tempo tetapi belum ada, dan pelapor yang belum melapor, beserta sejak kapan.",
        "Periods that fell due and are not there, and reporters who have not reported, with since when.",
    ),
    "gaps_none": Text("Tidak ada periode atau pelapor yang kurang.", "No period and no reporter is missing."),
    "expected_available": Text("Periode seharusnya dan tersedia", "Period expected and available"),
    "due_late": Text("Jatuh tempo dan keterlambatan", "Due and days late"),
    "available": Text("tersedia {period}", "available {period}"),
    "missing_periods": Text("Periode yang belum ada", "Missing periods"),
    "missing_reporters": Text("Pelapor yang belum melapor", "Reporters missing"),
    "unlisted": Text("Di luar daftar wajib lapor: {names}", "Not in the list of those who must report: {names}"),
    "gap_due": Text("{period}: jatuh tempo {date}, lewat {late}", "{period}: due {date}, {late} ago"),
    "span": Text("{first} s.d. {last} ({count} periode)", "{first} to {last} ({count} periods)"),
    "owe_since": Text("Sejak {period} ({count} periode): {reporters}", "Since {period} ({count} periods): {reporters}"),
    "owe_whole": Text(
        "{count} pelapor: hanya untuk periode yang datanya belum ada sama sekali",
        "reporters who lack only periods that are missing as a whole: {count}",
    ),
    "calendar_days": Text("{count} hari kalender", "{count} calendar days"),
    "working_days": Text("{count} hari kerja", "{count} working days"),
    "changes": Text("Perubahan pada data yang sudah diterima", "Changes in data already received"),
    "changes_note": Text(
        "Data periode lama yang hilang, berkurang, atau berubah tanpa pemberitahuan.",
        "Data of past periods that vanished, shrank or changed without notice.",
    ),
    "changes_none": Text("Tidak ada perubahan yang perlu ditanyakan.", "No change that must be asked about."),
    "noted": Text(
        "Dicatat, tidak dinilai: perbaikan periode terbaru yang lazim bagi mitra",
        "Noted, not judged: restatements of the newest periods, as is the partner's custom",
    ),
    "change": Text("Perubahan", "Change"),
    "before": Text("Sebelum", "Before"),
    "after": Text("Sesudah", "After"),
    "set_aside": Text("Kiriman yang disisihkan", "Deliveries set aside"),
    "set_aside_none": Text("Tidak ada kiriman yang disisihkan.", "No delivery was set aside."),
    "file": Text("Berkas", "File"),
    "models": Text("Model data warehouse yang bermasalah", "Models of the warehouse at fault"),
    "models_note": Text(
        "Tabel hasil olahan yang tidak terbangun, atau yang uji datanya tidak lulus atau tidak memberi jawaban.",
        "Derived tables that were not built, or whose data tests did not pass or gave no answer.",
    ),
    "models_none": Text("Tidak ada model yang bermasalah.", "No model is at fault."),
    "model": Text("Model", "Model"),
    "unmet_tests": Text("Uji yang tidak lulus", "Tests that did not pass"),
    "dashboards_reached": Text("Dashboard yang terdampak", "Dashboards affected"),
    "undeclared": Text("Tabel yang belum dinyatakan", "Undeclared tables"),
    "undeclared_note": Text(
        "Tabel di data warehouse yang tidak dinyatakan sebagai sumber atau model mana pun.",
        "Tables in the data warehouse that no source or model declares.",
    ),
    "undeclared_none": Text("Tidak ada yang tercatat.", "None recorded."),
    "table": Text("Tabel", "Table"),
    "rows": Text("Baris", "Rows"),
    "uncounted": Text("tidak dihitung", "not counted"),
    # evidence
    "evidence": Text("Jejak data", "Evidence"),
    "evidence_note": Text(
        "Siapa pun dapat menyusun ulang laporan ini dari masukan yang sama; sidik digital SHA-256 buktinya.",
        "Anyone can make this report again from the same inputs; the SHA-256 digests prove they are the same.",
    ),
    "recount": Text("Hitung ulang penuh terakhir", "Last full recount"),
    "recount_never": Text("belum pernah", "never"),
    "recount_same": Text("{moment}, tanpa perbedaan", "{moment}, no difference"),
    "recount_differs": Text(
        "{moment}: PERBEDAAN pada {count} kumpulan data", "{moment}: DIFFERENCES in {count} data sets"
    ),
    "recount_alarm": Text(
        "Hitung ulang penuh pada {moment} menemukan perbedaan pada {count} kumpulan data: fakta yang dihitung bertahap "
        "tidak cocok dengan isi data warehouse dan harus diperiksa sebelum laporan ini dipakai.",
        "The full recount of {moment} found differences in {count} data sets: the facts counted step by step do not "
        "match what the warehouse holds, and must be looked into before this report is used.",
    ),
    "evidence_none": Text("Tidak ada masukan yang tercatat.", "No input is recorded."),
    "evidence_count": Text(
        "{count} masukan, masing-masing dengan sidik digitalnya pada Data Check List, lembar Keterangan",
        "{count} inputs, each with its digest in the check list, on sheet Legend",
    ),
    "digest": Text("Sidik digital checklist.json (SHA-256)", "Digest of checklist.json (SHA-256)"),
    "input": Text("Masukan", "Input"),
    "inputs": Text("Masukan", "Inputs"),
    "made_at": Text("Dibuat", "Made"),
    "invocation": Text("Nomor proses dbt", "dbt invocation"),
    "dbt_version": Text("Versi dbt", "dbt version"),
    "as_of": Text("Batas waktu", "Cut-off"),
    "project": Text("Proyek", "Project"),
    "target": Text("Target dbt", "dbt target"),
    "target_unproven": Text(
        "tidak dapat dibuktikan (catatan proses tidak tersedia)", "cannot be proven (there is no run log)"
    ),
    "target_proven": Text("{target}, terbukti dari catatan proses", "{target}, proven by the run log"),
    "tool_version": Text("Versi aplikasi Mutakhir", "Version of Mutakhir"),
}
