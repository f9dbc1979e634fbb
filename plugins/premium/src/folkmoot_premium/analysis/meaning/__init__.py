# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What texts mean, beside their words: the optional extra "semantic". Nothing of it is imported unless it is wished."""
