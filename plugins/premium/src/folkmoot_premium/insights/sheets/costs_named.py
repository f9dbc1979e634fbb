# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What contributions say about costs in a column of their own, as it was written; plain numbers are also compared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from folkmoot_premium.insights.sheets.evidence import Source

_NAMED = re.compile(r"cost|coût|cout|prix|price|budget|kost|prijs|begroting|preis|coste|precio", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,2})?")
LONGEST = 200
FEW = 5


@dataclass(frozen=True)
class Costs:
    """field: the column. said: item and what stands there, of each source with something in it. least, most: of those
    that are plain numbers (digits, at most two decimals), None where there are none; numbers: how many those are."""

    field: str
    said: tuple[tuple[str, str], ...]
    least: Fraction | None
    most: Fraction | None
    numbers: int

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """A few of `said`: the lowest and the highest plain number first, as far as there are any."""
        ends = [one for one in self.said if amount(one[1]) is not None and amount(one[1]) in (self.least, self.most)]
        return tuple(dict.fromkeys((*ends[:1], *ends[-1:], *self.said)))[:FEW]

    @property
    def least_written(self) -> str:
        """The lowest, with a full stop before decimals; "" where there is none."""
        return exact(self.least)

    @property
    def most_written(self) -> str:
        """The highest, likewise."""
        return exact(self.most)


def exact(number: Fraction | None) -> str:
    """A number of at most two decimals as text; "" for None."""
    if number is None:
        return ""
    return str(number) if number.denominator == 1 else f"{float(number):.2f}"


def costs(column: str, sources: Iterable[Source]) -> Costs | None:
    """What is said in a column; None without a column."""
    if not column:
        return None
    said = tuple((one.item, words) for one in sources if (words := _words(one.fields.get(column))))
    read = [number for _item, words in said if (number := _hundredths(words)) is not None]
    least, most = (Fraction(min(read), 100), Fraction(max(read), 100)) if read else (None, None)
    return Costs(column, said, least, most, len(read))


def amount(words: str) -> Fraction | None:
    """A plain number, exactly; None for anything that might be read in two ways ("1.000 €", "5-10")."""
    found = _hundredths(words)
    return Fraction(found, 100) if found is not None else None


def _hundredths(words: str) -> int | None:
    found = _NUMBER.fullmatch(words.strip())
    if found is None:
        return None
    whole, _stop, rest = found[0].replace(",", ".").partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


def columns(sources: Iterable[Source]) -> list[str]:
    """All columns in which a source says something, by name."""
    return sorted({name for one in sources for name, value in one.fields.items() if _words(value)})


def likely(names: Sequence[str]) -> str:
    """The first column whose name speaks of costs, or ""."""
    return next((name for name in names if _NAMED.search(name)), "")


def _words(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list | bool) else " ".join(str(value).split())[:LONGEST]
