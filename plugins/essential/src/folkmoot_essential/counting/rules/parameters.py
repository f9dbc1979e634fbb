# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a rule can be told: each parameter with its default and what it may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot_essential.counting.ties import POLICIES, STANDARD


class WrongParameter(ValueError):
    """A parameter that the rule doesn't have, or a value that it doesn't take; the text says which ones it does."""


NUMBER = re.compile(r"0|[1-9][0-9]{0,11}", re.ASCII)


@dataclass(frozen=True)
class Parameter:
    """One of a rule's parameters. choices: what it may be; none means a whole number from `least` on."""

    name: str
    default: str
    meaning: str
    choices: tuple[str, ...] = ()
    least: int = 0

    def check(self, value: str) -> str:
        """The value, if the parameter takes it; else WrongParameter."""
        if self.choices and value not in self.choices:
            raise WrongParameter(f"{self.name} is one of {', '.join(self.choices)}, not {value!r}.")
        if not self.choices and (not NUMBER.fullmatch(value) or int(value) < self.least):
            raise WrongParameter(f"{self.name} is a whole number from {self.least} on, not {value!r}.")
        return value


TIES = Parameter(
    "ties", STANDARD, "How ties are broken: cost, votes, then a lot; or the smallest id as a text.", POLICIES
)
SEATS = Parameter("seats", "1", "How many win.", least=1)


def complete(known: tuple[Parameter, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Every parameter with its value, defaults filled in, by name; WrongParameter for one that isn't known."""
    names = {parameter.name for parameter in known}
    for name in given:
        if name not in names:
            raise WrongParameter(f"There is no parameter {name!r}; there are {', '.join(sorted(names))}.")
    return {one.name: one.check(given.get(one.name, one.default)) for one in sorted(known, key=lambda one: one.name)}
