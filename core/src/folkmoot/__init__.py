# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Folkmoot's core: everything a participation platform needs besides its methods.

Holds tenants, accounts, projects, phases, contributions, the database fence, the web front, the back office and the
contract for plugins (`folkmoot.hookspecs` and `folkmoot.interfaces`). It imports no edition.
"""
