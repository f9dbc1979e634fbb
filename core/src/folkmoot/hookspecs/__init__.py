# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""THE contract between Folkmoot and its plugins: one module a family of hooks.

What is here, in `folkmoot.interfaces` and named in docs/hooks is public and kept stable; all else may change.
An implementation may take fewer arguments than its specification names, so arguments can be added without a break.
"""

import pluggy

API_VERSION = 1
"""A plugin states the version it was written for; another one is listed as refused and never stops the start."""

PROJECT = "folkmoot"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
