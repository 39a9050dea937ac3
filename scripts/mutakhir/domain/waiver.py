"""A waiver as people declare it, before it was held against a verdict."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of waivers.yml: who allowed which axis of which data set to stay open, why, and until when."""

    dataset: str
    """`<source>.<table>`."""
    axis: str
    """One of AXES."""
    period: str
    """Code of the period it covers; empty: every period."""
    role: str
    reason: str
    expires: date
    """The last day on which it holds, in the procedure's zone."""
