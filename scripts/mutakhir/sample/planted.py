"""Defects on purpose, and the list of what must therefore be found.

Each planter takes the deliveries of one table as they would normally come, and gives back the spoilt ones with one
entry per axis that must flag; an axis that flags only as a consequence names its cause in `because`. Defects that
stand in a delivery's rows first appear in the present (`kini`): where the newest normal delivery is older, the partner
sends it once more. Only two look further back: reporters stay away from the newest month that fell due, whenever that
was, and late months belong to a record, not to today (axis `punctuality`, which flags nothing).
"""

from mutakhir.sample.bed import Bed, Entry, Planter
from mutakhir.sample.planted_periods import (
    empty_table,
    future_period,
    late_load,
    late_months,
    never_delivered,
    old_month_again,
    restated_month,
    vanished_month,
)
from mutakhir.sample.planted_rows import (
    extra_column,
    reporters_missing,
    text_numbers,
    unit_slip,
    unlisted_reporter,
    unreadable_file,
    vanished_value,
)

__all__ = ["MINIMUM_MONTHS", "PLANTERS", "UNDECLARED", "Bed", "Entry", "Planter"]

UNDECLARED: Entry = {
    "unique_id": None,
    "table": "landing.rekap_jargas_2024",
    "axis": "undeclared",
    "kind": "undeclared_table",
}
"""The table that macro sample_undeclared_table makes in the warehouse; no file has anything to do with it."""

MINIMUM_MONTHS = 10
"""So many months of deliveries must lie before as-of, or there is no past to restate."""

PLANTERS: dict[str, Planter] = {
    "hilir.jbt_jbkp": late_load,
    "program.tkdn_pengadaan": never_delivered,
    "infra.pipa_gas": empty_table,
    "infra.penyalur": old_month_again,
    "hilir.lpg_pasokan": late_months,
    "hilir.niaga_bbm_bulanan": reporters_missing,
    "hulu.lifting_daerah_bulanan": unlisted_reporter,
    "hulu.produksi_bulanan_lapangan": restated_month,
    "hilir.ekspor_impor": vanished_month,
    "hulu.pemanfaatan_gas": future_period,
    "hulu.stok_terminal_harian": vanished_value,
    "infra.jargas_sr": extra_column,
    "hilir.lpg_penyaluran": unit_slip,
    "hilir.kilang_bulanan": text_numbers,
    "hulu.survei_seismik": unreadable_file,
}
"""Which table carries which defect: one each. They leave some dashboards without any, which must then stay sound."""
