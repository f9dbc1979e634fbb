# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Flow: what happens on a contribution's way, from the first words typed to the moment everybody can read it."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from folkmoot.hookspecs import hookspec
from folkmoot.hookspecs.methods import PhaseInfo

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from folkmoot.jobs.interfaces import IJobs


@dataclass(frozen=True)
class Similar:
    """A contribution that is like what somebody is writing.

    score: 0 to 1, to order by. shared: its words that the text has too, in their order, so that people see why.
    """

    contribution_id: uuid.UUID
    score: float
    shared: tuple[str, ...] = ()


@hookspec
def folkmoot_similar(db: "Session", phase: PhaseInfo, text: str, limit: int) -> list[Similar]:  # type: ignore[empty-body]
    """Contributions that are like a text which somebody is writing in a phase, the likest first, `limit` at most.

    Called by core while a form is filled in, so it must answer at once, and may only read: whatever it writes is rolled
    back. It is called with an empty text when the form opens, so that what takes long can be prepared off the request.
    Core shows of the answers what is published and what the person may see, and nobody else's; shared must be words of
    the contribution as it stands now. All answers are joined, the likest first. An error is logged and the plugin's
    answers are left out; a plugin that failed or took too long isn't asked again for a while. The form stands anyhow.
    """


@hookspec
def folkmoot_contribution_published(
    db: "Session", jobs: "IJobs", contribution_id: uuid.UUID, project_id: uuid.UUID, phase_id: uuid.UUID
) -> None:
    """A contribution can be seen by everybody from now on, or its public text was changed.

    Called inside the transaction that publishes it, so it must be cheap: at most two statements; what takes longer is
    deferred with `jobs`, in the same transaction. Not called for contributions that come in bulk from a file. An error
    is logged, what the plugin wrote is undone, and the contribution is published all the same.
    """
