# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's page of a vote: where it stands. While it is open: no totals, no turnout, for nobody."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import Select, func, select

from folkmoot.contributions.tables import phase as phase_table
from folkmoot.contributions.tables import project
from folkmoot.interfaces import IVerifications, Permission
from folkmoot_essential.voting import checks, wording
from folkmoot_essential.voting.composing import UNIT
from folkmoot_essential.voting.context import METHOD, VotingContext
from folkmoot_essential.voting.envelopes import envelope_desk
from folkmoot_essential.voting.models import VotingBundle, VotingElection, VotingHead, VotingOption
from folkmoot_essential.voting.options.option_pages import TEMPLATES
from folkmoot_essential.voting.oversight import auditing
from folkmoot_essential.voting.settings import Publication

HEADS = 24
"""How many heads the page lists: those of the last day."""
ORDER = {"open": 0, "closed": 1, "before": 2, "certified": 3}


@view_config(route_name="voting.index", permission=Permission.STAFF, renderer=TEMPLATES + "index.jinja2")
def index(request: Request) -> dict[str, Any]:
    """The voting phases of the projects that this member of staff manages, those that run first, in one statement."""
    found = [row for row in request.db.execute(_votes()) if request.account.manages(row.project_id)]
    return {"votes": sorted(found, key=lambda row: (ORDER[row.state], row.opens_at, str(row.id)))}


def _votes() -> Select[Any]:
    p, election = phase_table.c, VotingElection
    options = (
        select(func.count()).where(VotingOption.phase_id == p.id).correlate(phase_table).scalar_subquery()
    )  # fmt: skip
    return (
        select(
            p.id, p.project_id, p.title, p.opens_at, p.closes_at, project.c.title.label("project_title"),
            func.coalesce(election.state, "before").label("state"), options.label("options"),
        )
        .select_from(phase_table.join(project, project.c.id == p.project_id))
        .outerjoin(election, election.phase_id == p.id)
        .where(p.method == METHOD)
    )  # fmt: skip


@view_config(route_name="voting.desk", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "desk.jinja2")
def desk(context: VotingContext, request: Request) -> dict[str, Any]:
    """Before opening: what to look at. Open: hashes and heads. Then: scrutiny, result, bundle."""
    settings = context.settings
    found: dict[str, Any] = {
        "context": context, "settings": settings,
        "words": wording.rule_in_words(settings, request.gettext) + envelope_desk.words(context, request),
        "title_of": lambda name: wording.title_of(settings, name, request.gettext),
        "total": sum(one.cost for one in context.options), "budget": settings.budget * UNIT,
        "purses": envelope_desk.purses(context, request),
        "published": wording.title_of(settings, "publication", request.gettext),
    }  # fmt: skip
    return found | (_before(context, request) if context.election is None else _since(context, context.election))


def _before(context: VotingContext, request: Request) -> dict[str, Any]:
    eligible = request.find_service(IVerifications).eligible(request.db, context.phase)
    number = sum(eligible.values()) if eligible else None
    given = (context.phase, context.settings, context.options, request.site)
    return {
        "findings": checks.findings(*given, envelope_desk.smallest(context, eligible), context.envelopes),
        "envelope_findings": envelope_desk.findings(context, request, eligible or {}), "eligible": number,
        "chances": checks.chances(context.phase, *envelope_desk.widest(context), request.site),
        "rule_hash": wording.rule_hash(context.settings),
    }  # fmt: skip


def _since(context: VotingContext, election: VotingElection) -> dict[str, Any]:
    db = context.request.db
    statement = select(VotingHead).where(VotingHead.election_id == election.id)
    newest = db.scalars(statement.order_by(VotingHead.number.desc()).limit(HEADS)).all()
    bundle = db.scalar(select(VotingBundle).where(VotingBundle.election_id == election.id))
    level = Publication(bundle.level if bundle else election.level)  # too few ballots take the bundle back to totals
    settings = context.settings.model_copy(update={"publication": level})
    return {
        "published": wording.title_of(settings, "publication", context.request.gettext),
        "election": election, "rule_hash": election.rule_hash, "heads": newest, "bundle": bundle,
        "eligible": election.eligible, "auditor_copy": auditing.digest_of_copy(db, election),
    }  # fmt: skip
