# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The question core asks about licences, and the modes a module can be in."""

from dataclasses import dataclass
from enum import StrEnum

from zope.interface import Interface

from folkmoot.plugins.loader import Installed
from folkmoot.tenants.interfaces import Site


class Mode(StrEnum):
    """How a module is present on a tenant's site."""

    OPEN = "open"
    SUNSET = "sunset"
    ABSENT = "absent"


@dataclass(frozen=True)
class Grant:
    """The answer for one module: its mode and why, as a stable code and an English sentence marked for translation."""

    mode: Mode
    code: str
    reason: str


class ILicences(Interface):
    """Who may use which module. Implementations answer from memory: they are asked for each composition."""

    def grant(site: Site, plugin: Installed) -> Grant:
        """The Grant of one installed plugin (folkmoot.plugins.loader.Installed) on one Site."""
