# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The addresses of the module; the views stand in verify_page, roll_pages, letter_pages and desk."""

from pyramid.config import Configurator

from folkmoot.interfaces import ProjectContext
from folkmoot_essential.voter_roll.context import EntryContext, RollContext

PHASE = "/voter-rolls/{phase:[0-9a-f-]{36}}"
ENTRY = PHASE + r"/entries/{number:\d{1,9}}"
MODULES = ("verify_page", "roll_pages", "letter_pages", "desk")


def includeme(config: Configurator) -> None:
    """Register routes and views."""
    config.add_public_route("voter_roll.verify", r"/projects/{slug}/{number:\d+}/verify", factory=ProjectContext)
    config.add_admin_route("voter_roll.index", "/voter-rolls")
    config.add_admin_route("voter_roll.roll", PHASE, factory=RollContext)
    config.add_admin_route("voter_roll.upload", PHASE + "/lists/{upload:[0-9a-f-]{36}}", factory=RollContext)
    config.add_admin_route("voter_roll.letters", PHASE + "/letters", factory=RollContext)
    config.add_admin_route("voter_roll.desk", PHASE + "/desk", factory=RollContext)
    config.add_admin_route("voter_roll.entry", ENTRY, factory=EntryContext)
    config.add_admin_route("voter_roll.entry_letter", ENTRY + "/letter", factory=EntryContext)
    for module in MODULES:
        config.scan(f"folkmoot_essential.voter_roll.{module}")
