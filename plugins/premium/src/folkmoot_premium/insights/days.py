# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The days that a column of a file says: read strictly, all in one form, and in none that was guessed between two."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from folkmoot.i18n import mark as _
from folkmoot_premium.insights.uploads import Cells, Unreadable

NAMES = (
    "day", "date", "datum", "dag", "jour", "tag", "t", "time", "timestamp", "created", "created_at", "published",
    "published_at", "submitted", "submitted_at",
)  # fmt: skip
"""Columns of these names are looked at for days when a file is added; others only when somebody says so."""
FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)
"""Days outside are mistakes; one of them would make a thousand weeks."""
FORMS: Mapping[str, str] = {
    "iso": _("2026-11-22, also with a time"), "dots": _("22.11.2026"), "day-first": _("22/11/2026, the day first"),
    "month-first": _("11/22/2026, the month first"), "seconds": _("1795305600, seconds since 1970"),
}  # fmt: skip
"""How days may be written, in words."""
LONGEST_SAID = 60
ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?"
)
CLOCK = r"(?:,? +(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
DOTS = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})" + CLOCK)
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})" + CLOCK)
MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})" + CLOCK)
SECONDS = re.compile(r"[0-9]{1,10}(\.[0-9]{1,9})?")
Days = dict[int, datetime.date]
Reader = Callable[[str, datetime.tzinfo], datetime.date]


class SeveralReadings(Unreadable):
    """Days that can be read in more than one way, so that somebody must say how they are written."""


def _iso(told: str, zone: datetime.tzinfo) -> datetime.date:
    if not ISO.fullmatch(told):
        raise ValueError(told)
    at = datetime.datetime.fromisoformat(told.replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    return at.date() if at.tzinfo is None else at.astimezone(zone).date()


def _seconds(told: str, zone: datetime.tzinfo) -> datetime.date:
    if not SECONDS.fullmatch(told):
        raise ValueError(told)
    return datetime.datetime.fromtimestamp(float(told), datetime.UTC).astimezone(zone).date()


def _written_as(form: re.Pattern[str]) -> Reader:
    def day(told: str, zone: datetime.tzinfo) -> datetime.date:
        found = form.fullmatch(told)
        if found is None:
            raise ValueError(told)
        parts = {name: int(part) for name, part in found.groupdict().items() if part}
        return datetime.datetime(**parts, tzinfo=zone).date()

    return day


READERS: Mapping[str, Reader] = {
    "iso": _iso, "dots": _written_as(DOTS), "day-first": _written_as(DAY_FIRST),
    "month-first": _written_as(MONTH_FIRST), "seconds": _seconds,
}  # fmt: skip


def read_days(cells: Iterable[tuple[int, str]], form: str, zone: datetime.tzinfo) -> tuple[str, Days]:
    """The days of a column, by the rows' numbers, without its empty cells; and the form that they are written in.

    form: a key of FORMS, or "" to take the one in which all can be read. Times with a zone of their own and seconds
    count in the town's `zone`. Raises Unreadable with a row and what it says, SeveralReadings where two forms fit.
    """
    told = [(number, value.strip()) for number, value in cells if value.strip()]
    if not told:
        raise Unreadable(_("No row says anything in this column."))
    values = list(dict.fromkeys(value for _number, value in told))
    fitting = {one: _all(one, values, zone) for one in ([form] if form else FORMS)}
    whole = {one: days for one, days in fitting.items() if len(days) == len(values)}
    if not whole:
        likeliest = max(fitting, key=lambda one: len(fitting[one]))
        raise _refused(told, fitting[likeliest])
    chosen, days = next(iter(whole.items()))
    if any(other != days for other in whole.values()):
        raise SeveralReadings(
            _("Row %(row)s says “%(value)s”, and all rows can be read in two ways. Choose how the days are written."),
            **_first(told, {value for value in values if len({one[value] for one in whole.values()}) > 1}),
        )
    return chosen, _inside(told, days)


def _all(form: str, values: Sequence[str], zone: datetime.tzinfo) -> dict[str, datetime.date]:
    """The values that are days in a form."""
    found = {}
    for value in values:
        try:
            found[value] = READERS[form](value, zone)
        except (ValueError, OverflowError, OSError):
            continue
    return found


def _refused(told: Sequence[tuple[int, str]], days: Mapping[str, datetime.date]) -> Unreadable:
    wrong = Counter(value for _number, value in told if value not in days)
    return Unreadable(
        _(
            "Row %(row)s says “%(value)s”, which isn’t a day in this form (rows like it: %(times)s). Choose another "
            "form or column, or correct the file and add it again."
        ),
        **_first(told, wrong), times=wrong.total(),
    )  # fmt: skip


def _inside(told: Sequence[tuple[int, str]], days: Mapping[str, datetime.date]) -> Days:
    outside = {value for value, day in days.items() if not FIRST <= day <= LAST}
    if outside:
        raise Unreadable(
            _("Row %(row)s says “%(value)s”. Only days from 1990 to 2099 are taken."), **_first(told, outside)
        )
    return {number: days[value] for number, value in told}


def _first(told: Sequence[tuple[int, str]], values: Iterable[str]) -> dict[str, str]:
    """The first row that says one of some values, as sentences name it."""
    wanted = set(values)
    number, value = next((number, value) for number, value in told if value in wanted)
    short = value if len(value) <= LONGEST_SAID else f"{value[:LONGEST_SAID]}…"
    return {"row": str(number), "value": short}


def recognised(
    columns: Sequence[str], rows: Sequence[tuple[int, Cells]], zone: datetime.tzinfo
) -> tuple[str, str, Days]:  # fmt: skip
    """The column of days by its name, its form and its days, where it can be read in one way only; else nothing."""
    known = {one.casefold(): one for one in columns}
    for column in (known[name] for name in NAMES if name in known):
        try:
            form, days = read_days(((number, cells.get(column, "")) for number, cells in rows), "", zone)
        except Unreadable:
            continue
        return column, form, days
    return "", "", {}
