# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The kit for plugin developers.

Will hold the scaffold, the conformance suite, the pytest plugin and development licences.
"""
