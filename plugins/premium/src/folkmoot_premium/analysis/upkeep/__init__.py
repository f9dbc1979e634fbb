# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What keeps a finished analysis up to date: a model for contributions that come later, and ids over refits."""
