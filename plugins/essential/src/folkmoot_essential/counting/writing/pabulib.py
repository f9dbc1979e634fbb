# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An election as a Pabulib file (.pb, pabulib.org/format), which our reader gives back equal.

One line a voter, in an order that depends on nothing but what the ballots say, with running numbers for ids: nobody's
place tells who they are. Control characters and line ends in names become spaces, spaces around them go.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from folkmoot_essential.counting import tallies
from folkmoot_essential.counting.amounts import money, power_of_ten
from folkmoot_essential.counting.election import Ballot, BallotKind, Election, Project, grouped
from folkmoot_essential.counting.rules import Rule
from folkmoot_essential.counting.writing.pabulib_meta import meta

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
COLUMNS = ("category", "district", "exclusive")
Row = tuple[str | int, ...]


class Unwritable(ValueError):
    """An election that the format has no way to say; the text says what."""


def write(election: Election, rule: Rule | None = None, winners: Iterable[str] | None = None) -> str:
    """The file's text. rule: how it is counted, for META. winners: go into the column selected. Raises Unwritable."""
    _check(election)
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\n")
    for title, rows in (
        ("META", (("key", "value"), *((key, clean(value)) for key, value in meta(election, rule).items()))),
        ("PROJECTS", _projects(election, None if winners is None else set(winners))),
        ("VOTES", _votes(election)),
    ):
        text.write(title + "\n")
        out.writerows(rows)
    return text.getvalue()


def clean(text: str) -> str:
    """A text that fits on a line."""
    return CONTROL.sub(" ", text).strip()


def canonical(election: Election) -> tuple[Ballot, ...]:
    """The ballots, grouped and in the order of their content; where the order of choices means nothing it is by id.

    Where a ballot was cast is kept only where envelopes are of districts: nothing else asks for it.
    """
    marked = bool(election.envelopes) and election.envelopes_by == "district"
    ballots = (_plain(ballot, election.kind, ballot.district if marked else "") for ballot in election.ballots)
    return tuple(sorted(grouped(ballots), key=lambda one: (one.district, one.choices, one.points)))


def _plain(ballot: Ballot, kind: BallotKind, district: str) -> Ballot:
    if kind is BallotKind.ORDINAL:
        return Ballot(ballot.choices, (), ballot.weight, district)
    pairs = sorted(zip(ballot.choices, ballot.points or (1,) * len(ballot.choices), strict=True))
    points = tuple(value for _, value in pairs) if kind in tallies.POINTS_KINDS else ()
    return Ballot(tuple(choice for choice, _ in pairs), points, ballot.weight, district)


def _check(election: Election) -> None:
    for project in election.projects:
        one = project.id
        if not one or one != clean(one) or "," in one:
            raise Unwritable(f"{one!r} can't be an id in this format: it has a comma, spaces around it or is empty.")
    if election.unit != power_of_ten(len(str(election.unit)) - 1):
        raise Unwritable(f"A currency of {election.unit} parts can't be written in decimals.")


def _projects(election: Election, winners: set[str] | None) -> Iterator[Row]:
    votes = tallies.votes(election)
    pointed = election.kind is not BallotKind.APPROVAL
    points = tallies.points(election) if pointed else {}
    district = "neighborhood" if election.envelopes and election.envelopes_by == "district" else "district"
    optional = [name for name in COLUMNS if any(clean(getattr(project, name)) for project in election.projects)]
    chosen = winners is not None or any(clean(project.selected) for project in election.projects)
    yield (
        "project_id", "cost", "votes", *(["score"] if pointed else []), "name",
        *(district if name == "district" else name for name in optional), *(["selected"] if chosen else []),
    )  # fmt: skip
    for project in election.projects:
        yield (
            project.id, money(project.cost, election.unit), votes[project.id],
            *([points[project.id]] if pointed else []), clean(project.name),
            *(clean(getattr(project, name)) for name in optional), *([_selected(project, winners)] if chosen else []),
        )  # fmt: skip


def _selected(project: Project, winners: set[str] | None) -> str:
    if winners is None:
        return clean(project.selected)
    return "1" if project.id in winners else "0"


def _votes(election: Election) -> Iterator[Row]:
    pointed = election.kind in tallies.POINTS_KINDS
    ballots = canonical(election)
    marked = any(ballot.district for ballot in ballots)
    yield ("voter_id", "vote", *(["points"] if pointed else []), *(["neighborhood"] if marked else []))
    number = 0
    for ballot in ballots:
        points = (",".join(map(str, ballot.points)),) if pointed else ()
        row: Row = (",".join(ballot.choices), *points, *((clean(ballot.district),) if marked else ()))
        for one in range(number + 1, number + ballot.weight + 1):
            yield (one, *row)
        number += ballot.weight
