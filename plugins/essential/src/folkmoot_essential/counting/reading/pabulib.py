# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files of Pabulib (.pb): sections META, PROJECTS and VOTES of lines with semicolons (pabulib.org/format).

Costs may be decimals ("100000.0"): all amounts become integers in the smallest unit that the file uses.
"""

import csv
from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType

from folkmoot_essential.counting.amounts import decimal, power_of_ten, scaled
from folkmoot_essential.counting.election import Election, Project
from folkmoot_essential.counting.problems import Problems
from folkmoot_essential.counting.reading.ballots import Ballots, Part
from folkmoot_essential.counting.reading.opening import Unreadable
from folkmoot_essential.counting.reading.pabulib_meta import Meta, Row
from folkmoot_essential.counting.reading.result import Reading

SECTIONS = ("META", "PROJECTS", "VOTES")
Line = tuple[int, str]
"""Its number in the file, and its text; only when its turn comes it is cut into fields, for there may be many."""


def parse(lines: list[str], problems: Problems) -> Reading:
    """The election of a file's lines."""
    sections = _sections(lines, problems)
    for name in ("PROJECTS", "VOTES"):
        if name not in sections:
            raise Unreadable(f"There is no section {name}.")
    meta = Meta(_rows(sections.get("META", [])), problems)
    listing = _Projects(_rows(sections["PROJECTS"]), meta, problems)
    costs = {project.id: project.cost for project in listing.projects}
    limits, of_categories = meta.limits(listing.places), meta.category_limits(listing.places)
    parts = [Part(name, listing.of_category(name), of_categories[name]) for name in of_categories]
    by_district = meta.envelopes.by == "district"
    districts = {project.id: project.district for project in listing.projects} if by_district else {}
    ballots = Ballots(meta.kind, limits, costs, listing.left_out, problems, parts, districts)
    number = _take_votes(sections["VOTES"], meta.envelopes.column if by_district else "", ballots, problems)
    meta.compare("num_projects", len(listing.projects) + len(listing.left_out))
    meta.compare("num_votes", number)
    election = Election(
        meta.kind, tuple(listing.projects), ballots.grouped(), scaled(meta.budget, listing.places),
        power_of_ten(listing.places), meta.values.get("currency", ""), limits,
        MappingProxyType({name: scaled(one, listing.places) for name, one in meta.envelopes.amounts.items()}),
        MappingProxyType(meta.values), meta.envelopes.by, MappingProxyType(of_categories),
    )  # fmt: skip
    return Reading(election, problems.found())


def _sections(lines: list[str], problems: Problems) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    rows: list[Line] = []
    for number, line in enumerate(lines, start=1):
        if ";" in line:
            rows.append((number, line))
            continue
        text = line.strip()
        if text.upper() in SECTIONS:
            if text.upper() in found:
                problems.add(number, "section-twice", f"Section {text} comes a second time.", "its lines are added")
            rows = found.setdefault(text.upper(), [])
        elif text and text.isupper() and text.isalpha():
            problems.add(number, "unknown-section", f"Section {text} isn't known.", "its lines are left out")
            rows = []
        elif text:
            rows.append((number, line))
    return found


def _rows(lines: list[Line]) -> list[Row]:
    return [(number, _fields(line)) for number, line in lines]


def _fields(line: str) -> list[str]:
    if '"' not in line:
        return line.split(";")
    try:
        return next(csv.reader([line], delimiter=";"))
    except (csv.Error, StopIteration):
        return line.split(";")


class _Projects:
    """Section PROJECTS. left_out: ids of those that can't be read. places: decimals of the money in the whole file."""

    def __init__(self, rows: list[Row], meta: Meta, problems: Problems) -> None:
        meta.report_limits()
        self._district = meta.envelopes.column if meta.envelopes.by == "district" else "district"
        self.projects: list[Project] = []
        self.left_out: set[str] = set()
        self._problems = problems
        header = [name.strip() for name in rows[0][1]] if rows else []
        if "project_id" not in header:
            raise Unreadable("The section PROJECTS has no column project_id.")
        read = list(self._read(header, rows[1:]))
        self.places = meta.places([cost for _, cost in read])
        self.projects = [self._project(row, cost) for row, cost in read]

    def _read(self, header: list[str], rows: list[Row]) -> Iterator[tuple[dict[str, str], tuple[int, int]]]:
        seen: set[str] = set()
        for line, fields in rows:
            row = dict(zip(header, (field.strip() for field in fields), strict=False))
            one, cost = row.get("project_id", ""), decimal(row.get("cost", "0"))
            if not one or "," in one:
                self._problems.add(line, "bad-id", f"{one!r} can't be the id of a project.", "the project is left out")
            elif one in seen:
                self._problems.add(line, "duplicate-project", f"Project {one!r} comes twice.", "the first one counts")
            elif cost is None or cost[0] < 0:
                text = f"The cost of project {one!r} must be a number from 0 on, not {row.get('cost', '')!r}."
                self._problems.add(line, "bad-number", text, "the project is left out, also of ballots")
                self.left_out.add(one)
            else:
                seen.add(one)
                yield row, cost

    def _project(self, row: dict[str, str], cost: tuple[int, int]) -> Project:
        return Project(
            row["project_id"], row.get("name", ""), scaled(cost, self.places), row.get("category", ""),
            row.get(self._district, ""), row.get("exclusive", ""), row.get("selected", ""),
        )  # fmt: skip

    def of_category(self, name: str) -> frozenset[str]:
        """Ids of the projects of a category."""
        return frozenset(project.id for project in self.projects if project.category == name)


def _take_votes(lines: list[Line], district_column: str, ballots: Ballots, problems: Problems) -> int:
    header = [name.strip() for name in _fields(lines[0][1])] if lines else []
    if "vote" not in header:
        raise Unreadable("The section VOTES has no column vote.")
    vote, voter = header.index("vote"), header.index("voter_id") if "voter_id" in header else -1
    points = header.index("points") if "points" in header else -1
    district = header.index(district_column) if district_column in header else -1
    seen: dict[str, int] = {}
    last = max(vote, points, voter, district)
    alone = points < 0 and district < 0
    for number, line in islice(lines, 1, None):
        fields = line.split(";") if '"' not in line else _fields(line)
        if len(fields) <= last:
            problems.add(number, "short-line", "The line has too few columns.", "the ballot isn't counted")
            continue
        who = fields[voter].strip() if voter >= 0 else ""
        if who and seen.setdefault(who, number) != number:
            text = f"Voter {who[:60]!r} has a ballot on line {seen[who]} already."
            problems.add(number, "duplicate-ballot", text, "the first one counts")
        elif alone:
            ballots.take(number, fields[vote])
        else:
            where = fields[district].strip() if district >= 0 else ""
            ballots.take(number, fields[vote], fields[points] if points >= 0 else "", district=where)
    return len(lines) - 1
