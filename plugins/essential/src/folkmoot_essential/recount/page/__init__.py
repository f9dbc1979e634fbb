# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""`page()`: verify.html, one file that verifies a recount bundle and counts it again in the browser, without a network.

It is made of the ES modules in `source/`, which are written from the rules' definitions and docs/recount-bundle.md, not
from the Python engine: two programs that agree are worth more than one.
"""

from folkmoot_essential.recount.page.building import page

__all__ = ["page"]
