# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an analysis's pages say of its being kept up to date."""

import uuid

from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot_premium.insights import frame
from folkmoot_premium.insights.live.standing import State, standing

SUNSET = "sunset"
SENTENCES = {
    State.EMPTY: (
        _("Nothing is taken in: the phases that this analysis read were deleted. Choose others under “Change”."),
        "warn",
    ),
    State.WAITS: (_("It will be kept up to date once its first run is finished."), "info"),
    State.UNDERWAY: (
        _("It is kept up to date. A run is under way; what is shared meanwhile is taken in seconds after its end."),
        "info",
    ),
    State.GIVEN_UP: (
        _("The last runs failed one after the other, so none begins by itself any more. What is shared is still put "
          "into the themes of the last finished run. Start a run yourself: once it is finished, others follow by "
          "themselves again."),
        "bad",
    ),
    State.PAUSED: (
        _("The last run failed or was stopped, so none begins by itself before %(when)s. What is shared is still put "
          "into the themes of the last finished run."),
        "warn",
    ),
    State.OVER: (
        _("It is kept up to date. All phases that it reads are over; late comments, withdrawals and erasures are still "
          "taken in."),
        "info",
    ),
    State.ON: (_("It is kept up to date: what is shared is in a theme within seconds."), "info"),
}  # fmt: skip
LAPSED = (
    _("The licence for this module has ended, so nothing is taken in any more. Once a licence opens it again, whatever "
      "was missed is caught up with."),
    "warn",
)  # fmt: skip


def in_words(request: Request, analysis_id: uuid.UUID) -> tuple[str, str, str] | None:
    """A sentence, its kind of notice and its code; None where nobody asked for it."""
    seen = standing(request.db, analysis_id, request.now)
    if seen.state is State.OFF:
        return None
    sentence, kind = SENTENCES[seen.state] if frame.may_begin(request) else LAPSED
    when = formats.date_and_time(request.site.local(seen.until), request.locale) if seen.until else ""
    code = seen.state.value if frame.may_begin(request) else SUNSET
    return request.gettext(sentence, when=when), kind, code
