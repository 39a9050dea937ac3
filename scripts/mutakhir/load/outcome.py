"""What a load says about itself: one outcome per file, one state per table. JSON-able through msgspec."""

from datetime import datetime
from typing import Literal

import msgspec

State = Literal["loaded", "already", "set_aside", "unclaimed"]


class FileOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one delivered file. Times are aware (UTC)."""

    dataset: str | None
    """`area.table`; None for a file no table claims."""
    file: str
    sha256: str
    batch_id: str | None
    received_at: datetime
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


class TableState(msgspec.Struct, frozen=True, kw_only=True):
    """A landing table after the load."""

    dataset: str
    identifier: str
    rows: int
    batches: int
    """Deliveries that were loaded, those without rows too."""
    newest_received_at: datetime | None


class LoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one load did. `remarks` are sentences about the inbox's log."""

    loaded_at: datetime
    load_id: str | None
    """dlt's id of the load package; None when nothing had to be written."""
    files: tuple[FileOutcome, ...]
    tables: tuple[TableState, ...]
    remarks: tuple[str, ...]
    removed_rows: int
    """Rows of an earlier load that was cut off, removed before this one began."""

    def count(self, state: State) -> int:
        """Files that ended in this state."""
        return sum(1 for file in self.files if file.state == state)
