# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What of a sheet was automatic, and where it comes from, in the reader's language."""

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot_premium.insights.sheets.ideas import Idea

AUTOMATIC = {
    "title": _("The title is the name of its theme or its core sentence."),
    "core": _("The core sentence was proposed by the program: the sentence that most others are like."),
    "quotes": _("Quotations were proposed by the program in the same way."),
    "sources": _("The program put the sources together as a theme; people may have changed that since."),
}
"""Of each key of Idea.automatic."""
NOTHING = _("People chose everything that this sheet says. Its numbers are counted from the rows.")


def automatic_in_words(request: Request, idea: Idea) -> str:
    """One paragraph."""
    told = [request.gettext(AUTOMATIC[key]) for key in idea.automatic]
    return " ".join(told) if told else str(request.gettext(NOTHING))
