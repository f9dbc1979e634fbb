# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Step 3: the log makes sense, and the box, the totals and the counts of the electorate are what it comes to."""

from folkmoot_essential.ledger import log
from folkmoot_essential.ledger.bundle import files as names
from folkmoot_essential.ledger.bundle.files import Channels, Electorate
from folkmoot_essential.ledger.bundle.reading import Published
from folkmoot_essential.ledger.bundle.verdict import Step
from folkmoot_essential.ledger.contests import totals_of
from folkmoot_essential.ledger.vote import TOWN


def check(published: Published, here: Step) -> None:
    """Everything that can be compared without a count."""
    standing = log.replay(published.log)
    for trouble in standing.troubles:
        here.wrong("log", trouble, names.LOG)
    in_force = len(standing.in_force)
    if published.manifest.level != "L0":
        _box(published, in_force, here)
    else:
        _totals_alone(published, in_force, here)
    _electorate(published, standing, here)


def _box(published: Published, in_force: int, here: Step) -> None:
    number = sum(count for _, count in published.box.ballots)
    if number != in_force:
        here.wrong(
            "box-size",
            f"The box holds {number} ballots; by the log of casting there are {in_force} in force.",
            names.BOX,
        )
    if len(set(published.box.trackers)) != len(published.box.trackers):
        here.wrong("tracker-twice", "A tracker comes twice in the box.", names.BOX)
    if totals_of(published.vote, published.options, published.box.ballots) != published.totals:
        here.wrong("totals", "The totals aren't those of the box.", names.TOTALS)


def _totals_alone(published: Published, in_force: int, here: Step) -> None:
    totals = published.totals
    if set(totals) != {contest.id for contest in published.vote.contests}:
        raise here.stop("totals", "The totals are of other contests than the vote's.", names.TOTALS)
    for contest, one in totals.items():
        _one_total(published, contest, here)
        if contest == TOWN and one.ballots != in_force:
            here.wrong(
                "box-size", f"The totals are of {one.ballots} ballots; by the log there are {in_force}.", names.TOTALS
            )
    districts = published.vote.districts
    number = sum(totals[district].ballots for district in districts)
    if districts and number != in_force:
        here.wrong("box-size", f"The districts have {number} ballots; by the log there are {in_force}.", names.TOTALS)


def _one_total(published: Published, contest: str, here: Step) -> None:
    """Each option of the contest is in it, none has more votes than there are ballots, and points are of votes."""
    one = published.totals[contest]
    options = {option.id for option in published.options if option.contest == contest}
    with_points = published.vote.kind in ("cumulative", "score")
    if set(one.votes) != options or (set(one.points or {}) != options if with_points else one.points is not None):
        here.wrong("totals", f"The totals of contest {contest!r} aren't of its options.", names.TOTALS)
        return
    for option, votes in one.votes.items():
        points = one.points[option] if one.points is not None else votes
        if votes > one.ballots or points < votes or (votes == 0 and points > 0):
            here.wrong(
                "totals",
                f"Option {option} has {votes} votes and {points} points of {one.ballots} ballots.",
                names.TOTALS,
            )


def _electorate(published: Published, standing: log.Standing, here: Step) -> None:
    said = published.electorate
    found = (
        *_voted(said, standing),
        ("cast", said.cast, len(standing.in_force)),
        ("changed", said.changed, standing.kinds["change"]),
        ("revoked", said.revoked, dict(standing.reasons)),
    )
    for name, counted, logged in found:
        if counted != logged:
            here.wrong(
                "electorate", f"electorate.json says {name}: {counted}; the log says {logged}.", names.ELECTORATE
            )
    if said.eligible is not None and said.cast > said.eligible:
        here.wrong("electorate", f"{said.cast} ballots were cast by {said.eligible} eligible voters.", names.ELECTORATE)
    channels = said.channels
    if channels is not None and channels.web + channels.paper != said.cast:
        here.wrong("electorate", f"The channels don't come to the {said.cast} ballots that count.", names.ELECTORATE)


def _voted(said: Electorate, standing: log.Standing) -> tuple[tuple[str, int, int], ...]:
    """What is said of those who voted beside what the log has; its channels only in format 1."""
    web, paper = standing.kinds["cast"], standing.kinds["paper"]
    if isinstance(said.voted, Channels):
        return (("web", said.voted.web, web), ("paper", said.voted.paper, paper))
    return (("voted", said.voted, web + paper),)
