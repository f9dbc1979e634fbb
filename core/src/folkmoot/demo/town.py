# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The demonstration towns, in the order in which they are made."""

from folkmoot.demo.havenbrug.town import HAVENBRUG
from folkmoot.demo.words import Town
from folkmoot.demo.zuidermeer.town import ZUIDERMEER

TOWNS: tuple[Town, ...] = (HAVENBRUG, ZUIDERMEER)
