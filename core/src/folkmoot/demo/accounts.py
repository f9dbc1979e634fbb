# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The accounts one can try the demonstration with."""

from dataclasses import dataclass

from folkmoot.db.server import Server
from folkmoot.db.session import Database
from folkmoot.demo.fill import MARK
from folkmoot.demo.people import PASSWORD
from folkmoot.demo.town import TOWNS
from folkmoot.settings import Settings
from folkmoot.tenants.services import load_sites


@dataclass(frozen=True)
class DemonstrationAccount:
    """Somebody to sign in as."""

    email: str
    password: str
    role: str
    tenant: str
    host: str


def demonstration_accounts(settings: Settings, server: Server) -> list[DemonstrationAccount]:
    """Those of the demonstration towns that are there, in the towns' own order."""
    database = Database(server.url, settings.secret or "", keys=settings.keys_folder)
    try:
        with database.platform() as db:
            present = {site.slug: site for site in load_sites(db) if site.settings.get(MARK)}
    finally:
        database.dispose()
    return [
        DemonstrationAccount(account.email, PASSWORD, str(account.role), town.slug, town.hosts[0])
        for town in TOWNS
        if town.slug in present
        for account in town.accounts
    ]
