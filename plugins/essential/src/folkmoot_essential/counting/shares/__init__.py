# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The Method of Equal Shares: one run (`run`), the voters' money (`money`), and the rule with its completions."""
