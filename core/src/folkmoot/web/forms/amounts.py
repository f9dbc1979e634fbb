# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Numbers as people type them in their language: "1 250,50", "1.250,50", "1250.50"."""

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, get_currency_precision, parse_decimal

LONGEST = 30
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
SPACES = re.compile(r"[\s\u00a0\u202f']")


def read_decimal(text: str, locale: str) -> Decimal:
    """The number that was typed; plain "1250.50" is understood in every language. ValueError when it is none."""
    packed = SPACES.sub("", text).replace("\u2212", "-")
    if not packed or len(packed) > LONGEST:
        raise ValueError(text)
    try:
        value = parse_decimal(packed, locale=locale, strict=True)
    except (NumberFormatError, InvalidOperation):
        if not PLAIN.fullmatch(packed):
            raise ValueError(text) from None
        value = Decimal(packed)
    if not value.is_finite():
        raise ValueError(text)
    return value


def read_money(text: str, locale: str, currency: str) -> int:
    """An amount in the currency's smallest unit; ValueError for no number or more decimals than the currency has."""
    minor = read_decimal(text, locale).scaleb(get_currency_precision(currency))
    if minor != minor.to_integral_value():
        raise ValueError(text)
    return int(minor)


def typed_money(minor: int, currency: str, locale: str) -> str:
    """An amount as it stands in a field: no group separators, decimals only where there are any."""
    precision = get_currency_precision(currency)
    amount = Decimal(minor).scaleb(-precision)
    whole = amount == amount.to_integral_value()
    return typed_decimal(amount.quantize(Decimal(1)) if whole else amount, locale)


def typed_decimal(value: Decimal | float, locale: str) -> str:
    """A number as it stands in a field, with the language's decimal sign."""
    from babel.numbers import get_decimal_symbol

    return format(Decimal(str(value)), "f").replace(".", get_decimal_symbol(locale))
