# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What pages say about time: "Open until 3 December", in days of the tenant's zone, and today in its hours."""

import datetime

from pyramid.request import Request

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import formats
from folkmoot.i18n import mark as _

MIDNIGHT = datetime.time()
SOON_DAYS = 30
"""Up to so many days before the end the days left are counted out."""
DEADLINES = {
    "upcoming": (_("Opens on %(day)s"), _("Opens today at %(time)s")),
    "open": (_("Open until %(day)s"), _("Open until %(time)s today")),
    "closed": (_("Ended on %(day)s"), _("Ended today at %(time)s")),
}
"""Of each state of a phase what is said of another day, and of today."""


def day(request: Request, moment: datetime.datetime) -> datetime.date:
    """The day of a moment in the tenant's zone."""
    found: datetime.date = request.site.local(moment).date()
    return found


def in_words(request: Request, value: datetime.date) -> str:
    """A date in words, without the year when it is near."""
    return formats.day_and_month(value, request.locale, day(request, request.now))


def deadline(request: Request, phase: PhaseInfo | None) -> str:
    """One line for a hero or a card: until when it is open, when it opens, or when it ended; today, the hour."""
    if phase is None:
        return ""
    upcoming = phase.state == "upcoming"
    moment = phase.opens_at if upcoming else phase.closes_at
    if moment is None:
        return str(request.gettext("Open"))
    on_a_day, today = DEADLINES[phase.state]
    if hour := _hour_today(request, moment):
        return str(request.gettext(today, time=hour))
    shown = day(request, moment) if upcoming else request.site.last_day(moment)
    return str(request.gettext(on_a_day, day=in_words(request, shown)))


def _hour_today(request: Request, moment: datetime.datetime) -> str:
    """ "14:00" where that is today in the tenant's zone, else nothing; midnight belongs to the day before."""
    if day(request, moment) != day(request, request.now) or request.site.local(moment).time() == MIDNIGHT:
        return ""
    return formats.time_of_day(request.site.local(moment), request.locale)


def days_left(request: Request, phase: PhaseInfo | None) -> str:
    """ "12 days left" in the last month, "Last day" on the last, unless the deadline says its hour; else nothing."""
    if phase is None or phase.state != "open" or phase.closes_at is None:
        return ""
    left = (request.site.last_day(phase.closes_at) - day(request, request.now)).days
    if left == 0:
        return "" if _hour_today(request, phase.closes_at) else str(request.gettext("Last day"))
    return str(request.ngettext("%(num)s day left", "%(num)s days left", left)) if left <= SOON_DAYS else ""


def hero_note(request: Request, phase: PhaseInfo | None) -> str:
    """Deadline and days left: "Open until 3 December, 12 days left"."""
    left = days_left(request, phase)
    line = deadline(request, phase)
    return str(request.gettext("%(deadline)s, %(left)s", deadline=line, left=left.lower())) if left else line


def bar(request: Request, phase: PhaseInfo) -> str:
    """The small line in a phase's bar."""
    if phase.state == "upcoming":
        return str(request.gettext("From %(day)s", day=in_words(request, day(request, phase.opens_at))))
    if phase.closes_at is None:
        return str(request.gettext("Now"))
    until = in_words(request, request.site.last_day(phase.closes_at))
    if phase.state == "open":
        return str(request.gettext("Now, until %(day)s", day=until))
    return str(request.gettext("Until %(day)s", day=until))


def period(request: Request, phases: list[PhaseInfo]) -> str:
    """From the first opening to the last closing."""
    start = in_words(request, day(request, min(phase.opens_at for phase in phases)))
    ends = [phase.closes_at for phase in phases if phase.closes_at]
    if len(ends) < len(phases):
        return str(request.gettext("Since %(start)s", start=start))
    return f"{start} – {in_words(request, request.site.last_day(max(ends)))}"
