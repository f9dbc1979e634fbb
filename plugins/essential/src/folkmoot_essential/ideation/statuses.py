# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Statuses that a town's ideas start with."""

from folkmoot.hookspecs.contributions import StatusClass, StatusTemplate
from folkmoot.i18n import mark as _

METHOD = "ideation"
STATUSES = [
    StatusTemplate(METHOD, StatusClass.PRESCREENING, _("Waiting for screening"), "plain"),
    StatusTemplate(METHOD, StatusClass.PROPOSED, _("Open for support"), "info"),
    StatusTemplate(METHOD, StatusClass.VIEWED, _("Read by the town"), "plain"),
    StatusTemplate(METHOD, StatusClass.UNDER_CONSIDERATION, _("Under review"), "warn"),
    StatusTemplate(METHOD, StatusClass.ACCEPTED, _("Accepted"), "ok"),
    StatusTemplate(METHOD, StatusClass.IMPLEMENTED, _("Done"), "ok"),
    StatusTemplate(METHOD, StatusClass.REJECTED, _("Not feasible"), "bad"),
    StatusTemplate(METHOD, StatusClass.ANSWERED, _("Answered"), "info"),
    StatusTemplate(METHOD, StatusClass.INELIGIBLE, _("Not eligible"), "bad"),
]
