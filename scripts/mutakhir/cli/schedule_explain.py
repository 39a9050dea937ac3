"""`mutakhir schedule --explain`: how one due date came about."""

import difflib

from mutakhir.cli.schedule_check import FILE
from mutakhir.cli.speech import LANGUAGE, say
from mutakhir.declared.holidays import YEARS
from mutakhir.declared.promises import Promise
from mutakhir.due.calendar import WorkingCalendar
from mutakhir.due.due_dates import due_of
from mutakhir.due.explain import explain
from mutakhir.due.periods import Grain, period_from_code
from mutakhir.due.rules import LongestGap
from mutakhir.errors import ConfigError, MutakhirError


def explain_due(promises: list[Promise], calendar: WorkingCalendar, dataset: str, code: str) -> int:
    """Print the steps; ConfigError for a data set or a period that is none."""
    one = next((promise for promise in promises if promise.dataset == dataset), None)
    if one is None:
        raise _unknown("--explain", dataset, [promise.dataset for promise in promises])
    period = period_from_code(code, one.grain, one.year_starts)
    if period is None or period.start.year not in range(YEARS.start, YEARS.stop - 1):
        examples = {Grain.MONTH: "2026-10", Grain.QUARTER: "2026-TW3", Grain.YEAR: "2026"}
        raise _unknown("--period", code, [examples.get(one.grain, "2026-10-05")])
    print(f"{one.dataset}: {one.title}")
    due = due_of(period, one.terms, calendar)
    if due is None:
        print(_no_due_date(one))
        return 0
    for number, step in enumerate(explain(due, calendar), start=1):
        print(f"{number}. {step.in_(LANGUAGE)}")
    if period.start < one.since:
        print(
            say(
                f"Periode ini sebelum {one.since:%Y-%m} (since), jadi tidak wajib dan tidak ada di {FILE}.",
                f"This period is before {one.since:%Y-%m} (since), so it is not owed and not in {FILE}.",
            )
        )
    elif one.grain is Grain.EVENT:
        print(
            say(
                "Kejadian tidak dijadwalkan; hanya ketepatan yang datang yang dinilai.",
                "Events are not scheduled; only the punctuality of what comes is judged.",
            )
        )
    return 0


def _no_due_date(one: Promise) -> str:
    rule = one.terms.rule
    if isinstance(rule, LongestGap):
        return say(
            f"Aturannya {rule}: tidak ada jatuh tempo; terlambat bila sudah lebih dari {rule.days} hari tanpa kejadian "
            "baru.",
            f"The rule is {rule}: there are no due dates; it is late after more than {rule.days} days without a new "
            "event.",
        )
    return say(
        f"Aturannya {rule}: bursa tutup pada hari itu, jadi tidak ada yang wajib.",
        f"The rule is {rule}: the market is closed on that day, so nothing is owed.",
    )


def _unknown(option: str, text: str, known: list[str]) -> MutakhirError:
    near = difflib.get_close_matches(text, known, n=1, cutoff=0) or known
    if not near:
        return ConfigError(
            "Tidak ada tabel dengan config.meta.due di sources/: tambahkan aturannya lebih dulu.",
            "No table in sources/ has config.meta.due: add its rule first.",
        )
    return ConfigError(
        f"{option} {text} tidak dikenal; maksudnya {near[0]}?", f"{option} {text} is not known; do you mean {near[0]}?"
    )
