# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One application for one composition: an ordered list of rooms, then the composition's plugins."""

from typing import TYPE_CHECKING, Any

from pyramid.config import Configurator
from pyramid_retry import mark_error_retryable
from sqlalchemy.exc import IntegrityError

from folkmoot.plugins.composition import Composition
from folkmoot.web.request import find_service
from folkmoot_licensing import Evidence

if TYPE_CHECKING:
    from folkmoot.platform import Platform

ROOMS = (
    "folkmoot.security",
    "folkmoot.licences",
    "folkmoot.web",
    "folkmoot.audit",
    "folkmoot.jobs",
    "folkmoot.mail",
    "folkmoot.media",
    "folkmoot.search",
    "folkmoot.accounts",
    "folkmoot.projects",
    "folkmoot.contributions",
    "folkmoot.discussion",
    "folkmoot.admin",
)


def build_application(platform: "Platform", composition: Composition, evidence: Evidence | None = None) -> Any:
    """The immutable Pyramid application of a composition; raises PluginRefused when a plugin breaks its contract.

    evidence: the licence tokens that licensed plugins examine themselves before they give out their hooks.
    """
    plugins = platform.composer.plugins(composition, evidence)
    config = Configurator(settings=FRAMEWORK)
    config.registry.folkmoot_platform = platform
    config.registry.folkmoot_settings = platform.settings
    config.registry.folkmoot_secret = platform.settings.secret
    config.registry.folkmoot_database = platform.database
    config.registry.folkmoot_composition = composition
    config.registry.folkmoot_plugins = plugins
    config.registry.folkmoot_statics = platform.statics
    config.registry.folkmoot_packages = ("folkmoot", *platform.composer.packages(composition))
    config.registry.folkmoot_factories = {}
    for framework in ("pyramid_retry", "pyramid_tm", "pyramid_services"):
        config.include(framework)
    config.add_request_method(find_service)
    config.add_settings({"retry.attempts": 3})
    for room in ROOMS:
        config.include(room)
    config.commit()
    plugins.include_pages(config)
    return config.make_wsgi_app()


# Two clicks at once meet at a unique key: the second attempt sees the first one's row.
mark_error_retryable(IntegrityError)

FRAMEWORK = {
    "tm.manager_hook": "pyramid_tm.explicit_manager",
    "tm.annotate_user": False,
    "pyramid.csrf_trusted_origins": [],
    "pyramid.default_locale_name": "en",
}
