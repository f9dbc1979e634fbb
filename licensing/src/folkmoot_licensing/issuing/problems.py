# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong at the vendor's desk, in words for the person there."""


class Problem(Exception):
    """A command can't be done; the message says why, and holds no secret."""
