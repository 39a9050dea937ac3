"""What the log of deliveries tells: which contents are known, what came last for a table, what is still unread."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from mutakhir.declared.tables import LandingTable
from mutakhir.load.dates import find_date
from mutakhir.load.outcome import Arrival, FileOutcome, TableState

_Said = tuple[str, str, str, str, datetime | None]


@dataclass(frozen=True)
class Known:
    """What earlier loads have logged, and what this one adds."""

    landed: dict[str, FileOutcome] = field(default_factory=dict)
    """content id -> the newest delivery of that content that landed"""
    stated: set[tuple[str, datetime]] = field(default_factory=set)
    """(content id, stated time) of all that landed"""
    named: dict[tuple[str, datetime], str] = field(default_factory=dict)
    """(file, stated time) -> id of the content that landed last under them"""
    said: set[_Said] = field(default_factory=set)
    """Outcomes that are in the log already are not written again."""

    def add(self, one: FileOutcome) -> None:
        """Remember a line of the log; lines come in the order they were loaded."""
        self.said.add(_said(one))
        if one.state != "loaded" or one.content_id is None:
            return
        before = self.landed.get(one.content_id)
        if before is None or one.received_at > before.received_at:
            self.landed[one.content_id] = one
        if one.stated_at:
            self.stated.add((one.content_id, one.stated_at))
            self.named[one.file, one.stated_at] = one.content_id

    def is_news(self, one: FileOutcome) -> bool:
        """The log does not say this yet; a known content that changes nothing is no news."""
        return (one.state != "already" or one.is_worth_telling) and _said(one) not in self.said


def _said(one: FileOutcome) -> _Said:
    return one.sha256, one.file, one.state, one.sentence, one.stated_at


def table_states(
    tables: Sequence[LandingTable], contents: Mapping[str, tuple[int, datetime | None]], log: Sequence[FileOutcome]
) -> tuple[TableState, ...]:
    """Every table with its deliveries; `contents` holds rows and newest `_received_at` by identifier."""
    by_dataset: dict[str | None, list[FileOutcome]] = {}
    for one in log:
        by_dataset.setdefault(one.dataset, []).append(one)
    states = []
    for table in tables:
        lines = by_dataset.get(table.dataset, [])
        rows, newest = contents[table.identifier]
        states.append(
            TableState(
                dataset=table.dataset,
                identifier=table.identifier,
                rows=rows,
                batches=len({one.batch_id for one in lines if one.state == "loaded"}),
                set_aside=len({one.file for one in lines if one.state == "set_aside"}),
                newest_received_at=newest,
                newest_arrival=_newest_arrival(lines),
            )
        )
    return tuple(states)


def _newest_arrival(lines: Sequence[FileOutcome]) -> Arrival | None:
    came = [one for one in lines if one.state in ("loaded", "set_aside")]
    if not came:
        return None
    newest = max(came, key=lambda one: (one.received_at, one.loaded_at))
    if newest.state == "set_aside":
        return Arrival(at=newest.received_at, kind="set_aside")
    if not newest.rows:
        return Arrival(at=newest.received_at, kind="empty")
    is_unchanged = any(
        one.state == "loaded" and one.sha256 == newest.sha256 and one.received_at < newest.received_at for one in came
    )
    return Arrival(at=newest.received_at, kind="unchanged" if is_unchanged else "rows")


def newest_lines(log: Iterable[FileOutcome]) -> list[FileOutcome]:
    """The last thing that was logged about each file."""
    return list({one.file: one for one in log}.values())


def unused(
    files: Iterable[FileOutcome],
    log: Sequence[FileOutcome],
    tables: Sequence[LandingTable],
    news: Iterable[FileOutcome] = (),
) -> list[FileOutcome]:
    """Files that no table claims or that could not be read, without those a later delivery has made good.

    What this load saw for the first time (`news`) is always among them, so that everything is said once.
    """
    declared = {table.dataset: table for table in tables}
    landed = [one for one in log if one.state == "loaded"]
    new = set(map(_said, news))
    return [
        one
        for one in files
        if one.state in ("set_aside", "unclaimed")
        and (_said(one) in new or not any(_makes_good(later, one, declared) for later in landed))
    ]


def _makes_good(later: FileOutcome, aside: FileOutcome, declared: Mapping[str, LandingTable]) -> bool:
    """Whether `later` stands for the file that was set aside: same table and partner, and not another month's file."""
    table = declared.get(aside.dataset or "")
    if table is None or (later.dataset, later.partner) != (aside.dataset, aside.partner):
        return False
    if later.received_at <= aside.received_at:
        return False
    if table.origin.replaces == "all":
        return True
    after, before = (PurePosixPath(one.file).stem.casefold() for one in (later, aside))
    if table.reporter_column and not after.startswith(before):
        # One name often stands for many reporters ("KKKS"): another reporter's file makes nothing good.
        return False
    days = find_date(after, table.origin.dates), find_date(before, table.origin.dates)
    return None in days or days[0] == days[1]
