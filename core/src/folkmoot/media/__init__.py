# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Media: uploaded pictures and documents, checked, cleaned and kept in the tenant's own folder."""

from pyramid.config import Configurator

from folkmoot.media.interfaces import IMedia


def includeme(config: Configurator) -> None:
    """Register the service and the address of files."""
    from folkmoot.media.services import Media

    config.register_service(Media(config.registry.folkmoot_settings.data), IMedia)
    config.add_route("media.file", "/media/{key:.+}")
    config.scan("folkmoot.media.views")
