# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Licence keys: verification, states over time, and the guard that paid plugins ask.

Depends on nothing of Folkmoot, so that a plugin can trust it without trusting the core.
"""
