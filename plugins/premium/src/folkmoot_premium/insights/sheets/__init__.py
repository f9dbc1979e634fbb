# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Concrete-idea sheets and the dossier: what people make of what a run found, every sentence with its source."""
