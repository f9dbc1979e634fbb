# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ballots that anyone can recount: keys, commitments, the log with its heads, receipts, and the published bundle.

A plain library without web, database or any import of Folkmoot. The format is docs/recount-bundle.md. At casting a
plugin asks `limits`, `ballots`, `keys`, `log` and `receipts`; while sealing, `tree` and `heads`; at certification
`contests`, `levels` and `bundle`. `bundle.verifying` judges a published bundle, and trusts nothing in it.
"""
