"""Small bar charts as SVG, read in grey by their patterns and aloud by their title and description."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from mutakhir.domain.checklist import PunctualityRow
from mutakhir.report.voice import NAME_LIMIT, Voice, clean

BAR, STEP, HEIGHT, TOP, FOOT = 20, 30, 56, 14, 14
"""Width of a bar and of its place, and heights of the bars, of the numbers above and of the months below, in units."""

MONTHS_NAMED = 6
"""So many months are named in the description; the table beside the chart has them all."""

_PARTS = ("on_time", "late", "never")
_CLASSES = {"on_time": "o", "late": "l", "never": "m"}


def bar_chart(name: str, rows: Sequence[PunctualityRow], months: Sequence[str], voice: Voice, number: int) -> Markup:
    """A bar for each of `months`: on time plain, late hatched, never came empty; `number` makes its ids unique.

    Above a bar stands how many were not on time. Empty where `rows` is.
    """
    if not rows:
        return Markup("")
    most = max(*(row.due for row in rows), 1)
    width = STEP * len(months)
    by_month = {row.month: row for row in rows}
    bars = "".join(_bar(at, month, by_month.get(month), most, voice) for at, month in enumerate(months))
    title = escape(voice.fill("chart_title", partner=name))
    said = escape(_description(rows, voice))
    head = (
        f'<svg class="chart" viewBox="0 0 {width} {TOP + HEIGHT + FOOT}" width="{width}" role="img" '
        f'aria-labelledby="chart-{number} chart-{number}-d"><title id="chart-{number}">{title}</title>'
        f'<desc id="chart-{number}-d">{said}</desc>'
    )
    base = f'<path class="axis" d="M0 {TOP + HEIGHT}h{width}"/>'
    return Markup(f"{head}{bars}{base}</svg>")  # noqa: S704 - every text in it is escaped above


def _bar(at: int, code: str, row: PunctualityRow | None, most: int, voice: Voice) -> str:
    x, foot = STEP * at + (STEP - BAR) // 2, float(TOP + HEIGHT)
    made = []
    for part in _PARTS:
        count: int = getattr(row, part) if row else 0
        if not count:
            continue
        tall = max(2.0, round(HEIGHT * count / most, 1))
        foot -= tall
        place = f'x="{x}" y="{foot:.1f}" width="{BAR}" height="{tall:.1f}"'
        made.append(f'<rect class="{_CLASSES[part]}" {place}/>')
        if part == "late":
            made.append(f'<rect class="hatch" {place}/>')
    middle = x + BAR // 2
    open_ones = row.late + row.never if row else 0
    if open_ones:
        made.append(f'<text x="{middle}" y="{foot - 3:.1f}">{escape(voice.dates.number(open_ones))}</text>')
    month = escape(clean(voice.dates.period(code, short=True), NAME_LIMIT)[:3])
    made.append(f'<text x="{middle}" y="{TOP + HEIGHT + FOOT - 3}">{month}</text>')
    return "".join(made)


def _description(rows: Sequence[PunctualityRow], voice: Voice) -> str:
    sums = {name: sum(getattr(row, name) for row in rows) for name in ("due", *_PARTS)}
    said = voice.fill("counts", **sums) + "."
    worst = [row for row in rows if row.late or row.never]
    if not worst:
        return said
    named = [
        voice.fill("chart_month", month=voice.dates.period(row.month), late=row.late, never=row.never)
        for row in worst[:MONTHS_NAMED]
    ]
    if left := len(worst) - len(named):
        named.append(voice.fill("more_rows", count=left))
    return f"{said} {voice.fill('chart_worst', months=', '.join(named))}"
