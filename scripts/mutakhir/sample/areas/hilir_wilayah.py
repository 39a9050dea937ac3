"""Provinces and regencies that the downstream and infrastructure samples speak of: BPS codes, names, shares, positions.

Codes and names are those of BPS (four Papuan provinces of 2022 included); shares are rough shares of national fuel
use, so that Java is large and the highlands are small; positions are those of the main town, to a tenth of a degree.
"""

from calendar import monthrange
from datetime import date
from random import Random
from typing import NamedTuple


class Province(NamedTuple):
    """A province: BPS code, name, marketing region of the fuel distributor, share of national use in percent."""

    code: str
    name: str
    region: str
    share: float


class Regency(NamedTuple):
    """A regency or city: BPS code, name, relative size (1 small, 40 large), latitude and longitude in degrees."""

    code: str
    name: str
    size: float
    lat: float
    lon: float


PROVINCES = [
    Province("11", "Aceh", "Sumbagut", 1.9),
    Province("12", "Sumatera Utara", "Sumbagut", 5.6),
    Province("13", "Sumatera Barat", "Sumbagut", 2.1),
    Province("14", "Riau", "Sumbagut", 2.9),
    Province("15", "Jambi", "Sumbagsel", 1.5),
    Province("16", "Sumatera Selatan", "Sumbagsel", 3.3),
    Province("17", "Bengkulu", "Sumbagsel", 0.8),
    Province("18", "Lampung", "Sumbagsel", 3.2),
    Province("19", "Kepulauan Bangka Belitung", "Sumbagsel", 0.7),
    Province("21", "Kepulauan Riau", "Sumbagut", 1.0),
    Province("31", "DKI Jakarta", "Jawa Bagian Barat", 5.8),
    Province("32", "Jawa Barat", "Jawa Bagian Barat", 16.3),
    Province("33", "Jawa Tengah", "Jawa Bagian Tengah", 12.6),
    Province("34", "DI Yogyakarta", "Jawa Bagian Tengah", 1.8),
    Province("35", "Jawa Timur", "Jatimbalinus", 14.4),
    Province("36", "Banten", "Jawa Bagian Barat", 4.6),
    Province("51", "Bali", "Jatimbalinus", 2.5),
    Province("52", "Nusa Tenggara Barat", "Jatimbalinus", 1.6),
    Province("53", "Nusa Tenggara Timur", "Jatimbalinus", 1.1),
    Province("61", "Kalimantan Barat", "Kalimantan", 2.0),
    Province("62", "Kalimantan Tengah", "Kalimantan", 1.2),
    Province("63", "Kalimantan Selatan", "Kalimantan", 1.9),
    Province("64", "Kalimantan Timur", "Kalimantan", 2.0),
    Province("65", "Kalimantan Utara", "Kalimantan", 0.4),
    Province("71", "Sulawesi Utara", "Sulawesi", 1.1),
    Province("72", "Sulawesi Tengah", "Sulawesi", 1.0),
    Province("73", "Sulawesi Selatan", "Sulawesi", 3.5),
    Province("74", "Sulawesi Tenggara", "Sulawesi", 0.9),
    Province("75", "Gorontalo", "Sulawesi", 0.4),
    Province("76", "Sulawesi Barat", "Sulawesi", 0.4),
    Province("81", "Maluku", "Papua Maluku", 0.5),
    Province("82", "Maluku Utara", "Papua Maluku", 0.4),
    Province("91", "Papua Barat", "Papua Maluku", 0.3),
    Province("92", "Papua Barat Daya", "Papua Maluku", 0.3),
    Province("94", "Papua", "Papua Maluku", 0.4),
    Province("95", "Papua Selatan", "Papua Maluku", 0.3),
    Province("96", "Papua Tengah", "Papua Maluku", 0.4),
    Province("97", "Papua Pegunungan", "Papua Maluku", 0.3),
]

