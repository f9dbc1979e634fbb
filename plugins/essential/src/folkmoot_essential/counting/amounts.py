# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Amounts of money and numbers of files, exactly: text to integer and back, never through a binary fraction."""

import re
from fractions import Fraction

DECIMAL = re.compile(r"([+-]?)([0-9]{1,18})(?:[.,]([0-9]{0,12}))?", re.ASCII)
WHOLE = re.compile(r"[+-]?[0-9]{1,18}(?:\.0{1,12})?", re.ASCII)


def decimal(text: str) -> tuple[int, int] | None:
    """A decimal number as (digits as an integer, how many of them stand after the point); None if it isn't one.

    Zeros at the end don't count: "1.50" is (15, 1), "250000.0" is (250000, 0).
    """
    match = DECIMAL.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, part = match[1], match[2], (match[3] or "").rstrip("0")
    value = int(whole + part)
    return (-value if sign == "-" else value), len(part)


def scaled(value: tuple[int, int], places: int) -> int:
    """A decimal number in units of 10 ** -places; places must be enough for it."""
    return value[0] * power_of_ten(places - value[1])


def power_of_ten(places: int) -> int:
    """10 ** places as an integer (which Python's ** promises only for places that it can see aren't negative)."""
    return int("1" + "0" * places)


def whole(text: str) -> int | None:
    """An integer, also when it is written as "3.0"; None if it isn't one."""
    return int(text.strip().partition(".")[0]) if WHOLE.fullmatch(text.strip()) else None


def money(amount: int, unit: int) -> str:
    """An amount of smallest units in the currency: "1250", or "1250.50" where the money has parts."""
    places = len(str(unit)) - 1
    sign, amount = ("-" if amount < 0 else ""), abs(amount)
    if places == 0 or amount % unit == 0:
        return f"{sign}{amount // unit}"
    return f"{sign}{amount // unit}.{amount % unit:0{places}d}"


def exact(value: int | Fraction) -> str:
    """A number of a trace: digits, or "n/d" in lowest terms."""
    return str(Fraction(value))
