# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Folders and projects of the demonstration towns, by the town's slug."""

from collections.abc import Mapping

from folkmoot.demo.town import TOWNS
from folkmoot.demo.words import Folder, Project

FOLDERS: Mapping[str, tuple[Folder, ...]] = {town.slug: town.folders for town in TOWNS}
PROJECTS: Mapping[str, tuple[Project, ...]] = {town.slug: town.projects for town in TOWNS}
