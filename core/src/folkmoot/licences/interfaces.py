# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The question core asks about licences, and the modes a module can be in."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session
from zope.interface import Interface

from folkmoot.plugins.loader import Installed
from folkmoot.tenants.interfaces import Site
from folkmoot_licensing import Evidence

if TYPE_CHECKING:
    from folkmoot.licences.keyring import SiteKeys

Enter = Callable[[uuid.UUID], None]
"""Opens one tenant's rows for the rest of a transaction."""


class Mode(StrEnum):
    """How a module is present on a tenant's site."""

    OPEN = "open"
    SUNSET = "sunset"
    ABSENT = "absent"


@dataclass(frozen=True)
class Grant:
    """The answer for one module: its mode and why, as a stable code and an English sentence marked for translation.

    until: seconds since 1970 at which the clock alone ends this, None where it doesn't.
    """

    mode: Mode
    code: str
    reason: str
    until: int | None = None


class ILicences(Interface):
    """Who may use which module. Implementations answer from memory: they are asked for each composition."""

    def load(db: Session, enter: Enter, sites: Sequence[Site], installed: Sequence[Installed]) -> None:
        """Read and verify the tokens of all sites anew, in a session of the platform's scope; note what has lapsed.

        enter: opens one tenant's rows in that session, to see what a lapsed module has left there.
        """

    def grant(site: Site, plugin: Installed) -> Grant:
        """The Grant of one installed plugin (folkmoot.plugins.loader.Installed) on one Site."""

    def evidence(site: Site) -> Evidence | None:
        """The raw tokens of a site, which licensed plugins examine themselves (folkmoot_licensing.Evidence)."""

    def keys(site: Site) -> "SiteKeys | None":
        """What is known of a site's keys (folkmoot.licences.keyring.SiteKeys), or None where there are none at all."""

    def due_in() -> float:
        """Seconds until the clock alone changes what a key is worth, and `load` is due; 0 or less: now."""
