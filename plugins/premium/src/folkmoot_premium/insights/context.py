# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an address of the workspace is about, and who may open it.

Administrators open every analysis; managers those that read phases of projects they manage and no others, now or in any
run that is kept, and their own ones that read nothing but files.
"""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request
from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from folkmoot.contributions.tables import contribution, phase
from folkmoot.interfaces import CurrentAccount
from folkmoot_premium.insights import runs
from folkmoot_premium.insights.tables import analysis, item, run, source


def opened_by(account: CurrentAccount) -> ColumnElement[bool]:
    """A condition on analysis: those that somebody of the staff may open."""
    if account.is_administrator:
        return true()
    s, p = source.c, phase.c
    read = exists().where(s.analysis_id == analysis.c.id)
    beyond = exists().where(
        s.analysis_id == analysis.c.id, p.id == s.phase_id, p.project_id.not_in(account.managed_projects)
    )
    return and_(~beyond, ~_ran_beyond(account), or_(read, analysis.c.made_by_id == account.id))


def _ran_beyond(account: CurrentAccount) -> ColumnElement[bool]:
    """A run has texts of other projects: its sources were changed since, and its texts stayed."""
    r, i, c, p = run.c, item.c, contribution.c, phase.c
    return exists().where(
        r.analysis_id == analysis.c.id, i.run_id == r.id, c.id == i.contribution_id, p.id == c.phase_id,
        p.project_id.not_in(account.managed_projects),
    )  # fmt: skip


class Analysed:
    """An analysis by its id."""

    is_public = False

    def __init__(self, request: Request) -> None:
        """Find it; 404 where there is none, 403 where it isn't theirs."""
        if request.account is None or not request.account.is_staff:
            raise HTTPForbidden
        key = uuid.UUID(request.matchdict["analysis"])
        query = select(analysis, opened_by(request.account).label("opened")).where(analysis.c.id == key)
        self.analysis: Any = request.db.execute(query).one_or_none()
        if self.analysis is None:
            raise HTTPNotFound
        if not self.analysis.opened:
            raise HTTPForbidden


class Ran(Analysed):
    """A run of an analysis by its number."""

    def __init__(self, request: Request) -> None:
        """Find both."""
        super().__init__(request)
        self.run: Any = runs.by_number(request.db, self.analysis.id, int(request.matchdict["run"]))
        if self.run is None:
            raise HTTPNotFound


class Finished(Ran):
    """A run that has found something; 404 for any other."""

    def __init__(self, request: Request) -> None:
        """Find it."""
        super().__init__(request)
        if self.run.state != "done":
            raise HTTPNotFound
