# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Workflow: who handles what until when, notes, bulk changes, answer templates, evaluation with reasons."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Manifest
from folkmoot_standard.workflow.acts import ACTS

MANIFEST = Manifest(
    id="workflow",
    title=_("Workflow"),
    description=_("Assign contributions, keep notes, answer with templates, evaluate with reasons, see what is late."),
    api_version=API_VERSION,
    icon="inbox",
    acts=ACTS,
)
