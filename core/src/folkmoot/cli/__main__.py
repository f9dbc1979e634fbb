# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""python -m folkmoot.cli: the same as the command folkmoot."""

from folkmoot.cli.main import main

main(prog_name="folkmoot")
