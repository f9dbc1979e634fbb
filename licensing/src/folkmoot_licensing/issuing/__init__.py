# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The vendor's side: keys, signing, orders, and the ledger of all that was signed.

Nothing of the verifier imports this room; a site that only checks licences never loads it.
"""
