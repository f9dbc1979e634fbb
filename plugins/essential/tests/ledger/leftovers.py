# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A vote whose districts leave to the town what they don't spend."""

from folkmoot_essential.ledger.vote import Vote

from .votes import Town, a_town


def flowing(vote: Vote) -> Vote:
    """The same vote, with leftovers declared."""
    return Vote.of_json(vote.as_json() | {"leftovers": "town"})


def a_flowing_town(kind: str, name: str, voters: int = 60, seed: int = 1, **parameters: str) -> Town:
    """Two districts and the town, closed."""
    before = a_town(kind, name, voters, ("north", "south"), seed=seed, **parameters)
    town = Town(flowing(before.vote), before.options, before.chosen, before.keys)
    for place, (ballot, _secret) in enumerate(before.box.values()):
        town.cast(ballot, place.to_bytes(16, "big"))
    town.head("2026-11-20T20:00:00Z", "closed")
    return town
