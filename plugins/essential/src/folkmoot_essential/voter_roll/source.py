# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The roll as a source of verified people."""

import uuid
from collections.abc import Mapping

from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.hookspecs.access import IVerificationSource, Remedy, Verification
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _
from folkmoot_essential.voter_roll import entries, rolls
from folkmoot_essential.voter_roll.hashes import token_of
from folkmoot_essential.voter_roll.models import VoterRollEntry

SOURCE = "voter_roll"


@implementer(IVerificationSource)
class VoterRollSource:
    """Who is on the roll of a phase, by the code of their letter."""

    id = SOURCE
    title = _("Voter roll")

    def verification(self, db: Session, account_id: uuid.UUID, phase: PhaseInfo) -> Verification | None:
        """Who claimed an entry with this account."""
        return verification_of(entries.by_account(db, phase.id, account_id))

    def lookup(self, db: Session, phase: PhaseInfo, text: str) -> Verification | None:
        """Who has this code, or this reference."""
        found = entries.by_code(db, phase.id, text) or entries.by_reference(db, phase.id, text)
        return verification_of(found)

    def eligible(self, db: Session, phase: PhaseInfo) -> Mapping[str, int] | None:
        """People on the roll by district."""
        return rolls.eligible(db, phase.id)

    def remedy(self, db: Session, phase: PhaseInfo) -> Remedy | None:
        """The page where the code of the letter is entered."""
        if rolls.of_phase(db, phase.id) is None:
            return None
        params = {"slug": phase.project_slug, "number": str(phase.number)}
        sentence = _("Only people on the voter roll can do this. The town has sent each of them a letter with a code.")
        return Remedy(sentence, _("Enter the code of your letter"), "voter_roll.verify", params)


def verification_of(entry: VoterRollEntry | None) -> Verification | None:
    """An entry as core knows people; None for nobody, and for whoever was taken off the roll."""
    if entry is None or entry.withdrawn_at is not None:
        return None
    return Verification(SOURCE, token_of(entry.identity), entry.district, f"№ {entry.number}")
