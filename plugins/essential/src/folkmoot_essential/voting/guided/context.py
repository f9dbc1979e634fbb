# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The guide in an address: whoever began it goes on with it."""

import uuid

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request
from sqlalchemy import select

from folkmoot_essential.voting.models import VotingGuide


class GuideContext:
    """A guide of the person asking; administrators may go on with anybody's."""

    is_public = False

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.may_create_projects:
            raise HTTPForbidden
        try:
            guide_id = uuid.UUID(request.matchdict["guide"])
        except ValueError:
            raise HTTPNotFound from None
        found = request.db.scalar(select(VotingGuide).where(VotingGuide.id == guide_id))
        if found is None or not (request.account.is_administrator or found.account_id == request.account.id):
            raise HTTPNotFound
        self.request = request
        self.guide: VotingGuide = found

    def url(self, route: str, **kw: str) -> str:
        """An address of this guide."""
        return str(self.request.route_path(route, guide=self.guide.id, **kw))
