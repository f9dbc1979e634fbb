# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The tables of votes: what is decided (elections), what is cast (ballots), what is counted (results)."""

from folkmoot_essential.voting.models.ballots import VotingBallot, VotingDraft, VotingPending, VotingVoter
from folkmoot_essential.voting.models.elections import VotingDecision, VotingElection, VotingOption
from folkmoot_essential.voting.models.envelopes import VotingEnvelope
from folkmoot_essential.voting.models.follow_up import (
    VotingFollower,
    VotingStageList,
    VotingStep,
    VotingStepChange,
    VotingStepPicture,
    VotingTold,
)
from folkmoot_essential.voting.models.guides import VotingGuide
from folkmoot_essential.voting.models.ledger import VotingHead, VotingLog
from folkmoot_essential.voting.models.observers import VotingAuditorCopy, VotingObserver
from folkmoot_essential.voting.models.paper import VotingPaper, VotingPaperEntry
from folkmoot_essential.voting.models.results import VotingBox, VotingBundle, VotingTookPart

__all__ = [
    "VotingAuditorCopy",
    "VotingBallot",
    "VotingBox",
    "VotingBundle",
    "VotingDecision",
    "VotingDraft",
    "VotingElection",
    "VotingEnvelope",
    "VotingFollower",
    "VotingGuide",
    "VotingHead",
    "VotingLog",
    "VotingObserver",
    "VotingOption",
    "VotingPaper",
    "VotingPaperEntry",
    "VotingPending",
    "VotingStageList",
    "VotingStep",
    "VotingStepChange",
    "VotingStepPicture",
    "VotingTold",
    "VotingTookPart",
    "VotingVoter",
]
