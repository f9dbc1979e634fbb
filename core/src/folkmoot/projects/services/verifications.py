# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Verified people: what the sources of a composition say, the first that knows."""

import datetime
from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.hookspecs.access import IVerificationSource, Remedy, Verification
from folkmoot.hookspecs.methods import PhaseInfo, Who
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import IVerifications, ProjectPhase
from folkmoot.projects.services import phases

Answer = TypeVar("Answer")


@implementer(IVerifications)
class Verifications:
    """The sources of one composition."""

    def __init__(self, plugins: Plugins) -> None:
        self.plugins = plugins

    def of(self, db: Session, account: CurrentAccount, phase: PhaseInfo) -> Verification | None:
        """Who an account belongs to in a phase."""
        return self._first(lambda source: source.verification(db, account.id, phase))

    def lookup(self, db: Session, phase: PhaseInfo, text: str) -> Verification | None:
        """Who shows a code or a reference."""
        return self._first(lambda source: source.lookup(db, phase, text))

    def eligible(self, db: Session, phase: PhaseInfo) -> Mapping[str, int] | None:
        """How many people may take part, by district."""
        return self._first(lambda source: source.eligible(db, phase))

    def remedy(self, db: Session, phase: PhaseInfo) -> Remedy | None:
        """Where a person gets verified."""
        return self._first(lambda source: source.remedy(db, phase))

    def _first(self, ask: Callable[[IVerificationSource], Answer | None]) -> Answer | None:
        for source in self.plugins.verification_sources:
            answer = ask(source)
            if answer is not None:
                return answer
        return None

    def phases(self, db: Session, now: datetime.datetime) -> list[ProjectPhase]:
        """Phases in which some action asks for verified people."""
        return [phase for phase in phases.of_town(db, self.plugins, now) if self._asks(phase)]

    def _asks(self, phase: ProjectPhase) -> bool:
        method = self.plugins.method(phase.method)
        actions = method.actions if method is not None else ()
        own = phase.rules
        return any((own[a.id].who if a.id in own else a.default) is Who.VERIFIED for a in actions)
