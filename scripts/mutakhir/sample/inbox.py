"""The inbox: two folders of files, past and present, each with a log of what came when and from whom."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from mutakhir.declared.tables import LandingTable
from mutakhir.errors import ConfigError
from mutakhir.sample.deliveries import WIB, Delivery
from mutakhir.sample.periods import period_code
from mutakhir.sample.table import Every

PAST = "lalu"
PRESENT = "kini"
LOG = "_kiriman.csv"
LOG_HEADS = ("berkas", "diterima_pada", "mitra", "lewat")


@dataclass(frozen=True, order=True)
class Received:
    """One line of the log; `path` is relative to the folder, with slashes."""

    received_at: datetime
    path: str
    partner: str
    channel: str


def file_name(table: LandingTable, delivery: Delivery, every: Every, told: str = "", number: int = 1) -> str:
    """The name of the file, as the table's `match` wants it: partner and period stand where the star is.

    `told` replaces partner and period where the file name itself carries values (`from: file`); `number` tells
    apart the files of one delivery.
    """
    period = period_code(delivery.start, every)
    partner = _plain(table.partners[0])
    suffix = f"_{delivery.suffix}" if delivery.suffix else ""
    if number > 1 and not told:
        suffix += f"_{number}"
    stars = table.origin.match.count("*")
    words = [f"{told or f'{partner}_{period}'}{suffix}"]
    if stars > 1:
        words = [partner, f"{told or period}{suffix}", *[""] * (stars - 2)]
    parts = table.origin.match.split("*")
    name = (
        "".join(part + word for part, word in zip(parts, [*words, ""], strict=False)) if stars else table.origin.match
    )
    if not fnmatchcase(name, table.origin.match):
        raise ConfigError(
            f"Tabel {table.dataset}: origin.match {table.origin.match!r} tidak dapat dipenuhi data contoh; "
            "pakai hanya * sebagai pengganti."
        )
    return name


def log_bytes(lines: list[Received]) -> bytes:
    """`_kiriman.csv`: the log in the order of arrival."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(LOG_HEADS)
    for line in sorted(lines):
        moment = line.received_at.astimezone(WIB).isoformat(timespec="seconds")
        writer.writerow((line.path, moment, line.partner, line.channel))
    return text.getvalue().encode("utf-8")


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
