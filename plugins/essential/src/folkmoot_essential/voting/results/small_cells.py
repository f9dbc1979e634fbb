# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Which numbers of a table may be shown where its total is known: no small group, and nothing that gives one away.

A group of fewer than ten people could be named. Hiding it alone isn't enough: the total less all that is shown is what
is hidden. So the hidden groups are always at least two and hold together at least ten, and one of them is no small
group wherever there is one: neither subtraction nor the word "hidden" says what a hidden number is. Whoever adds and
subtracts knows of it only that it lies between 0 and the hidden sum, a range never narrower than the rule (unless all
groups together are fewer). A table of one group can't hide it: show none.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 10
"""Groups of fewer people than this are hidden, those of nobody too."""
Key = TypeVar("Key", bound=Hashable)


def shown(counts: Mapping[Key, int], fewest: int = FEWEST) -> dict[Key, int | None]:
    """The counts of the groups that people are divided into, None for those that stay hidden; in the order given.

    Beside small ones the next larger are hidden, the smallest first, of equal ones the first by name.
    """
    hidden = {key for key, count in counts.items() if count < fewest}
    spare = sorted((count, str(key), key) for key, count in counts.items() if count >= fewest) if hidden else []
    total = sum(counts[key] for key in hidden)
    for place, (count, _name, key) in enumerate(spare):
        if place and len(hidden) > 1 and total >= fewest:
            break
        hidden.add(key)
        total += count
    return {key: None if key in hidden else count for key, count in counts.items()}
