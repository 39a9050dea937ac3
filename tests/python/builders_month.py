"""The rows of builders.realistic_month(): the thirty tables and ten dashboards of the domain, with their states."""

from typing import Any

from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

_SKK, _BPMA, _BPH, _PPN = "SKK Migas", "BPMA", "BPH Migas", "Pertamina Patra Niaga"
_HULU, _HILIR, _TEKNIK = "Ditjen Migas (Hulu)", "Ditjen Migas (Hilir)", "Ditjen Migas (Teknik)"
_OK, _LATE, _BAD = Status.UP_TO_DATE, Status.LATE, Status.QUALITY_ISSUE
_UNIT_SLIP = (
    "within_range",
    "realisasi_mt",
    3,
    Text(
        "realisasi_mt berada di luar 0 s.d. 900.000 ton pada 3 baris",
        "realisasi_mt lies outside 0 to 900,000 t in 3 rows",
    ),
)
_TEXT_NUMBERS = (
    "readable_values",
    "",
    41,
    Text(
        "41 baris berisi angka yang tidak terbaca sebagai angka", "41 rows hold numbers that cannot be read as numbers"
    ),
)
_FAILED_QUERY = "Catalog Error: Table with name hulu_survei_seismik does not exist!"

# fmt: off
# name, title, English title, partners, cadence, due, age in days (None: never delivered), status, finding
DATASETS: tuple[tuple[Any, ...], ...] = (
    ("hulu.produksi_harian", "Produksi Harian Wilayah Kerja", "Daily Production", (_SKK, _BPMA), "harian",
     "H+1", 0.4, _OK, None),
    ("hulu.produksi_bulanan_lapangan", "Produksi Bulanan Lapangan", "Monthly Field Production", (_SKK, _BPMA),
     "bulanan", "Tgl 15 B+1", 5, _BAD, None),
    ("hulu.lifting_daerah_bulanan", "Lifting per Daerah Penghasil", "Lifting by Producing Region",
     ("KKKS", _SKK), "bulanan", "Tgl 20 B+1", 1, _OK, None),
    ("hulu.pengapalan_minyak", "Pengapalan Minyak", "Oil Cargoes", (_SKK,), "insidental", "H+3", 2, _OK, None),
    ("hulu.stok_terminal_harian", "Stok Terminal Harian", "Daily Terminal Stock", (_SKK,), "harian", "H+1", 0.4,
     _OK, None),
    ("hulu.pemanfaatan_gas", "Pemanfaatan Gas Bumi", "Gas Utilisation", (_SKK, _BPMA), "bulanan", "Tgl 20 B+1",
     2, _OK, None),
    ("hulu.cadangan_status_1jan", "Cadangan Migas Status 1 Januari", "Reserves as of 1 January",
     (_SKK, "LEMIGAS"), "tahunan", "Tgl 30-06", 150, _OK, None),
    ("hulu.wilayah_kerja", "Wilayah Kerja", "Working Areas", (_HULU, "Pusdatin ESDM"), "insidental",
     "per kejadian, jeda terlama 31 hari", 12, _OK, None),
    ("hulu.pemboran_sumur", "Pemboran Sumur", "Wells", (_SKK,), "mingguan", "HK+5", 4, _OK, None),
    ("hulu.survei_seismik", "Survei Seismik", "Seismic Surveys", (_SKK, "Pusdatin ESDM"), "bulanan",
     "Tgl 20 B+1", 33, Status.NOT_CHECKED, _FAILED_QUERY),
    ("hulu.investasi_wpnb", "Investasi dan Realisasi WP&B", "Investment and WP&B", (_SKK,), "triwulanan",
     "TW+30", 22, _OK, None),
    ("hulu.target_apbn", "Target APBN Migas", "State Budget Targets", ("Kemenkeu",), "tahunan", "Tgl 31-01",
     300, _OK, None),
    ("hilir.kilang_bulanan", "Produksi Kilang Bulanan", "Monthly Refinery Output",
     ("Kilang Pertamina Internasional",), "bulanan", "Tgl 15 B+1", 6, _BAD, _TEXT_NUMBERS),
    ("hilir.niaga_bbm_bulanan", "Niaga BBM Bulanan", "Monthly Fuel Trade", ("BU Niaga BBM",), "bulanan",
     "Tgl 10 B+1", 9, Status.INCOMPLETE, None),
    ("hilir.jbt_jbkp", "Kuota dan Realisasi JBT/JBKP", "JBT/JBKP Quota and Use", (_BPH,), "harian", "H+2", 38,
     _LATE, None),
    ("hilir.lpg_penyaluran", "Penyaluran LPG", "LPG Distribution", (_PPN,), "bulanan", "Tgl 10 B+1", 10, _BAD,
     _UNIT_SLIP),
    ("hilir.lpg_pasokan", "Pasokan LPG", "LPG Supply", (_PPN, "Kilang LPG"), "bulanan", "Tgl 15 B+1", 6, _OK,
     None),
    ("hilir.lng_kargo", "Kargo LNG", "LNG Cargoes", (_SKK,), "insidental", "H+5", 3, _OK, None),
    ("hilir.ekspor_impor", "Ekspor dan Impor Migas", "Oil and Gas Trade", ("BPS",), "bulanan", "Tgl 20 B+1", 1,
     _BAD, None),
    ("hilir.izin_usaha", "Izin Usaha Hilir", "Downstream Licences", (_HILIR,), "insidental",
     "per kejadian, jeda terlama 14 hari", 8, Status.DUE_SOON, None),
    ("hilir.kepatuhan_lapor", "Kepatuhan Pelaporan Badan Usaha", "Reporting Compliance", (_HILIR,), "bulanan",
     "Tgl 11 B+1", 9, _OK, None),
    ("infra.jargas_sr", "Jaringan Gas Rumah Tangga", "City Gas Connections", ("PGN", _HILIR), "bulanan",
     "Tgl 15 B+1", 5, _OK, None),
    ("infra.pipa_gas", "Pipa Gas per Ruas", "Gas Pipelines", (_BPH,), "bulanan", "Tgl 20 B+1", None, _LATE,
     None),
    ("infra.penyalur", "Penyalur BBM", "Fuel Retailers", (_BPH, _PPN), "bulanan", "Tgl 15 B+1", 7, _OK, None),
    ("harga.icp_bulanan", "Harga Minyak Mentah Indonesia (ICP)", "Indonesian Crude Price",
     ("Ditjen Migas (Tim Harga)",), "bulanan", "warn Tgl 10, error Tgl 25", 8, _OK, None),
    ("harga.mops_harian", "MOPS Harian", "Daily MOPS", ("Penyedia harga berlisensi",), "harian",
     "hari bursa SGX", 1, _OK, None),
    ("harga.jual_eceran_bbm", "Harga Jual Eceran BBM", "Fuel Retail Prices", ("BU Niaga BBM",), "bulanan",
     "bulanan + setiap perubahan", 18, Status.WAIVED, None),
    ("fiskal.pnbp_dbh", "PNBP dan Dana Bagi Hasil", "Revenue and Revenue Sharing", ("Kemenkeu",), "triwulanan",
     "TW+45", 6, _OK, None),
    ("keselamatan.kejadian", "Kejadian Keselamatan Migas", "Safety Incidents", (_TEKNIK,), "insidental",
     "per kejadian, jeda terlama 31 hari", 4, _OK, None),
    ("program.tkdn_pengadaan", "TKDN Pengadaan", "Local Content in Procurement", (_SKK, _BPMA), "triwulanan",
     "TW+30", None, _LATE, None),
)

