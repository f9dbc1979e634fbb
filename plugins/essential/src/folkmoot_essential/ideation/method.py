# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The ideation method: what a phase of ideas is to core."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pyramid.renderers import render
from pyramid.request import Request
from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import (
    account,
    area,
    comment,
    contribution,
    reaction,
    status,
)
from folkmoot.hookspecs.methods import Capability, Figure, Link, ParticipationMethod, PhaseInfo, PhasePage, Table
from folkmoot.i18n import mark as _
from folkmoot_essential.ideation import lists, rules
from folkmoot_essential.ideation.context import METHOD
from folkmoot_essential.ideation.settings import IdeationSettings, View

FIGURES = {
    "ideas": _("Ideas"),
    "comments": _("Comments"),
    "reactions": _("Reactions"),
    "participants": _("Participants"),
}
SHOWN = (contribution.c.published_at.is_not(None), contribution.c.withdrawn_at.is_(None))


class Ideation(ParticipationMethod):
    """People share ideas, support and discuss them."""

    id = METHOD
    title = _("Ideas")
    description = _("People share ideas, support and discuss them; you answer and say what becomes of each.")
    icon = "idea"
    Settings = IdeationSettings
    actions = rules.ACTIONS
    capabilities = frozenset({Capability.CONTRIBUTIONS, Capability.COMMENTS, Capability.REACTIONS})
    contribution_route = "ideation.show"

    def phase_page(self, request: Request, phase: PhaseInfo) -> PhasePage:
        """The list with its filters, and the button to share one."""
        values = lists.values(request, phase, request.path)
        body = Markup(render("folkmoot_essential:ideation/templates/list.jinja2", values, request))  # noqa: S704  # our own template
        share = values["share_url"]
        action = Link(request.gettext(values["words"].share), share, "plus") if share else None
        uses = ("htmx", "map") if values["choice"].view == View.MAP else ("htmx",)
        return PhasePage(body, call_to_action=action, wide=True, uses=uses)

    def statistics(self, db: Session, phase_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[Figure]]:
        """Ideas, comments, reactions and the people behind them."""
        counted: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
        for phase_id, key, number in db.execute(_figures(phase_ids)) if phase_ids else ():
            counted[phase_id][key] = number
        return {
            phase_id: [Figure(label, counted[phase_id].get(key, 0), key) for key, label in FIGURES.items()]
            for phase_id in phase_ids
        }

    def exports(self, db: Session, phase: PhaseInfo) -> list[Table]:
        """Ideas and comments of a phase, hidden and withdrawn ones too, in the order of their numbers and times."""
        return [
            Table("ideas", tuple(column.name for column in _ideas().selected_columns), _rows(db, _ideas(), phase)),
            Table(
                "comments", tuple(column.name for column in _comments().selected_columns), _rows(db, _comments(), phase)
            ),
        ]


def _rows(db: Session, query: Select[Any], phase: PhaseInfo) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(query.where(contribution.c.phase_id == phase.id))]


def _figures(phase_ids: list[uuid.UUID]) -> Any:
    """One row a phase and figure."""
    c = contribution.c
    of_phases = (c.phase_id.in_(phase_ids), *SHOWN)
    ideas = select(c.phase_id, c.author_id.label("person"), literal("ideas").label("key")).where(*of_phases)
    talk = (
        select(c.phase_id, comment.c.author_id, literal("comments"))
        .select_from(comment.join(contribution, c.id == comment.c.contribution_id))
        .where(*of_phases, comment.c.removed_at.is_(None))
    )
    votes = (
        select(c.phase_id, reaction.c.account_id, literal("reactions"))
        .select_from(reaction.join(contribution, c.id == reaction.c.contribution_id))
        .where(*of_phases, reaction.c.value != 0)
    )
    acts = union_all(ideas, talk, votes).subquery("acts")
    kinds = select(acts.c.phase_id, acts.c.key, func.count().label("number")).group_by(acts.c.phase_id, acts.c.key)
    people = select(acts.c.phase_id, literal("participants"), func.count(acts.c.person.distinct()))
    return union_all(kinds, people.group_by(acts.c.phase_id))


def _ideas() -> Select[Any]:
    c = contribution.c
    votes = select(func.count()).where(reaction.c.contribution_id == c.id).correlate(contribution)
    talk = select(func.count()).where(comment.c.contribution_id == c.id, comment.c.removed_at.is_(None))
    return (
        select(
            c.number, c.title, c.body, c.language, func.coalesce(account.c.display_name, c.author_name).label("author"),
            status.c.title.label("status"), area.c.title.label("area"), c.place, c.latitude, c.longitude,
            votes.where(reaction.c.value == 1).scalar_subquery().label("likes"),
            votes.where(reaction.c.value == -1).scalar_subquery().label("dislikes"),
            talk.correlate(contribution).scalar_subquery().label("comments"),
            c.created_at, c.published_at, c.edited_at, c.withdrawn_at,
        )
        .select_from(
            contribution.join(status, status.c.id == c.status_id)
            .outerjoin(area, area.c.id == c.area_id)
            .outerjoin(account, account.c.id == c.author_id)
        )
        .order_by(c.number)
    )  # fmt: skip


def _comments() -> Select[Any]:
    c = comment.c
    return (
        select(
            contribution.c.number.label("idea"),
            c.id,
            c.parent_id.label("answers"),
            c.body,
            c.language,
            c.official,
            func.coalesce(account.c.display_name, c.author_name).label("author"),
            c.created_at,
            c.removed_at,
            c.removed_by,
        )
        .select_from(
            comment.join(contribution, contribution.c.id == c.contribution_id).outerjoin(
                account, account.c.id == c.author_id
            )
        )
        .order_by(contribution.c.number, c.created_at, c.id)
    )
