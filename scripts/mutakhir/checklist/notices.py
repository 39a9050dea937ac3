"""What a reader must know of the evidence itself before he believes a verdict, one sentence each."""

from collections.abc import Iterable, Sequence
from datetime import date

from mutakhir.artifacts.bundle import Bundle
from mutakhir.checklist.clock import Clock
from mutakhir.checklist.data_tests import TestEvidence
from mutakhir.checklist.expected import Expected
from mutakhir.checklist.inputs import Inputs
from mutakhir.checklist.ledger import FactsEvidence
from mutakhir.checklist.load_age import FreshnessEvidence
from mutakhir.checklist.models import models_were_run
from mutakhir.checklist.not_looked_at import NO_MODEL_RUN
from mutakhir.checklist.waivers import Granted, unknown_datasets
from mutakhir.checklist.words import listing
from mutakhir.domain.dates import day_text
from mutakhir.domain.language import Text


def notices_of(
    bundle: Bundle,
    freshness: FreshnessEvidence,
    tests: TestEvidence,
    facts: FactsEvidence,
    expected: Expected,
    inputs: Inputs,
    clock: Clock,
    granted: Iterable[Granted],
    outdated: Sequence[str] = (),
) -> tuple[Text, ...]:
    """All notices of a check list, those of the artifacts first; `outdated` data sets have a schedule of old rules."""
    found = _of_artifacts(bundle, freshness, tests, expected)
    if facts.unusable is not None and any(dataset.due for dataset in expected.datasets):
        found.append(facts.unusable)
    found += inputs.notices
    found += inputs.past.notices
    if facts.unusable is None and any(one.obligations for one in facts.datasets.values()):
        found += _of_calendar(inputs, clock)
    if outdated:
        found.append(_of_schedule(outdated))
    found += unknown_datasets(inputs.waivers, [dataset.name for dataset in expected.datasets])
    found += (notice for one in granted for notice in one.notices)
    return tuple(found)


def _of_calendar(inputs: Inputs, clock: Clock) -> list[Text]:
    if inputs.calendar is None:
        return [
            Text(
                "Kalender hari kerja tidak ada: hari kerja dihitung Senin sampai Jumat, hari libur tidak dikenal",
                "There is no working calendar: working days are counted Monday to Friday, holidays are not known",
            )
        ]
    valid = inputs.calendar.valid_until
    if valid >= clock.today:
        return []
    if valid == date.min:
        return [
            Text(
                "Hari libur belum ditinjau (seeds/hari_libur.csv tidak ada): hari kerja hanya menurut perkiraan umum",
                "Holidays were never reviewed (there is no seeds/hari_libur.csv): working days are an estimate",
            )
        ]
    day = day_text(valid)
    return [
        Text(
            f"Hari libur hanya ditinjau sampai {day.id}: hari kerja sesudahnya perkiraan, perbarui "
            "seeds/hari_libur.csv dan jadwal pemutakhiran",
            f"Holidays were reviewed up to {day.en} only: working days after it are an estimate, update "
            "seeds/hari_libur.csv and the update schedule",
        )
    ]


def _of_schedule(outdated: Sequence[str]) -> Text:
    names = listing([Text(name, name) for name in outdated])
    return Text(
        f"Jadwal pemutakhiran tidak lagi menurut aturan jatuh tempo {names.id}: jalankan `mutakhir schedule`, lalu "
        "`mutakhir run`",
        f"The update schedule no longer follows the due rules of {names.en}: run `mutakhir schedule`, then "
        "`mutakhir run`",
    )


def _of_artifacts(bundle: Bundle, freshness: FreshnessEvidence, tests: TestEvidence, expected: Expected) -> list[Text]:
    found = [problem for problem in (freshness.unusable, tests.unusable) if problem is not None]
    if bundle.run_log is None:
        found.append(
            Text(
                "Tidak ada mutakhir.json: artefak dipasangkan menurut proyek dan umurnya, dan targetnya tidak terbukti",
                "There is no mutakhir.json: artifacts are paired by project and age, and the target is not proven",
            )
        )
    if bundle.sources is not None and not bundle.sources.content.results and expected.datasets:
        found.append(
            Text(
                "sources.json tidak berisi satu hasil pun: pemeriksaan umur kiriman gagal seluruhnya",
                "sources.json holds no result at all: the whole freshness check failed",
            )
        )
    if tests.unusable is None and not models_were_run(expected, tests.rows):
        found.append(NO_MODEL_RUN)
    assumed = sum(dataset.loaded_at_assumed_utc and dataset.freshness is not None for dataset in expected.datasets)
    if assumed:
        found.append(
            Text(
                f"Zona waktu muat {assumed} kumpulan data tidak dapat dipastikan dan dibaca sebagai UTC: jalankan dbt "
                "docs generate, atau nyatakan data_type kolomnya atau meta.loaded_at_zone",
                f"Whether the load times of {assumed} data sets carry a zone is not known, and they are read as UTC: "
                "run dbt docs generate, or declare the column's data_type or meta.loaded_at_zone",
            )
        )
    return found
