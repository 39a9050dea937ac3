"""Which lists of findings nobody could fill: an empty one then says `not looked at`, never `none` (rule of truth 1)."""

from collections.abc import Callable, Iterator

from mutakhir.artifacts.bundle import Bundle
from mutakhir.checklist.data_tests import TestEvidence
from mutakhir.checklist.expected import Expected
from mutakhir.checklist.ledger import FactsEvidence
from mutakhir.checklist.models import models_were_run
from mutakhir.domain.checklist import NotLookedAt
from mutakhir.domain.language import Text

NO_MODEL_RUN = Text(
    "run_results.json tidak memuat satu model pun: apakah model terbangun tidak diketahui",
    "run_results.json holds no model at all: whether models were built is not known",
)
_NO_FACTS = Text(
    "facts.json tidak ada: isi gudang data tidak didata", "facts.json is missing: the warehouse was not listed"
)
_NO_LOG = Text(
    "mutakhir.json tidak ada: hasil pemuatan kiriman tidak diketahui",
    "mutakhir.json is missing: what became of the deliveries is not known",
)
_NO_LOAD = Text("tidak ada kiriman yang dibaca pada run ini", "this run read no delivery")

Stale = Callable[[str], Text | None]
"""Why the file of this name is too old to speak; None where it is not, or is not there."""


def not_looked_at(
    bundle: Bundle, expected: Expected, tests: TestEvidence, facts: FactsEvidence, stale: Stale
) -> tuple[NotLookedAt, ...]:
    """The lists that the evidence cannot fill, in the order of the report; what nobody declares is not among them."""
    return tuple(
        NotLookedAt(what, reason) for what, reason in _unfilled(bundle, expected, tests, facts, stale) if reason
    )


def _unfilled(
    bundle: Bundle, expected: Expected, tests: TestEvidence, facts: FactsEvidence, stale: Stale
) -> Iterator[tuple[str, Text | None]]:
    any_test = bool(expected.model_tests) or any(expected.tests.values())
    yield "tests", tests.unusable if any_test else None
    if tests.unusable is not None:
        yield "models", tests.unusable if expected.built or expected.model_tests else None
    else:
        yield "models", None if models_were_run(expected, tests.rows) else NO_MODEL_RUN
    yield "set_aside", _no_load(bundle) or stale("mutakhir.json")
    yield "obligations", facts.unusable if any(dataset.due for dataset in expected.datasets) else None
    yield "undeclared", _NO_FACTS if bundle.facts is None else stale("facts.json")


def _no_load(bundle: Bundle) -> Text | None:
    """Why nothing is known of deliveries; a run without a load records one that read no delivery at all."""
    if bundle.run_log is None:
        return _NO_LOG
    load = bundle.run_log.load
    return None if load and (load.loaded or load.already or load.files) else _NO_LOAD
