"""The leader's page as a PDF on at most two sides of A4 (PDF/A-2a, PDF/UA-1), set by Typst with the fonts it brings."""

import json
import re
from dataclasses import asdict
from datetime import timezone
from functools import lru_cache
from importlib import resources
from typing import Any

import typst

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language
from mutakhir.report.dates import DEFAULT_ZONE, in_zone
from mutakhir.report.leader import Leader, Limits, leader_page, recount_words
from mutakhir.report.letterhead import Letterhead
from mutakhir.report.voice import NAME_LIMIT, Voice, clean, voice_in

MOST_PAGES = 2
NOTICES_SHOWN = 3

LADDER = (
    Limits(turns=12, unchecked=4, dashboards=12, causes=3, sentence=120, title=70),
    Limits(turns=10, unchecked=2, dashboards=8, causes=2, sentence=90, title=60),
    Limits(turns=6, unchecked=1, dashboards=5, causes=1, sentence=60, title=40),
)
"""Tried in this order until the page fits on two sides."""

# What the fonts hold (tried character by character): a glyph that is missing would make PDF/A refuse the document.
_WITHOUT_GLYPH = re.compile(
    "[^ -~\xa0-\u024f\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a"
    "\u2074-\u208e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
_LONG_WORD = re.compile(r"(?![0-9a-f]{64}\b)\S{25,}")
"""Words that need places to break; not digests, which are copied out of the document and fit on a line."""

_CHUNK = 12


def render_pdf(
    checklist: Checklist, language: Language, letterhead: Letterhead, digest: str, zone: str = DEFAULT_ZONE
) -> bytes:
    """The PDF for `checklist`; `digest` is the SHA-256 of checklist.json in hex, `zone` an IANA name."""
    voice = voice_in(language, zone, letterhead.is_office)
    moment = in_zone(checklist.as_of, timezone.utc).replace(microsecond=0)
    source = _template()
    inputs = {"data": ""}
    for limits in LADDER:
        leader = leader_page(checklist, voice, limits)
        inputs = {"data": json.dumps(_printable(_data(checklist, voice, letterhead, digest, leader, limits)))}
        pages = typst.query(source, "<pages>", field="value", one=True, sys_inputs=inputs, ignore_system_fonts=True)
        if int(pages) <= MOST_PAGES:
            break
    made = typst.compile(
        source,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        timestamp=moment,
    )
    assert isinstance(made, bytes)  # noqa: S101 - one document without an output path is always bytes
    return made


def _data(
    checklist: Checklist, voice: Voice, letterhead: Letterhead, digest: str, leader: Leader, limits: Limits
) -> dict[str, Any]:
    """Everything the template prints, as plain text and numbers."""
    moment = in_zone(checklist.as_of, timezone.utc)
    page = asdict(leader)
    page["notices"] = leader.notices[:NOTICES_SHOWN]
    left = len(leader.notices) - NOTICES_SHOWN
    inputs = _inputs(checklist, voice) if limits is LADDER[0] else []
    return {
        "w": vars(voice.words),
        "lang": voice.language.value,
        "date": [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second],
        "head": {
            "office": letterhead.is_office,
            "ministry": voice.say(letterhead.ministry),
            "directorate": voice.say(letterhead.directorate),
            "unit": voice.say(letterhead.unit),
        },
        "procedure": voice.fill(
            "procedure", number=letterhead.procedure_number, title=voice.say(letterhead.procedure_title)
        )
        if letterhead.is_office
        else "",
        "approvers": [[voice.say(box.act), voice.say(box.position)] for box in letterhead.approvers],
        "period": voice.fill("period", period=voice.dates.period(clean(checklist.cycle, NAME_LIMIT))),
        "cut_off": voice.fill("cut_off", moment=voice.dates.moment(checklist.as_of)),
        "sample": checklist.sample,
        "leader": page,
        "has_dashboards": bool(checklist.dashboards),
        "more": _more_words(voice, leader, left),
        "usable": _usable(voice, leader),
        "beside": _beside(voice, leader),
        "facts": _facts(checklist, voice, count_inputs=not inputs),
        "inputs": inputs,
        "digest": clean(digest, 64),
    }


def _facts(checklist: Checklist, voice: Voice, *, count_inputs: bool) -> list[list[str]]:
    """What the check list was made from, as names and values; the number of inputs where they are not listed."""
    words, target = voice.words, clean(checklist.target, NAME_LIMIT)
    facts = [
        [words.as_of, voice.dates.moment(checklist.as_of)],
        [words.project, clean(checklist.project, NAME_LIMIT)],
        [words.target, voice.fill("target_proven", target=target) if target else words.target_unproven],
        [words.tool_version, clean(checklist.tool_version, NAME_LIMIT)],
    ]
    if recount := recount_words(checklist, voice):
        facts.append([words.recount, recount])
    if count_inputs:
        facts.append([words.inputs, voice.fill("evidence_count", count=len(checklist.evidence))])
    return facts


def _inputs(checklist: Checklist, voice: Voice) -> list[list[str]]:
    """Name, digest and time of every input."""
    return [
        [
            clean(name, 30),
            clean(proof.sha256, 64),
            "–" if proof.generated_at is None else voice.dates.moment(proof.generated_at),
        ]
        for name, proof in checklist.evidence.items()
    ]


def _more_words(voice: Voice, leader: Leader, left_notices: int) -> dict[str, Any]:
    """What each list says of the lines that are not shown; empty where all are."""
    return {
        "notices": _more(voice, left_notices),
        "turns": _more(voice, leader.more_turns),
        "unchecked": _more(voice, leader.more_unchecked),
        "dashboards": _more(voice, leader.more_dashboards),
        "causes": [voice.fill("more_rows", count=line.more) if line.more else "" for line in leader.dashboards],
    }


def _more(voice: Voice, count: int) -> str:
    return voice.fill("more_rows_form", count=count) if count > 0 else ""


def _beside(voice: Voice, leader: Leader) -> str:
    """What makes the four numbers add up, and what is to be noted beside them; empty where there is nothing."""
    noted = "; ".join(part for part in (leader.set_aside, leader.models, leader.undeclared) if part)
    also = f"{voice.words.also} {noted}." if noted else ""
    return " ".join(part for part in (leader.rest, also, leader.waived, leader.not_looked_at) if part)


def _usable(voice: Voice, leader: Leader) -> str:
    """The sentence that names the dashboards in order; empty where there are none."""
    if not leader.usable:
        return ""
    names = [*leader.usable, *([voice.fill("more_rows", count=leader.more_usable)] if leader.more_usable else [])]
    return voice.fill("dashboards_ok", names=", ".join(names))


def _printable(value: Any) -> Any:
    """`value` with every text made printable: no character without a glyph, no word too long to be broken."""
    if isinstance(value, str):
        text = _WITHOUT_GLYPH.sub("□", value)
        return _LONG_WORD.sub(lambda word: "\u200b".join(_chunks(word[0])), text)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item) for item in value]
    return value


def _chunks(word: str) -> list[str]:
    return [word[start : start + _CHUNK] for start in range(0, len(word), _CHUNK)]


@lru_cache(maxsize=1)
def _template() -> bytes:
    """The Typst source."""
    return (resources.files("mutakhir.report") / "templates" / "report.typ").read_bytes()
