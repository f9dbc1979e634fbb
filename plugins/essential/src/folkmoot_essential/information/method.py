# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The information method: the phase's own text, and nothing to fill in."""

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from pyramid.renderers import render
from pyramid.request import Request

from folkmoot.hookspecs.methods import ParticipationMethod, PhaseInfo, PhasePage
from folkmoot.i18n import mark as _


class InformationSettings(BaseModel):
    """What an organiser may choose for an information phase."""

    model_config = ConfigDict(extra="forbid")

    show_dates: bool = Field(
        True, title=_("Show the dates of this phase"), description=_("Above the text, in the language of the page.")
    )


class Information(ParticipationMethod):
    """A phase that informs."""

    id = "information"
    title = _("Information")
    description = _("Tell people what is planned or what was decided. Nothing is asked of them.")
    icon = "info"
    Settings = InformationSettings

    def phase_page(self, request: Request, phase: PhaseInfo) -> PhasePage:
        """The phase's description as an article."""
        body = render("folkmoot_essential:information/templates/phase.jinja2", {"phase": phase}, request)
        return PhasePage(Markup(body))  # noqa: S704 - our own template
