"""Axis reporters: who must report, who has, and who owes since when; one fresh row is not a delivery."""

import difflib
import re
from collections.abc import Sequence

from mutakhir.checklist.ledger import Duty, Ledger
from mutakhir.checklist.words import join, listing
from mutakhir.domain.axes import OwedReport, Reporters
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.due.periods import Grain

ROSTER = "seeds/pelapor_wajib.csv"

_NO_REPORTERS = Text("tidak ada pelapor yang dinyatakan", "no reporters are declared")
_NO_RULE = Text("pelapor dinyatakan, tetapi tidak ada aturan jatuh tempo", "reporters are declared, but no due rule is")
_NO_ROSTER = Text(
    f"{ROSTER} tidak memuat satu pelapor pun untuk data ini: isi, lalu jalankan `mutakhir run`",
    f"{ROSTER} names no reporter of this data set: fill it in, then run `mutakhir run`",
)
_PER_EVENT = Text(
    "datang per kejadian, tidak ada pelapor yang ditunggu pada suatu periode",
    "it comes by event, no reporter is awaited in a period",
)
_NOTHING_DUE = Text("belum ada periode yang jatuh tempo", "no period has fallen due yet")
_CLOSE = 0.75
_FORM = re.compile(r"\b(?:pt|tbk|ltd|inc|co|cv|llc|bv|pte)\b|[\W_]+")
"""What a name can lose and still be the same company's: its legal form, points and blanks."""


def judge_reporters(dataset: Dataset, ledger: Ledger) -> Reporters:
    """Verdict on who reported; those who owe are named with the partner through whom they report."""
    if not dataset.reporter_column:
        return Reporters(Status.NOT_APPLICABLE, _NO_REPORTERS)
    if not dataset.due:
        return Reporters(Status.NOT_APPLICABLE, _NO_RULE)
    if ledger.grain is Grain.EVENT:
        return Reporters(Status.NOT_APPLICABLE, _PER_EVENT)
    if ledger.problem is not None:
        return Reporters(Status.NOT_CHECKED, ledger.problem)
    unlisted = tuple(item.reporter for item in ledger.facts.unlisted)
    if not ledger.facts.roster:
        return Reporters(Status.NOT_CHECKED, _NO_ROSTER, unlisted=unlisted)
    owed = owed_reports(dataset, ledger)
    newest = ledger.due[-1] if ledger.due else None
    missing = tuple(sorted(newest.fact.missing)) if newest else ()
    renamed = possible_names(unlisted, [*missing, *(report.reporter for report in owed)])
    status, reason = _verdict(ledger, newest, owed, unlisted, renamed)
    return Reporters(
        status,
        reason,
        due=newest.fact.reporters_due if newest else None,
        present=newest.fact.reporters_present if newest else None,
        missing=missing,
        period=newest.fact.period if newest else None,
        owed=owed,
        unlisted=unlisted,
        renamed=renamed,
    )


def owed_reports(dataset: Dataset, ledger: Ledger) -> tuple[OwedReport, ...]:
    """Everyone who owes a period that fell due, those who owe longest first."""
    periods: dict[str, list[Duty]] = {}
    for duty in ledger.due:
        for reporter in duty.fact.missing:
            periods.setdefault(reporter, []).append(duty)
    partners = partner_by_reporter(dataset, ledger)
    owed = [
        OwedReport(
            reporter,
            partners.get(reporter, dataset.partners[0] if dataset.partners else ""),
            duties[0].fact.period,
            tuple(duty.fact.period for duty in duties),
            duties[0].due_at,
        )
        for reporter, duties in periods.items()
    ]
    return tuple(sorted(owed, key=lambda report: (report.due_at, report.reporter)))


def partner_by_reporter(dataset: Dataset, ledger: Ledger) -> dict[str, str]:
    """Through whom each reporter of the roster reports: his newest line, else the partner responsible."""
    responsible = dataset.partners[0] if dataset.partners else ""
    lines = sorted(ledger.facts.roster, key=lambda line: line.since)
    return {line.reporter: line.partner or responsible for line in lines}