REGENCIES = [
    Regency("1106", "Aceh Tengah", 2, 4.6, 96.8),
    Regency("1111", "Aceh Utara", 3, 5.1, 97.2),
    Regency("1114", "Aceh Tamiang", 2, 4.3, 98.0),
    Regency("1171", "Kota Banda Aceh", 4, 5.5, 95.3),
    Regency("1174", "Kota Lhokseumawe", 2, 5.2, 97.1),
    Regency("1208", "Asahan", 5, 2.9, 99.6),
    Regency("1209", "Simalungun", 6, 2.9, 98.9),
    Regency("1212", "Deli Serdang", 14, 3.5, 98.8),
    Regency("1213", "Langkat", 6, 3.8, 98.4),
    Regency("1275", "Kota Medan", 21, 3.6, 98.7),
    Regency("1307", "Agam", 3, -0.3, 100.1),
    Regency("1371", "Kota Padang", 8, -0.9, 100.4),
    Regency("1405", "Siak", 4, 0.8, 102.0),
    Regency("1406", "Kampar", 6, 0.3, 101.1),
    Regency("1471", "Kota Pekanbaru", 11, 0.5, 101.4),
    Regency("1473", "Kota Dumai", 3, 1.7, 101.4),
    Regency("1505", "Muaro Jambi", 3, -1.6, 103.6),
    Regency("1571", "Kota Jambi", 5, -1.6, 103.6),
    Regency("1603", "Muara Enim", 5, -3.7, 103.8),
    Regency("1606", "Musi Banyuasin", 5, -2.9, 103.8),
    Regency("1671", "Kota Palembang", 14, -3.0, 104.8),
    Regency("1672", "Kota Prabumulih", 2, -3.4, 104.2),
    Regency("1771", "Kota Bengkulu", 3, -3.8, 102.3),
    Regency("1805", "Lampung Tengah", 8, -4.9, 105.2),
    Regency("1871", "Kota Bandar Lampung", 10, -5.4, 105.3),
    Regency("1971", "Kota Pangkalpinang", 2, -2.1, 106.1),
    Regency("2171", "Kota Batam", 9, 1.1, 104.0),
    Regency("2172", "Kota Tanjung Pinang", 2, 0.9, 104.4),
    Regency("3171", "Kota Jakarta Selatan", 24, -6.3, 106.8),
    Regency("3172", "Kota Jakarta Timur", 28, -6.2, 106.9),
    Regency("3173", "Kota Jakarta Pusat", 10, -6.2, 106.8),
    Regency("3174", "Kota Jakarta Barat", 24, -6.2, 106.8),
    Regency("3175", "Kota Jakarta Utara", 19, -6.1, 106.9),
    Regency("3201", "Bogor", 40, -6.5, 106.8),
    Regency("3203", "Cianjur", 14, -6.8, 107.1),
    Regency("3204", "Bandung", 24, -7.0, 107.5),
    Regency("3205", "Garut", 16, -7.2, 107.9),
    Regency("3209", "Cirebon", 14, -6.8, 108.5),
    Regency("3212", "Indramayu", 12, -6.3, 108.3),
    Regency("3213", "Subang", 10, -6.6, 107.8),
    Regency("3215", "Karawang", 17, -6.3, 107.3),
    Regency("3216", "Bekasi", 26, -6.3, 107.1),
    Regency("3271", "Kota Bogor", 9, -6.6, 106.8),
    Regency("3273", "Kota Bandung", 22, -6.9, 107.6),
    Regency("3274", "Kota Cirebon", 4, -6.7, 108.6),
    Regency("3275", "Kota Bekasi", 24, -6.2, 107.0),
    Regency("3276", "Kota Depok", 18, -6.4, 106.8),
    Regency("3301", "Cilacap", 13, -7.7, 109.0),
    Regency("3302", "Banyumas", 13, -7.4, 109.2),
    Regency("3308", "Magelang", 9, -7.6, 110.2),
    Regency("3310", "Klaten", 9, -7.7, 110.6),
    Regency("3316", "Blora", 6, -7.0, 111.4),
    Regency("3318", "Pati", 9, -6.8, 111.0),
    Regency("3322", "Semarang", 8, -7.1, 110.4),
    Regency("3324", "Kendal", 7, -6.9, 110.2),
    Regency("3329", "Brebes", 13, -6.9, 109.0),
    Regency("3372", "Kota Surakarta", 6, -7.6, 110.8),
    Regency("3374", "Kota Semarang", 16, -7.0, 110.4),
    Regency("3376", "Kota Tegal", 3, -6.9, 109.1),
    Regency("3402", "Bantul", 7, -7.9, 110.3),
    Regency("3404", "Sleman", 9, -7.7, 110.3),
    Regency("3471", "Kota Yogyakarta", 4, -7.8, 110.4),
    Regency("3507", "Malang", 19, -8.1, 112.6),
    Regency("3509", "Jember", 18, -8.2, 113.7),
    Regency("3510", "Banyuwangi", 13, -8.2, 114.4),
    Regency("3513", "Probolinggo", 8, -7.8, 113.3),
    Regency("3514", "Pasuruan", 12, -7.7, 112.8),
    Regency("3515", "Sidoarjo", 19, -7.4, 112.7),
    Regency("3516", "Mojokerto", 9, -7.5, 112.5),
    Regency("3522", "Bojonegoro", 10, -7.2, 111.9),
    Regency("3523", "Tuban", 9, -6.9, 112.1),
    Regency("3524", "Lamongan", 10, -7.1, 112.4),
    Regency("3525", "Gresik", 11, -7.2, 112.6),
    Regency("3529", "Sumenep", 7, -7.0, 113.9),
    Regency("3573", "Kota Malang", 8, -8.0, 112.6),
    Regency("3578", "Kota Surabaya", 27, -7.3, 112.7),
    Regency("3603", "Tangerang", 24, -6.2, 106.5),
    Regency("3604", "Serang", 12, -6.1, 106.1),
    Regency("3671", "Kota Tangerang", 18, -6.2, 106.6),
    Regency("3672", "Kota Cilegon", 5, -6.0, 106.0),
    Regency("3674", "Kota Tangerang Selatan", 14, -6.3, 106.7),
    Regency("5103", "Badung", 6, -8.6, 115.2),
    Regency("5108", "Buleleng", 5, -8.1, 115.1),
    Regency("5171", "Kota Denpasar", 8, -8.7, 115.2),
    Regency("5202", "Lombok Tengah", 6, -8.7, 116.3),
    Regency("5203", "Lombok Timur", 8, -8.6, 116.5),
    Regency("5271", "Kota Mataram", 4, -8.6, 116.1),
    Regency("5315", "Manggarai Barat", 2, -8.5, 119.9),
    Regency("5371", "Kota Kupang", 4, -10.2, 123.6),
    Regency("6106", "Ketapang", 4, -1.8, 110.0),
    Regency("6171", "Kota Pontianak", 6, 0.0, 109.3),
    Regency("6202", "Kotawaringin Timur", 4, -2.5, 113.0),
    Regency("6271", "Kota Palangka Raya", 3, -2.2, 113.9),
    Regency("6309", "Tabalong", 2, -2.2, 115.4),
    Regency("6371", "Kota Banjarmasin", 6, -3.3, 114.6),
    Regency("6372", "Kota Banjarbaru", 2, -3.4, 114.8),
    Regency("6403", "Kutai Kartanegara", 6, -0.4, 117.0),
    Regency("6471", "Kota Balikpapan", 6, -1.3, 116.8),
    Regency("6472", "Kota Samarinda", 8, -0.5, 117.1),
    Regency("6474", "Kota Bontang", 2, 0.1, 117.5),
    Regency("6504", "Nunukan", 1.5, 4.1, 117.7),
    Regency("6571", "Kota Tarakan", 2, 3.3, 117.6),
    Regency("7171", "Kota Manado", 4, 1.5, 124.8),
    Regency("7172", "Kota Bitung", 2, 1.4, 125.2),
    Regency("7202", "Banggai", 3, -1.0, 122.8),
    Regency("7271", "Kota Palu", 3, -0.9, 119.9),
    Regency("7306", "Gowa", 6, -5.2, 119.5),
    Regency("7311", "Bone", 6, -4.5, 120.3),
    Regency("7313", "Wajo", 3, -4.1, 120.0),
    Regency("7371", "Kota Makassar", 13, -5.1, 119.4),
    Regency("7471", "Kota Kendari", 3, -4.0, 122.5),
    Regency("7571", "Kota Gorontalo", 2, 0.5, 123.1),
    Regency("7604", "Mamuju", 2, -2.7, 118.9),
    Regency("8107", "Seram Bagian Timur", 1, -3.1, 130.5),
    Regency("8171", "Kota Ambon", 3, -3.7, 128.2),
    Regency("8271", "Kota Ternate", 2, 0.8, 127.4),
    Regency("9101", "Fakfak", 1, -2.9, 132.3),
    Regency("9104", "Teluk Bintuni", 1, -2.1, 133.5),
    Regency("9105", "Manokwari", 2, -0.9, 134.1),
    Regency("9471", "Kota Jayapura", 3, -2.5, 140.7),
]


def days_in(month: date) -> int:
    """Days of the month that `month` lies in."""
    return monthrange(month.year, month.month)[1]


def month_end(month: date) -> date:
    """Last day of the month that `month` lies in."""
    return month.replace(day=days_in(month))


def months_from(first: date, last: date) -> list[date]:
    """First days of the months from `first` to `last`, both counted; empty where `last` is before `first`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(count)]


def own_draw(key: str) -> Random:
    """Random numbers that belong to `key` alone: what stays the same over the periods is drawn from its name."""
    return Random(key)