# title, English title, tool, sources
DASHBOARDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Ringkasan Pimpinan", "Executive Summary", "tableau",
     ("hulu.produksi_harian", "hulu.lifting_daerah_bulanan", "hilir.jbt_jbkp", "hilir.lpg_penyaluran",
      "harga.icp_bulanan")),
    ("Produksi & Lifting", "Production & Lifting", "tableau",
     ("hulu.produksi_harian", "hulu.lifting_daerah_bulanan")),
    ("Neraca Gas", "Gas Balance", "qlikview",
     ("hulu.pemanfaatan_gas", "hilir.lng_kargo", "infra.jargas_sr", "infra.pipa_gas")),
    ("Cadangan & RRR", "Reserves & RRR", "tableau",
     ("hulu.cadangan_status_1jan",)),
    ("Eksplorasi & Pengembangan", "Exploration & Development", "qlikview",
     ("hulu.pemboran_sumur", "hulu.survei_seismik", "hulu.investasi_wpnb")),
    ("Harga", "Prices", "tableau",
     ("harga.icp_bulanan", "harga.mops_harian", "harga.jual_eceran_bbm")),
    ("BBM & LPG", "Fuel & LPG", "tableau",
     ("hilir.kilang_bulanan", "hilir.niaga_bbm_bulanan", "hilir.jbt_jbkp", "hilir.lpg_penyaluran",
      "hilir.ekspor_impor")),
    ("Infrastruktur", "Infrastructure", "qlikview",
     ("hilir.izin_usaha", "infra.jargas_sr", "infra.pipa_gas", "infra.penyalur")),
    ("Keselamatan & TKDN", "Safety & Local Content", "tableau",
     ("keselamatan.kejadian", "program.tkdn_pengadaan")),
    ("Kepatuhan Mitra", "Partner Compliance", "tableau",
     ("hulu.lifting_daerah_bulanan", "hilir.niaga_bbm_bulanan", "hilir.kepatuhan_lapor")),
)
# fmt: on
