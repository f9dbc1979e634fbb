# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What tasks may ask for."""

import pytest
from zope.interface.verify import verifyObject

from folkmoot.interfaces import (
    IActionRules,
    IActivities,
    IAudit,
    IContributions,
    IDiscussion,
    IJobs,
    IMailer,
    IMedia,
    IProjects,
    IReactions,
    ISearch,
)
from folkmoot.jobs.task_services import task_services
from folkmoot.plugins.manager import Plugins

INTERFACES = (IActionRules, IActivities, IAudit, IContributions, IDiscussion, IJobs, IMailer, IProjects, IReactions,
              ISearch)  # fmt: skip


def test_tasks_have_the_services_that_need_no_request() -> None:
    find = task_services(Plugins([]), ("folkmoot",), "a secret")
    for interface in INTERFACES:
        assert verifyObject(interface, find(interface))
        assert find(interface) is find(interface)


def test_what_needs_a_request_is_not_there() -> None:
    with pytest.raises(LookupError):
        task_services(Plugins([]), ("folkmoot",), "a secret")(IMedia)
