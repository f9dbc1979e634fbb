# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The community answer: what is free is open, what needs a key is absent."""

from zope.interface import implementer

from folkmoot.i18n import mark as _
from folkmoot.licences.interfaces import Grant, ILicences, Mode
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.manifest import Edition
from folkmoot.tenants.interfaces import Site

FREE = {
    Edition.ESSENTIAL: Grant(Mode.OPEN, "essential", _("Part of the Essential edition, free for every town.")),
    Edition.OPEN: Grant(Mode.OPEN, "open", _("An open module; it needs no licence.")),
}
NEEDS_LICENCE = Grant(Mode.ABSENT, "needs-licence", _("This module opens with a licence key."))


@implementer(ILicences)
class CommunityLicences:
    """No keys at all: essential and open plugins are open, everything else is absent."""

    def grant(self, site: Site, plugin: Installed) -> Grant:
        """Open for essential and open plugins."""
        return FREE.get(plugin.edition, NEEDS_LICENCE)
