# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every hook of the information module."""

from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.methods import ParticipationMethod
from folkmoot_essential.information.method import Information


@hookimpl
def folkmoot_participation_methods() -> list[ParticipationMethod]:
    """The one method."""
    return [Information()]
