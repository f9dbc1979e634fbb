# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Weeks from Monday to Sunday, those without anything included."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Moment:
    """A contribution in time. day: in the town's own time zone. rows: its theme, or its tags."""

    id: str
    author: str | None
    rows: tuple[str, ...]
    day: datetime.date


@dataclass(frozen=True)
class Period:
    """A week, or several that were put together because too few people took part. Both days are in it."""

    first: datetime.date
    last: datetime.date


def monday(day: datetime.date) -> datetime.date:
    """The first day of its week."""
    return day - datetime.timedelta(days=day.weekday())


def weeks(days: Iterable[datetime.date]) -> tuple[str, ...]:
    """Each week from the first day's to the last day's, by its Monday (ISO 8601); none where there are no days."""
    mondays = {monday(day) for day in days}
    if not mondays:
        return ()
    first = min(mondays)
    return tuple((first + number * WEEK).isoformat() for number in range((max(mondays) - first) // WEEK + 1))


def period(keys: tuple[str, ...]) -> Period:
    """From the Monday of the first week to the Sunday of the last."""
    first, last = datetime.date.fromisoformat(keys[0]), datetime.date.fromisoformat(keys[-1])
    return Period(first, last + datetime.timedelta(days=6))
