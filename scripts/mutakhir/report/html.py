"""The report as one HTML page: no outside request, readable without script, the same bytes for the same check list."""

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import TONE_WORDS, Language
from mutakhir.domain.status import Tone
from mutakhir.report.cells import MARKS
from mutakhir.report.dates import DEFAULT_ZONE
from mutakhir.report.findings import findings
from mutakhir.report.history import history
from mutakhir.report.leader import Limits, leader_page, recount_words
from mutakhir.report.letterhead import Letterhead
from mutakhir.report.listing import anchors, listing
from mutakhir.report.voice import NAME_LIMIT, Voice, clean, voice_in

FIRST_SCREEN = Limits(turns=12, unchecked=6, dashboards=12, causes=3, sentence=160)

WIDTHS = {"load_age": 8.5, "period_coverage": 8.5, "due": 9, "reporters": 6, "stability": 7, "tests": 5.5}
"""Shares (percent) of the axes' columns, where the list has them all."""


def render_html(
    checklist: Checklist, language: Language, letterhead: Letterhead, digest: str, zone: str = DEFAULT_ZONE
) -> str:
    """The page for `checklist`; `digest` is the SHA-256 of checklist.json in hex, `zone` an IANA name."""
    voice = voice_in(language, zone, letterhead.is_office)
    ids = anchors(checklist.datasets)
    lists = listing(checklist, voice, ids)
    columns = _columns(voice, lists.axes)
    period = voice.dates.period(clean(checklist.cycle, NAME_LIMIT))
    template = _environment().get_template("report.html.j2")
    return template.render(
        w=voice.words,
        fill=voice.fill,
        say=voice.say,
        number=voice.dates.number,
        lang=language.value,
        marks=MARKS,
        **_inline(_style(checklist, voice, columns, lists.axes, period), _file("report.js")),
        head=letterhead,
        period=period,
        as_of=voice.dates.moment(checklist.as_of),
        zone=voice.dates.zone_name(checklist.as_of),
        check=checklist,
        project=clean(checklist.project, NAME_LIMIT),
        target=clean(checklist.target, NAME_LIMIT),
        tool_version=clean(checklist.tool_version, NAME_LIMIT),
        leader=leader_page(checklist, voice, FIRST_SCREEN),
        past=history(checklist, voice, ids),
        recount=recount_words(checklist, voice),
        ids=ids,
        columns=columns,
        listing=lists,
        found=findings(checklist, voice, ids),
        unseen=_unseen(checklist, voice),
        digest=clean(digest, 64),
    )


def _style(
    checklist: Checklist, voice: Voice, columns: dict[str, tuple[str, ...]], axes: tuple[str, ...], period: str
) -> str:
    """The style sheet: the heads of the tables stand in it too, as labels on cards."""
    template = _environment().get_template("report.css.j2")
    return template.render(
        w=voice.words,
        columns=columns,
        widths=[WIDTHS[axis] for axis in axes],
        period=period,
        sample=checklist.sample,
        page_of=_page_of(voice.words.page_of),
    )


def _inline(style: str, script: str) -> dict[str, str]:
    """What stands inside the page beside its text, with the hashes by which the page allows it."""
    return {
        "style": Markup(style),  # noqa: S704 - made from the template and words.py alone
        "script": Markup(script),  # noqa: S704 - a file of this package
        "style_hash": _csp_hash(style),
        "script_hash": _csp_hash(script),
    }


def _unseen(checklist: Checklist, voice: Voice) -> dict[str, str]:
    """By list of findings that nobody could fill: the sentence that says why."""
    return {item.what: voice.fill("not_looked_at", reason=voice.say(item.reason)) for item in checklist.not_looked_at}


def _columns(voice: Voice, axes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Heads of the tables that become cards on a narrow screen, where the heads become labels."""
    w = voice.words
    axis_heads = tuple(getattr(w, f"col_{axis}") for axis in axes)
    return {
        "turns": (w.dataset, w.turn, w.when),
        "brief": (w.dashboard, w.because),
        "boards": (w.dashboard, w.status, w.because),
        "list": (w.dataset, w.partner, w.cadence, *axis_heads, w.status, w.reason),
        "tests": (w.dataset_or_model, w.test, w.outcome, w.failing_rows, w.details),
        "models": (w.model, w.status, w.unmet_tests, w.dashboards_reached),
        "gaps": (w.dataset, w.expected_available, w.due_late, w.missing_periods, w.missing_reporters),
        "changes": (w.dataset, w.period_column, w.change, w.before, w.after),
        "punctual": (w.due_count, w.on_time, w.came_late, w.days_late_sum, w.never_came),
        "notes": (w.dataset, w.pic_partner, w.pic_office, w.follow_up, w.promised, w.remark),
        "waivers": (w.dataset, w.axis, w.true_status, w.role, w.reason, w.until),
        "files": (w.file, w.dataset, w.reason),
        "axes": (
            w.axis,
            w.examined,
            *(word.in_(voice.language) for word in TONE_WORDS.values()),
            w.not_applicable,
            w.why_not,
        ),
        "inputs": (w.input, "SHA-256", w.made_at, w.invocation, w.dbt_version),
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Jinja with escaping on everywhere but in the style sheet, whose texts pass through the filter `css`."""
    environment = Environment(
        loader=PackageLoader("mutakhir.report"),
        autoescape=select_autoescape(disabled_extensions=("css.j2",), default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["css"] = _css_string
    environment.filters["tone"] = Tone
    return environment


def _file(name: str) -> str:
    """A file of templates/ with the same line ends on every machine."""
    text = (resources.files("mutakhir.report") / "templates" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _css_string(text: str) -> str:
    """`text` as a CSS string that can end neither the string nor the style element around it."""
    return '"' + re.sub(r"[^\w .,:/()-]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def _page_of(words: str) -> str:
    """`Page {page} of {pages}` as the content of a margin box, with the counters of the printer."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = re.split(r"(\{pages?\})", words)
    return " ".join(counters.get(part) or _css_string(part) for part in parts if part)


def _csp_hash(text: str) -> str:
    """The source expression by which a Content-Security-Policy allows an inline element with this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
