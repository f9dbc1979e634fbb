# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Numbers, money, dates and spans of time in words, always through Babel."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_currency, format_decimal, get_currency_precision
from babel.units import format_unit

REGIONS = {"en": "en_GB"}
"""Towns in Europe that write English write "3 December", not "December 3"."""


def regional(locale: str) -> str:
    """The locale whose habits Babel follows."""
    return REGIONS.get(locale, locale)


def number(value: float, locale: str) -> str:
    """A number with the locale's separators."""
    plain = isinstance(value, int) and -1000 < value < 1000
    return str(value) if plain else format_decimal(value, locale=regional(locale))


def of_plural(count: int, values: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """What is filled into a sentence that depends on a number: num, and every other whole number, grouped.

    One place for pages, views and letters, so "5,373 groups" is written alike wherever it stands. A value given as num
    comes first; text stays as it is.
    """
    return {name: _grouped(value, locale) for name, value in ({"num": count} | dict(values)).items()}


def _grouped(value: Any, locale: str) -> Any:
    return number(value, locale) if isinstance(value, int) and not isinstance(value, bool) else value


def file_size(size: int, locale: str) -> str:
    """A size in bytes as people say it: "340 kB", "2.1 MB"."""
    if size < 1_000_000:
        return format_unit(max(1, round(size / 1000)), "digital-kilobyte", length="short", locale=regional(locale))
    return format_unit(round(size / 1_000_000, 1), "digital-megabyte", length="short", locale=regional(locale))


@lru_cache(maxsize=64)
def language(code: str, locale: str) -> str:
    """A language's name within a sentence of another: "anglais", "Engels"."""
    return Locale.parse(code).get_display_name(locale) or code


@lru_cache(maxsize=64)
def _whole_pattern(locale: str) -> str:
    return Locale.parse(regional(locale)).currency_formats["standard"].pattern.replace(".00", "")


def money(minor_units: int, currency: str, locale: str) -> str:
    """An amount given in the currency's smallest unit; without decimals when there are none to show."""
    precision = get_currency_precision(currency)
    amount = Decimal(minor_units).scaleb(-precision)
    if amount == amount.to_integral_value():
        pattern = _whole_pattern(locale)
        return format_currency(amount, currency, format=pattern, locale=regional(locale), currency_digits=False)
    return format_currency(amount, currency, locale=regional(locale))


@lru_cache(maxsize=4096)
def date(value: datetime.date, locale: str, style: str = "long") -> str:
    """A date in words: 3 December 2026."""
    return _with_ordinal(format_date(value, format=style, locale=regional(locale)), locale)


def day_and_month(value: datetime.date, locale: str, today: datetime.date) -> str:
    """A date without its year when that is this year's or within half a year of today."""
    if abs((value - today).days) > 183:
        return date(value, locale)
    return _skeleton(value, locale)


@lru_cache(maxsize=4096)
def _skeleton(value: datetime.date, locale: str) -> str:
    return _with_ordinal(format_skeleton("dMMMM", value, locale=regional(locale)), locale)


def _with_ordinal(words: str, locale: str) -> str:
    """French says "1er décembre", and "2 décembre" after it: for that Babel's patterns have no sign."""
    return f"1er{words[1:]}" if locale == "fr" and words.startswith("1 ") else words


def date_and_time(value: datetime.datetime, locale: str) -> str:
    """A moment, already in the zone it should be read in."""
    return f"{date(value.date(), locale)}, {time_of_day(value, locale)}"


def time_of_day(value: datetime.datetime, locale: str) -> str:
    """Hours and minutes: "14:00"."""
    return str(format_time(value.time(), format="short", locale=regional(locale)))


def ago(value: datetime.datetime, now: datetime.datetime, locale: str) -> str:
    """How long ago something was, in the largest unit that fits: "3 days ago"."""
    seconds = min(-1, int((value - now).total_seconds()))
    return _ago(seconds - seconds % 60 if seconds < -60 else seconds, locale)


@lru_cache(maxsize=4096)
def _ago(seconds: int, locale: str) -> str:
    span = datetime.timedelta(seconds=seconds)
    return format_timedelta(span, add_direction=True, locale=regional(locale), threshold=1)
