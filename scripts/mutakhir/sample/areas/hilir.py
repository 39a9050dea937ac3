"""Sample tables of the downstream area: which rows they hold and when they are delivered."""

from mutakhir.sample.areas.hilir_bbm import quota_rows, refinery_rows, sales_rows
from mutakhir.sample.areas.hilir_gas import lng_rows, lpg_distribution_rows, lpg_supply_rows, trade_rows
from mutakhir.sample.areas.hilir_izin import compliance_rows, licence_rows
from mutakhir.sample.table import SampleTable

TABLES: dict[str, SampleTable] = {
    "hilir.kilang_bulanan": SampleTable(refinery_rows, "month", 12),
    "hilir.niaga_bbm_bulanan": SampleTable(sales_rows, "month", 7),
    "hilir.jbt_jbkp": SampleTable(quota_rows, "week", 3),
    "hilir.lpg_penyaluran": SampleTable(lpg_distribution_rows, "month", 7),
    "hilir.lpg_pasokan": SampleTable(lpg_supply_rows, "month", 12),
    "hilir.lng_kargo": SampleTable(lng_rows, "day", 3),
    "hilir.ekspor_impor": SampleTable(trade_rows, "month", 16),
    "hilir.izin_usaha": SampleTable(licence_rows, "week", 2),
    "hilir.kepatuhan_lapor": SampleTable(compliance_rows, "month", 10),
}