def possible_names(unlisted: Sequence[str], missing: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of a name that nobody listed and the missing reporter it may be another spelling of."""
    if not unlisted or not missing:
        return ()
    plain = {_plain(name): name for name in reversed(missing)}
    near = ((name, difflib.get_close_matches(_plain(name), plain, n=1, cutoff=_CLOSE)) for name in unlisted)
    return tuple((name, plain[found[0]]) for name, found in near if found)


def _plain(name: str) -> str:
    return " ".join(_FORM.sub(" ", name.casefold()).split()) or name.casefold()


def _verdict(
    ledger: Ledger,
    newest: Duty | None,
    owed: tuple[OwedReport, ...],
    unlisted: tuple[str, ...],
    renamed: tuple[tuple[str, str], ...],
) -> tuple[Status, Text]:
    strangers = _strangers(unlisted, renamed) if unlisted else None
    if newest is None:
        return (Status.QUALITY_ISSUE, strangers) if strangers else (Status.NOT_DUE, _NOTHING_DUE)
    if not newest.fact.reporters_due:
        period = ledger.period(newest.fact.period)
        nobody = Text(
            f"{ROSTER} tidak mewajibkan seorang pelapor pun untuk {period.id}: perpanjang daftarnya",
            f"{ROSTER} obliges no reporter for {period.en}: extend the list",
        )
        return Status.NOT_CHECKED, nobody
    if owed:
        return Status.INCOMPLETE, join(_owing(ledger, newest, owed), strangers)
    if strangers:
        return Status.QUALITY_ISSUE, join(strangers, _counted(ledger, newest))
    return Status.UP_TO_DATE, _counted(ledger, newest)


def _counted(ledger: Ledger, newest: Duty) -> Text:
    period, fact = ledger.period(newest.fact.period), newest.fact
    return Text(
        f"{fact.reporters_present or 0} dari {fact.reporters_due} pelapor sudah melapor untuk {period.id}",
        f"{fact.reporters_present or 0} of {fact.reporters_due} reporters have reported for {period.en}",
    )


def _owing(ledger: Ledger, newest: Duty, owed: tuple[OwedReport, ...]) -> Text:
    """The count for the newest period; then those missing from it, or else those who owe older ones."""
    counted = _counted(ledger, newest)
    missing = set(newest.fact.missing)
    if missing:
        names = listing([Text(report.reporter, report.reporter) for report in owed if report.reporter in missing])
        return Text(f"{counted.id}, belum: {names.id}", f"{counted.en}, missing: {names.en}")
    names = listing([_since(ledger, report) for report in owed])
    return Text(f"{counted.id}, tetapi masih berutang: {names.id}", f"{counted.en}, but still owing: {names.en}")


def _since(ledger: Ledger, report: OwedReport) -> Text:
    period = ledger.period(report.since)
    if len(report.periods) == 1:
        return Text(f"{report.reporter} untuk {period.id}", f"{report.reporter} for {period.en}")
    return Text(f"{report.reporter} sejak {period.id}", f"{report.reporter} since {period.en}")


def _strangers(unlisted: tuple[str, ...], renamed: tuple[tuple[str, str], ...]) -> Text:
    official = dict(renamed)
    return listing_of_strangers([_stranger(name, official.get(name)) for name in unlisted])


def _stranger(name: str, official: str | None) -> Text:
    if official is None:
        return Text(name, name)
    return Text(
        f"{name} (mungkin nama lain dari {official}: tulis barisnya dengan sama_dengan {official})",
        f"{name} (perhaps another name of {official}: write its line with sama_dengan {official})",
    )


def listing_of_strangers(names: Sequence[Text]) -> Text:
    """The finding that reporters are seen and not listed."""
    said = listing(names)
    return Text(f"tidak terdaftar di {ROSTER}: {said.id}", f"not listed in {ROSTER}: {said.en}")
