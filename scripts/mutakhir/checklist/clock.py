"""The moment verdicts are passed at: in the procedure's zone, with days counted back from it and ahead."""

from datetime import date, datetime, tzinfo

from mutakhir.domain.dates import moment_text
from mutakhir.domain.language import Text
from mutakhir.due.calendar import WorkingCalendar


class Clock:
    """As-of, seen in the zone of the procedure."""

    def __init__(self, as_of: datetime, zone: tzinfo, calendar: WorkingCalendar | None) -> None:
        self.as_of = as_of
        self.zone = zone
        self.calendar = calendar or WorkingCalendar({}, date.min)
        self.today = self.day_of(as_of)

    def day_of(self, moment: datetime) -> date:
        """The day on the clocks of the procedure's zone."""
        return moment.astimezone(self.zone).date()

    def days_since(self, moment: datetime) -> tuple[int, int]:
        """Calendar days and working days from the day of `moment`, which lies in the past, to today."""
        day = self.day_of(moment)
        return (self.today - day).days, self.calendar.working_days_between(day, self.today)

    def working_days_until(self, moment: datetime) -> int:
        """Working days after today up to and with the day of `moment`."""
        return self.calendar.working_days_between(self.today, self.day_of(moment))

    def words(self, moment: datetime) -> Text:
        """`moment` as people say it."""
        return moment_text(moment, self.zone)
