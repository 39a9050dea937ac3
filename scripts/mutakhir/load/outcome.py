"""What a load says about itself: one outcome per file, one state per table. JSON-able through msgspec."""

import hashlib
from datetime import datetime
from typing import Literal

import msgspec

State = Literal["loaded", "already", "set_aside", "unclaimed"]

NOTHING_NEW = "tidak ada yang berubah."
"""End of the one sentence that nobody needs to hear."""


def content_id_of(dataset: str, sha256: str) -> str:
    """One content for one data set, under whatever name and whenever it came."""
    return hashlib.sha256(f"{dataset}\n{sha256}".encode()).hexdigest()[:32]


class FileOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one delivered file. Times are aware (UTC)."""

    dataset: str | None
    """`area.table`; None for a file no table claims."""
    file: str
    sha256: str
    batch_id: str | None
    received_at: datetime
    """Never later than `loaded_at`."""
    stated_at: datetime | None
    """When it came as the inbox's log or its mail states; None where only the file's own time is known."""
    loaded_at: datetime
    partner: str | None
    via: str | None
    rows: int
    unreadable_cells: int
    skipped_rows: int
    """Totals, notes and sources below the data, which are no rows."""
    is_sample: int
    """1 where the file says DATA CONTOH of itself, else 0 (no engine needs a boolean type)."""
    state: State
    sentence: str
    """In Indonesian; empty when there is nothing to say."""

    @property
    def content_id(self) -> str | None:
        """Id of its content; None where it could not be opened or no table claims it."""
        return content_id_of(self.dataset, self.sha256) if self.dataset and self.sha256 else None

    @property
    def is_worth_telling(self) -> bool:
        """There is a sentence, and it says more than that nothing changed."""
        return bool(self.sentence) and not self.sentence.endswith(NOTHING_NEW)


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """The delivery that came last, whatever became of it. `unchanged`: its content had landed before."""

    at: datetime
    kind: Literal["rows", "empty", "unchanged", "set_aside"]


class TableState(msgspec.Struct, frozen=True, kw_only=True):
    """A landing table after the load."""

    dataset: str
    identifier: str
    rows: int
    batches: int
    """Deliveries that were loaded, those without rows too."""
    set_aside: int
    """Files for it that could not be read."""
    newest_received_at: datetime | None
    newest_arrival: Arrival | None


class LoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one load did. `remarks` are sentences about the inbox's log."""

    loaded_at: datetime
    load_id: str | None
    """dlt's id of the load package; None when nothing had to be written."""
    files: tuple[FileOutcome, ...]
    unused: tuple[FileOutcome, ...]
    """Those of `files` still to be dealt with (set aside and not made good since, or claimed by no table), and folders
    of the inbox that could not be read."""
    tables: tuple[TableState, ...]
    remarks: tuple[str, ...]
    removed_rows: int
    """Rows of an earlier load that was cut off, removed before this one began."""

    @property
    def remarks_on_files(self) -> list[FileOutcome]:
        """Files that were used and of which there is something to tell."""
        return [one for one in self.files if one.state in ("loaded", "already") and one.is_worth_telling]

    def count(self, state: State) -> int:
        """Files that ended in this state."""
        return sum(1 for file in self.files if file.state == state)


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What earlier loads left, without loading."""

    tables: tuple[TableState, ...]
    unused: tuple[FileOutcome, ...]
