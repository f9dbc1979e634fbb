# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The tables of votes: what is decided (elections), what is cast (ballots), what is counted (results)."""

from folkmoot_essential.voting.models.ballots import VotingBallot, VotingDraft, VotingPending, VotingVoter
from folkmoot_essential.voting.models.elections import VotingDecision, VotingElection, VotingOption
from folkmoot_essential.voting.models.ledger import VotingHead, VotingLog
from folkmoot_essential.voting.models.results import VotingBox, VotingBundle, VotingTookPart

__all__ = [
    "VotingBallot",
    "VotingBox",
    "VotingBundle",
    "VotingDecision",
    "VotingDraft",
    "VotingElection",
    "VotingHead",
    "VotingLog",
    "VotingOption",
    "VotingPending",
    "VotingTookPart",
    "VotingVoter",
]
