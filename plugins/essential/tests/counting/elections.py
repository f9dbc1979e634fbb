# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Elections for tests: written in a line, and drawn at random."""

from dataclasses import replace

from hypothesis import strategies as st

from folkmoot_essential.counting import Ballot, BallotKind, Election, Limits, Project


def election(kind: str, budget: int, costs: dict[str, int], *ballots: str, **more: object) -> Election:
    """Ballots as "3: a b" (three voters, a before b) or "1: a=5 b=2" (points)."""
    cast = []
    for one in ballots:
        weight, _, text = one.partition(":")
        pairs = [word.partition("=") for word in text.split()]
        points = tuple(int(pair[2]) for pair in pairs) if any(pair[1] for pair in pairs) else ()
        cast.append(Ballot(tuple(pair[0] for pair in pairs), points, int(weight)))
    projects = tuple(Project(name, cost=cost) for name, cost in costs.items())
    return Election(BallotKind(kind), projects, tuple(cast), budget, **more)  # type: ignore[arg-type]


@st.composite
def budgets(draw: st.DrawFn, kind: str = "approval") -> Election:
    """Small elections with many ties: few costs, few voters."""
    names = "abcdef"[: draw(st.integers(1, 6))]
    costs = {name: draw(st.integers(1, 8)) for name in names}
    choices = st.lists(st.sampled_from(names), unique=True, max_size=len(names))
    ballots = []
    for chosen in draw(st.lists(choices, min_size=1, max_size=8)):
        points = [draw(st.integers(1, 4)) for _ in chosen] if kind == "cumulative" else []
        ballots.append(Ballot(tuple(chosen), tuple(points), draw(st.integers(1, 3))))
    projects = tuple(Project(name, cost=cost) for name, cost in costs.items())
    return Election(BallotKind(kind), projects, tuple(ballots), draw(st.integers(1, 20)), limits=Limits())


@st.composite
def rankings(draw: st.DrawFn) -> Election:
    """Small elections with rankings, some of them short or blank."""
    names = "abcde"[: draw(st.integers(1, 5))]
    orders = draw(st.lists(st.permutations(names), max_size=9))
    ballots = tuple(Ballot(tuple(order[: draw(st.integers(0, len(order)))])) for order in orders)
    return Election(BallotKind.ORDINAL, tuple(Project(name) for name in names), ballots)


@st.composite
def districts(draw: st.DrawFn) -> Election:
    """A budget in envelopes of north, south and the whole town; ballots say where they were cast, or none does."""
    some = draw(budgets())
    where = {project.id: draw(st.sampled_from(["", "north", "south", "nowhere"])) for project in some.projects}
    marked = draw(st.booleans())
    ballots = tuple(
        ballot._replace(district=draw(st.sampled_from(["", "north", "south"])) if marked else "")
        for ballot in some.ballots
    )
    projects = tuple(replace(project, district=where[project.id]) for project in some.projects)
    envelopes = {name: draw(st.integers(0, some.budget)) for name in ("", "north", "south")}
    return replace(some, projects=projects, ballots=ballots, envelopes=envelopes, envelopes_by="district")
