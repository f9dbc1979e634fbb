# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an analyst asks of a run: themes by group and over time, words that go together, for and against, own tags.

Numbers about themes are counted from the rows of today whenever a page is opened, so that what is withdrawn or erased
is in none of them. What needs the engine is made in a job, kept as places, and shown only as far as those still are.
"""
