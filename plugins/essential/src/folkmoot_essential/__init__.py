# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The Essential edition: the plugins that every town runs for nothing.

Each folder is one plugin; its `__init__` holds prose and the MANIFEST, its `plugin.py` every hook it implements.
"""
