# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Moments as people type them: in the tenant's zone, where an hour is missing in spring and doubled in autumn."""

import datetime
import zoneinfo

from folkmoot.i18n import mark as _

YEARS = range(1900, 3000)


class UnreadableMomentError(ValueError):
    """What was typed is no moment in the zone; `sentence` is marked, with placeholders filled from `values`."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def typed(moment: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """A moment as the value of a datetime-local field."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def read_moment(text: str, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The moment in UTC that local time `text` means.

    A time that clocks skip in spring is refused with the next one that exists. Of a time that comes twice in autumn the
    first is meant (summer time): what opens then opens early rather than late, and a person reads no zone from a clock.
    """
    try:
        local = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnreadableMomentError(_("%(label)s: give a date and a time.")) from None
    if local.tzinfo is not None or local.year not in YEARS:
        raise UnreadableMomentError(_("%(label)s: give a date and a time."))
    moment = local.replace(tzinfo=zone, fold=0).astimezone(datetime.UTC)
    back = moment.astimezone(zone).replace(tzinfo=None)
    if back != local:
        raise UnreadableMomentError(
            _("%(label)s: %(time)s doesn't exist on that day, since clocks go forward. Choose %(next)s or later."),
            time=local.strftime("%H:%M"), next=_end_of_gap(local, zone).strftime("%H:%M"),
        )  # fmt: skip
    return moment


def _end_of_gap(local: datetime.datetime, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The first local time that exists after a skipped one: where the clock stands when the gap is over."""
    before = local.replace(tzinfo=zone, fold=0).utcoffset() or datetime.timedelta()
    after = local.replace(tzinfo=zone, fold=1).utcoffset() or datetime.timedelta()
    candidate = local.replace(second=0, microsecond=0)
    step, skipped = datetime.timedelta(minutes=1), abs(before - after)
    for _attempt in range(int(skipped / step) + 1):
        there = candidate.replace(tzinfo=zone).astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None)
        if there == candidate:
            return candidate
        candidate += step
    return candidate
