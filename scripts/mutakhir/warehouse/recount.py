"""What a full recount found other than the facts kept by batch: each difference is a change nobody announced."""

from collections.abc import Iterator, Mapping

from mutakhir.artifacts.facts import DatasetFacts, FactsDifference, PeriodFacts


def differences(before: Mapping[str, DatasetFacts], after: Mapping[str, DatasetFacts]) -> list[FactsDifference]:
    """By data set and period; data sets that were not counted on one of the two sides are left out."""
    return [
        found
        for name in sorted(before.keys() & after.keys())
        if not before[name].error and not after[name].error
        for found in _of_dataset(name, before[name], after[name])
    ]


def _of_dataset(name: str, before: DatasetFacts, after: DatasetFacts) -> Iterator[FactsDifference]:
    if before.rows_without_period != after.rows_without_period:
        yield FactsDifference(name, None, "rows", str(before.rows_without_period), str(after.rows_without_period))
    old = {item.period: item for item in before.periods}
    new = {item.period: item for item in after.periods}
    for period in sorted(old.keys() | new.keys()):
        was, now = _figures(old.get(period)), _figures(new.get(period))
        for what in sorted(was.keys() | now.keys()):
            if was.get(what) != now.get(what):
                yield FactsDifference(name, period, what, was.get(what), now.get(what))
    for dimension in sorted(before.values.keys() | after.values.keys()):
        had, has = ({item.value: item for item in side.values.get(dimension, ())} for side in (before, after))
        if had != has:
            changed = sorted(value for value in had.keys() | has.keys() if had.get(value) != has.get(value))
            lost, gained = ([value for value in changed if value in side] for side in (had, has))
            yield FactsDifference(name, None, dimension, ", ".join(lost) or None, ", ".join(gained) or None)


def _figures(period: PeriodFacts | None) -> dict[str, str | None]:
    """What is compared of a period: rows, reporters, and the control totals."""
    if period is None:
        return {}
    reporters = {} if period.reporters is None else {"reporters": str(period.reporters)}
    return {"rows": str(period.rows), **reporters, **period.totals}
