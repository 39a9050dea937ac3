"""docs/jadwal.md: every notation on the page is one, means what the page says, and both languages say the same."""

import re
from datetime import date
from pathlib import Path

import pytest

from mutakhir.declared.holidays import YEARS, read_calendar
from mutakhir.declared.promises import read_promises
from mutakhir.domain.language import Language
from mutakhir.due.due_dates import Terms, due_of
from mutakhir.due.periods import Grain, period_from_code
from mutakhir.due.rules import LongestGap, parse_rule
from mutakhir.due.schedule import Scheduled, Span, first_difference, schedule_lines
from mutakhir.due.words import day_words

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {Language.ID: "jadwal.md", Language.EN: "jadwal.en.md"}
ROW = re.compile(r"^\| `([^`]+)` \|[^|]*\| ([^|]*) \|(?: `([^`]+)`(?: \(\w+\))? | )\|(?: ([^|]*) | )\|$", re.MULTILINE)
GRAINS = {4: Grain.YEAR, 7: Grain.MONTH, 8: Grain.QUARTER, 10: Grain.DAY}


def rows(language):
    return ROW.findall((DOCS / PAGES[language]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", list(Language))
def test_the_examples_of_the_page_are_true(language):
    calendar = read_calendar(DOCS.parent, ["SGX"])
    found = rows(language)
    assert len(found) == 13
    for notation, _, code, said in found:
        rule = parse_rule(notation)
        if isinstance(rule, LongestGap):
            assert (code, said) == ("", "")
            continue
        grain = Grain.WEEK if notation == "HK+5" else GRAINS[len(code)]
        due = due_of(period_from_code(code, grain), Terms(rule), calendar)
        assert day_words(due.due_at.date(), language) == said, notation


def test_the_committed_schedule_is_what_the_rules_say():
    """`.ci/run` asks the command; this is the same for those who only run the tests."""
    promises, calendar = read_promises(DOCS.parent), read_calendar(DOCS.parent, ["SGX"])
    scheduled = [Scheduled(one.dataset, one.terms, one.grain, one.year_starts, one.since) for one in promises]
    in_file = (DOCS.parent / "seeds" / "jadwal_pemutakhiran.csv").read_text(encoding="utf-8").splitlines()
    last = max(int(line.split(",")[2][:4]) for line in in_file[1:])
    by_rules = schedule_lines(scheduled, Span(date(YEARS.start, 1, 1), date(last, 12, 31)), calendar)
    assert first_difference(in_file, by_rules) is None


def test_both_languages_have_the_same_rules_keys_and_commands():
    texts = [(DOCS / page).read_text(encoding="utf-8") for page in PAGES.values()]
    for pattern in (r"^\| (`[^|]+`) \|", r"^    (mutakhir .*)$", r"^(#+)"):
        one, other = (re.findall(pattern, text, re.MULTILINE) for text in texts)
        assert one == other


def test_the_page_has_every_kind_of_rule_this_project_uses():
    kinds = {type(parse_rule(notation)) for notation, *_ in rows(Language.ID)}
    assert {type(promise.terms.rule) for promise in read_promises(DOCS.parent)} <= kinds
    assert YEARS.start < 2024 < 2040 < YEARS.stop
