# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The administration's own categories, and what is proposed for a text."""

from collections.abc import Mapping
from dataclasses import dataclass

Given = Mapping[str, frozenset[str]]
"""What people decided: of each text its categories; none of them means that it was read and none fits."""


class WrongTag(ValueError):
    """A tag that is no category, or several where one is allowed; the sentence says which."""


@dataclass(frozen=True)
class Scheme:
    """categories: their ids in order. several: whether a text may have more than one."""

    categories: tuple[str, ...]
    several: bool = False

    def check(self, given: Given) -> None:
        """Raises WrongTag."""
        for id_, tags in sorted(given.items()):
            unknown = sorted(tags - set(self.categories))
            if unknown:
                raise WrongTag(f"{unknown[0]} isn't one of the categories (text {id_})")
            if len(tags) > 1 and not self.several:
                raise WrongTag(f"the text {id_} has several categories where one is allowed")


@dataclass(frozen=True)
class Suggested:
    """A category for a text, and how sure the program is of it, 0 to 1."""

    category: str
    confidence: float


@dataclass(frozen=True)
class Proposal:
    """tags: what is proposed, the surest first; may be nothing. doubt: 0 sure, 1 as good as tossing a coin."""

    id: str
    tags: tuple[Suggested, ...]
    doubt: float


@dataclass(frozen=True)
class Proposals:
    """of: for each text that nobody has tagged yet. ask: their ids, those first from which most is learnt. learnt: of
    how many texts. unlearnt: categories with too few examples, which are never proposed."""

    of: dict[str, Proposal]
    ask: tuple[str, ...]
    learnt: int
    unlearnt: tuple[str, ...]
