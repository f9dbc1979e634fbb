# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Security: who is asking, what they may do, and answers when they may not."""

from pyramid.config import Configurator

from folkmoot.security.csrf import CsrfPolicy
from folkmoot.security.policy import SecurityPolicy


def includeme(config: Configurator) -> None:
    """Install the policy, CSRF protection for every unsafe method, and the derivers that make views safe."""
    config.set_security_policy(SecurityPolicy())
    config.set_csrf_storage_policy(CsrfPolicy())
    config.set_default_csrf_options(require_csrf=True, token="csrf_token", header="X-CSRF-Token")  # noqa: S106
    config.include("folkmoot.security.derivers")
