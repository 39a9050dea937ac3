"""Who must report (seeds/pelapor_wajib.csv), read before dbt loads it: a roster that is wrong accuses people."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mutakhir.declared.entry import Entry
from mutakhir.declared.lines import date_of, english, read_lines
from mutakhir.declared.sources import merged_meta, read_sources
from mutakhir.errors import ConfigError

FILE = "seeds/pelapor_wajib.csv"
HEADER = ("kumpulan_data", "pelapor", "mitra", "mulai", "sampai", "dasar", "sama_dengan")


@dataclass(frozen=True)
class RosterEntry:
    """One line: `reporter` is bound from `since` to `until` (None: no end), or is another spelling of `same_as`."""

    dataset: str
    reporter: str
    partner: str
    since: date
    until: date | None
    basis: str
    same_as: str
    """Official name where this line is only another spelling, which obliges nobody; else empty."""


def read_roster(project_dir: Path) -> list[RosterEntry]:
    """The roster in the order of the file, empty where there is none; ConfigError at the first line that is wrong."""
    path = project_dir / FILE
    if not path.is_file():
        return []
    columns = _reporter_columns(project_dir)
    lines = [(line, _entry(line, columns)) for line in read_lines(path, FILE, HEADER, strip=False)]
    _refuse_doubles(lines)
    _refuse_nobody(lines)
    return [entry for _, entry in lines]


def _reporter_columns(project_dir: Path) -> dict[str, str]:
    """Every declared data set to its reporter column, empty where it has none."""
    return {
        f"{source.text('name')}.{table.text('name')}": merged_meta(source, table).child("reporter").text("column", "")
        for source, table in read_sources(project_dir).tables
    }


def _entry(line: Entry, columns: dict[str, str]) -> RosterEntry:
    for key in HEADER:
        if str(line.get(key)) != str(line.get(key)).strip():
            raise ConfigError(
                f"{FILE} {line.where}: {key} diawali atau diakhiri spasi; hapus, karena nama dibandingkan huruf demi "
                "huruf.",
                f"{FILE}, {english(line)}: {key} begins or ends with a blank; remove it, names are compared letter by "
                "letter.",
            )
    dataset = line.text("kumpulan_data")
    if dataset not in columns:
        raise line.error("kumpulan_data", dataset, columns)
    if not columns[dataset]:
        raise ConfigError(
            f"{FILE} {line.where}: {dataset} tidak mempunyai kolom pelapor; hapus baris ini, atau isi "
            "config.meta.reporter di sources.",
            f"{FILE}, {english(line)}: {dataset} has no column of reporters; remove this line, or fill in "
            "config.meta.reporter in sources.",
        )
    since, until, same_as = date_of(line, "mulai"), date_of(line, "sampai"), str(line.get("sama_dengan"))
    if since is None and not same_as:
        raise line.error("mulai", "", ("2026-01-01",))
    if since is not None and until is not None and until < since:
        raise ConfigError(
            f"{FILE} {line.where}: sampai {until} mendahului mulai {since}; tukar atau perbaiki.",
            f"{FILE}, {english(line)}: sampai {until} is before mulai {since}; swap or mend them.",
        )
    reporter, partner, basis = line.text("pelapor"), str(line.get("mitra")), str(line.get("dasar"))
    return RosterEntry(dataset, reporter, partner, since or date.min, until, basis, same_as)


def _refuse_doubles(lines: list[tuple[Entry, RosterEntry]]) -> None:
    """A reporter who stands twice for the same days would be counted twice, whatever capitals and blanks he has."""
    seen: dict[tuple[str, str], list[tuple[Entry, RosterEntry]]] = {}
    for line, entry in lines:
        known = seen.setdefault((entry.dataset, _plain(entry.reporter)), [])
        for twin, other in known:
            is_same = entry.reporter == other.reporter or not (entry.same_as or other.same_as)
            if is_same and entry.since <= (other.until or date.max) and other.since <= (entry.until or date.max):
                raise ConfigError(
                    f"{FILE} {line.where}: {entry.reporter} pada {entry.dataset} sudah ada di {twin.where} untuk masa "
                    "yang sama; hapus salah satu, atau batasi dengan sampai.",
                    f"{FILE}, {english(line)}: {entry.reporter} of {entry.dataset} already stands in {english(twin)} "
                    "for the same time; remove one of them, or end it with sampai.",
                )
        known.append((line, entry))


def _refuse_nobody(lines: list[tuple[Entry, RosterEntry]]) -> None:
    """`sama_dengan` must name somebody who is obliged himself."""
    official: dict[str, list[str]] = {}
    for _, entry in lines:
        if not entry.same_as:
            official.setdefault(entry.dataset, []).append(entry.reporter)
    for line, entry in lines:
        names = sorted({*official.get(entry.dataset, ())})
        if entry.same_as and entry.same_as not in names:
            raise line.error("sama_dengan", entry.same_as, names)


def _plain(name: str) -> str:
    """What people see of a name: wide letters, signs without width and blanks of all kinds make no other company."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf")
    return " ".join(seen.casefold().split())
