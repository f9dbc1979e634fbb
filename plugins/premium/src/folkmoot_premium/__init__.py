# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The Premium edition: plugins that open when a licence for them validates.

One folder a plugin: insights, over the library `analysis`. Will hold council bridge, single sign-on, citizens' panels.
"""
