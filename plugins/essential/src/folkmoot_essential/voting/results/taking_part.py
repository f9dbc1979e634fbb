# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How many took part, by channel and district, without small groups."""

from collections.abc import Mapping
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.results import small_cells

CHANNELS = {"web": _("On the web"), "desk": _("At a desk of the town"), "paper": _("On paper")}
Cells = Mapping[str, int | None]


def turnout(found: Mapping[str, Any]) -> dict[str, Any]:
    """voters, eligible (None where nobody knows), and the groups that may be shown, None for a number that may not.

    found: VotingBundle.turnout. Groups come one table at a time, each with the voters as its total; a table with one
    group only isn't shown, as it says nothing that the total doesn't.
    """
    tables = {name: cells(found.get(name, {})) for name in ("channels", "districts")}
    return {
        "voters": found["voters"], "eligible": found.get("eligible"), "spoilt": found.get("spoilt"), **tables,
        "hidden": any(None in table.values() for table in tables.values()),
    }  # fmt: skip


def cells(counts: Mapping[str, int]) -> Cells:
    """One table, empty where it has fewer than two groups."""
    return small_cells.shown(counts) if len(counts) > 1 else {}


def channels(found: Mapping[str, Any]) -> dict[str, int]:
    """Ballots by channel as bundles have them, those of nobody too; for an auditor, who sees every ballot."""
    counts = found["channels"]
    return {"web": counts.get("web", 0) + counts.get("desk", 0), "paper": counts.get("paper", 0)}


def public_channels(found: Mapping[str, Any]) -> dict[str, int] | None:
    """The same for everybody: None where the page hides a number, or has none to show."""
    table = cells(found["channels"])
    return None if not table or None in table.values() else channels(found)


def district_titles(vote: Vote) -> dict[str, Mapping[str, str]]:
    """What districts are called, by locale."""
    return {contest.id: contest.title for contest in vote.contests if contest.id}
