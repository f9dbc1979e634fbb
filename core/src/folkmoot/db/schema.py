# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All of core's tables, imported in one place so that the metadata is whole."""

from folkmoot.accounts import models as accounts
from folkmoot.audit import models as audit
from folkmoot.contributions import models as contributions
from folkmoot.db.base import Base
from folkmoot.discussion import models as discussion
from folkmoot.licences import models as licences
from folkmoot.mail import models as mail
from folkmoot.media import models as media
from folkmoot.plugins import models as plugins
from folkmoot.projects import models as projects
from folkmoot.search import models as search
from folkmoot.tenants import models as tenants

ROOMS = (accounts, audit, contributions, discussion, licences, mail, media, plugins, projects, search, tenants)
metadata = Base.metadata
