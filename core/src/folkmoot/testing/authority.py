# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A vendor of licences for tests: keys made at run time, and a paid plugin whose guard pins just these."""

import importlib.metadata
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from folkmoot.plugins.loader import Installed, discover
from folkmoot.testing.plugins import Shelf
from folkmoot_licensing import Block, Label, Roots, write_bundle
from folkmoot_licensing.issuing import minting

DAY = 86_400
SOURCE = '''
from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.methods import Action, Link, ParticipationMethod, PhasePage, Who
from folkmoot.hookspecs.operations import Task
from folkmoot.security.permissions import Permission
from folkmoot_licensing import Guard, Roots
from markupsafe import Markup
from pyramid.response import Response

GUARD = Guard(Roots.parse({roots!r}), edition={edition!r})
RAN = []


class Poll(ParticipationMethod):
    id = "{name}"
    title = "Poll"
    actions = (Action("answer", "Answer", Who.REGISTERED, begins=True), Action("read", "Read", Who.EVERYONE))

    def phase_page(self, request, phase):
        return PhasePage(Markup("<p>a poll</p>"))


def said(text):
    return lambda request: Response(text)


class Hooks:
    @hookimpl
    def folkmoot_participation_methods(self):
        return [Poll()]

    @hookimpl
    def folkmoot_pages(self, config):
        for route, pattern, method, begins in (
            ("{name}.read", "/{name}", "GET", False), ("{name}.finish", "/{name}/finish", "GET", False),
            ("{name}.begin", "/{name}/begin", "GET", True),
        ):
            config.add_public_route(route, pattern)
            config.add_view(
                said(route), route_name=route, permission=Permission.PUBLIC, request_method=method, begins=begins
            )

    @hookimpl
    def folkmoot_navigation(self, request):
        return [Link("The poll", request.route_path("{name}.read"))]

    @hookimpl
    def folkmoot_tasks(self):
        return [
            Task("begin", lambda context: RAN.append("begin"), begins=True),
            Task("finish", lambda context: RAN.append("finish")),
        ]


def activate(evidence):
    GUARD.admit(evidence, "{id}")
    return Hooks()
'''


@dataclass
class Clock:
    """Seconds since 1970, turned by a test."""

    ahead: float = 0.0

    def __call__(self) -> float:
        """The moment it shows."""
        return time.time() + self.ahead

    def go(self, *, days: float) -> None:
        """Turn it on, or back."""
        self.ahead += days * DAY


@dataclass
class Authority:
    """A root, an issuing key of namespace folkmoot, and what they sign. Times are seconds since 1970."""

    root: minting.Key = field(default_factory=minting.Key.make)
    issuer: minting.Key = field(default_factory=minting.Key.make)

    @property
    def roots(self) -> Roots:
        """What a platform is made to trust."""
        return Roots.parse(self.roots_json)

    @property
    def roots_json(self) -> bytes:
        """The same as a file."""
        return minting.roots_json(self.root)

    @property
    def certificate(self) -> str:
        """The issuer's."""
        return minting.certify(self.root, self.issuer)

    def licence(self, begins: float = -1, ends: float = 30, **claims: Any) -> str:
        """A licence's token; begins and ends are days from now."""
        now = int(time.time())
        values = {"nbf": now + int(begins * DAY), "exp": now + int(ends * DAY), "iat": now - DAY // 2, **claims}
        return minting.licence(self.issuer, **values)

    def revocation(self, number: int, *jtis: str, reason: str = "fraud", at: int | None = None) -> str:
        """A list with these entries, signed by the root for all namespaces. A later list takes the place of it."""
        now = int(time.time())
        entries = [{"id": jti, "reason": reason, "at": now if at is None else at} for jti in jtis]
        return self.listing(number, entries, now)

    def listing(self, number: int, entries: Iterable[Mapping[str, object]], issued: int) -> str:
        """A list of revocations with these entries and this date."""
        return minting.revocations(self.root, "*", number, entries, issued)

    def bundle(self, *licences: str, lists: Iterable[str] = ()) -> str:
        """A file of licences with the certificate they need."""
        blocks = [Block(Label.ISSUER, self.certificate), *(Block(Label.LICENCE, token) for token in licences)]
        return write_bundle([*blocks, *(Block(Label.REVOCATIONS, token) for token in lists)])


def put_paid_plugin(shelf: Shelf, authority: Authority, plugin_id: str = "poll", edition: str = "standard") -> None:
    """A plugin of our own Standard or Premium edition on the shelf, with one method, three pages and two tasks."""
    name = plugin_id.rpartition(".")[2]
    source = SOURCE.format(roots=authority.roots_json, edition=edition, name=name, id=plugin_id)
    more = f', methods=("{name}",), paths=("{name}",)'
    shelf.add(plugin_id, source, distribution=f"folkmoot-{edition}", more=more)


def installed_with(shelf: Shelf, *hidden: str) -> tuple[Installed, ...]:
    """What is installed and what is on the shelf; distributions named in `hidden` give way to the shelf's."""
    here = [one for one in importlib.metadata.distributions() if one.metadata["Name"] not in hidden]
    return discover([*here, *importlib.metadata.distributions(path=[str(shelf.folder)])])
