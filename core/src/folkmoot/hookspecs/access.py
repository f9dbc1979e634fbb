# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Access: who is known to be a real person, once, in a phase whose rule asks for verified people."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zope.interface import Attribute, Interface

from folkmoot.hookspecs import hookspec
from folkmoot.hookspecs.methods import PhaseInfo

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Verification:
    """A source's word that an account belongs to one real person in one phase.

    source: id of the source. token: the same bytes for the same person in this phase, whatever becomes of the account;
    never derived from the account. district: slug of an area, "" for none. label: what staff may see ("№ 1042"), never
    a code.
    """

    source: str
    token: bytes = field(repr=False)
    district: str = ""
    label: str = ""


@dataclass(frozen=True)
class Remedy:
    """Where a person gets verified: a sentence, and the label and route of a button. Texts are marked."""

    sentence: str
    label: str
    route: str
    params: Mapping[str, str] = field(default_factory=dict)


class IVerificationSource(Interface):
    """Something that knows real people: a voter roll, an identity service. One instance serves all towns."""

    id = Attribute("str: stable id, unique over all plugins; sources are asked in the order of their ids.")
    title = Attribute("str: marked for translation.")

    def verification(db: "Session", account_id: uuid.UUID, phase: PhaseInfo) -> Verification | None:
        """Who an account belongs to in a phase, in one statement; None when this source doesn't know."""

    def lookup(db: "Session", phase: PhaseInfo, text: str) -> Verification | None:
        """The person behind what somebody shows at a desk (a code, a reference), claimed by an account or not."""

    def eligible(db: "Session", phase: PhaseInfo) -> Mapping[str, int] | None:
        """How many people may take part, by district ("" for those without); None when it doesn't know this phase."""

    def remedy(db: "Session", phase: PhaseInfo) -> Remedy | None:
        """Where a person gets verified for a phase; None when not by this source."""


@hookspec
def folkmoot_verification_sources() -> list[IVerificationSource]:  # type: ignore[empty-body]
    """Sources that verify people for the rule "verified".

    Called once for each composition, when its application is built, never during a request. All answers are joined.
    Each object is verified against IVerificationSource; one that fails, or an id that is taken, refuses the plugin
    (source-invalid, source-taken).
    """
