# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The figures themselves: counted by PostgreSQL, a whole report in three statements."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Date, Text, case, cast, func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from folkmoot_standard.reporting.acts import Scope, key_of, matching, relation, with_topics
from folkmoot_standard.reporting.periods import MOST_DAYS, MOST_DAYS_IN_WEEKS, Unit

PLACES = ("project", "phase", "method", "area")


@dataclass(frozen=True)
class Counts:
    """People and what they did. imported: contributions and comments that were imported; nobody knows their people."""

    people: int = 0
    contributions: int = 0
    comments: int = 0
    reactions: int = 0
    imported: int = 0

    @property
    def acts(self) -> int:
        """Everything that was done."""
        return self.contributions + self.comments + self.reactions


NOTHING = Counts()


@dataclass(frozen=True)
class Reading:
    """A report's figures. by: for project, phase, method, area and topic the counts by value (None: has none).

    pieces: counts by the first day of each piece of time that isn't empty.
    """

    total: Counts
    unit: Unit
    pieces: Mapping[datetime.date, Counts]
    by: Mapping[str, Mapping[Any, Counts]] = field(default_factory=dict)


KINDS = ("contribution", "comment", "reaction")


def _counts(act: Any) -> list[Any]:
    """The columns of Counts, straight from the relation."""
    kinds = [func.count().filter(act.c.kind == kind) for kind in KINDS]
    return [func.count(act.c.person.distinct()), *kinds, func.count().filter(act.c.imported)]


def _packed(chosen: Any, *columns: Any) -> Any:
    """The same acts counted in small groups, one for each person, so that what follows has few rows to sort."""
    kinds = [func.count().filter(chosen.c.kind == kind).label(kind) for kind in KINDS]
    imported = func.count().filter(chosen.c.imported).label("imported")
    person = chosen.c.person
    return select(*columns, person, *kinds, imported).group_by(*columns, person)


def _sums(packed: Any) -> list[Any]:
    """The columns of Counts from packed acts."""
    sums = [func.coalesce(func.sum(packed.c[name]), 0).cast(BigInteger) for name in (*KINDS, "imported")]
    return [func.count(packed.c.person.distinct()), *sums]


def read(db: Session, scope: Scope, zone: ZoneInfo, unit: Unit | None) -> Reading:
    """All figures of a scope, in two statements. unit None: it follows from the first and the last act."""
    total, pieces, found = NOTHING, {}, unit or Unit.DAY
    by: dict[str, dict[Any, Counts]] = {name: {} for name in (*PLACES, "topic")}
    for row in db.execute(_main(scope, zone, unit)):
        values = Counts(*row[-5:])
        if row.piece is not None:
            pieces[row.piece] = values
        elif row.set in PLACES:
            by[row.set][getattr(row, row.set)] = values
        else:
            total, found = values, Unit(row.unit) if row.unit else found
    by["topic"] = {row[0]: Counts(*row[1:]) for row in db.execute(_by_topic(scope))}
    return Reading(total, found, pieces, by)


def _main(scope: Scope, zone: ZoneInfo, unit: Unit | None) -> Any:
    """Total, places and pieces of time at once. set: which of them a row is of."""
    act = relation(scope)
    chosen = select(act, func.timezone(zone.key, act.c.at).label("local")).where(*matching(act, scope)).cte("chosen")
    one = literal(str(unit)) if unit else _unit_by_itself(chosen)
    cut = select(chosen, cast(func.date_trunc(one, chosen.c.local), Date).label("piece")).subquery("cut")
    packed = _packed(cut, *(cut.c[name] for name in PLACES), cut.c.piece).subquery("packed")
    columns = [packed.c[name] for name in PLACES]
    is_of = case(*((func.grouping(column) == 0, name) for name, column in zip(PLACES, columns, strict=True)))
    sets = func.grouping_sets(tuple_(), *(tuple_(column) for column in columns), tuple_(packed.c.piece))
    return select(*columns, packed.c.piece, is_of.label("set"), one.label("unit"), *_sums(packed)).group_by(sets)


def _unit_by_itself(chosen: Any) -> Any:
    """The same rule as periods.unit_of, on what there is."""
    days = cast(func.max(chosen.c.local), Date) - cast(func.min(chosen.c.local), Date) + 1
    unit = case((days <= MOST_DAYS, "day"), (days <= MOST_DAYS_IN_WEEKS, "week"), else_="month")
    return select(cast(unit, Text)).select_from(chosen).scalar_subquery()


def _by_topic(scope: Scope) -> Any:
    topical = with_topics(relation(scope))
    return select(topical.c.topic, *_counts(topical)).where(*matching(topical, scope)).group_by(topical.c.topic)


def totals(db: Session, scope: Scope) -> Counts:
    """Only the total of a scope."""
    act = relation(scope)
    return Counts(*db.execute(select(*_counts(act)).where(*matching(act, scope))).one())


def side_by_side(
    db: Session, scope: Scope, zone: ZoneInfo, unit: Unit
) -> dict[uuid.UUID, tuple[Counts, dict[datetime.date, Counts]]]:
    """For each project of the scope its total and its pieces of time, in one statement."""
    act = relation(scope)
    local = func.timezone(zone.key, act.c.at)
    piece = cast(func.date_trunc(literal(str(unit)), local), Date).label("piece")
    chosen = select(act, piece).where(*matching(act, scope)).subquery("chosen")
    sets = func.grouping_sets(tuple_(chosen.c.project), tuple_(chosen.c.project, chosen.c.piece))
    found: dict[uuid.UUID, tuple[Counts, dict[datetime.date, Counts]]] = {
        project: (NOTHING, {}) for project in scope.projects
    }
    for row in db.execute(select(chosen.c.project, chosen.c.piece, *_counts(chosen)).group_by(sets)):
        if row.piece is None:
            found[row.project] = (Counts(*row[2:]), found[row.project][1])
        else:
            found[row.project][1][row.piece] = Counts(*row[2:])
    return found


def people_beside(db: Session, scope: Scope) -> dict[str, dict[str, int]]:
    """For each dimension that the scope narrows: people by every value of it, all else as it is; one statement.

    Whether the chosen value may be shown depends on the others: see veils.py.
    """
    act = relation(scope)
    topical = with_topics(act) if "topic" in scope.only else act
    queries = []
    for name in scope.only:
        source = topical if name == "topic" else act
        value = key_of(source.c[name])
        query = select(literal(name).label("name"), value.label("value"), func.count(source.c.person.distinct()))
        queries.append(query.where(*matching(source, scope, but=name)).group_by(value))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, value, people in db.execute(union_all(*queries)) if queries else ():
        found[name][str(value)] = people
    return dict(found)
