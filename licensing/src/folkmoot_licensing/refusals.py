# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The one exception of the verifier, and its stable codes (FORMAT, Order of checks, and codes)."""

from enum import StrEnum


class Code(StrEnum):
    """Why an artefact is refused, in the order in which the checks run."""

    SIZE = "size"
    CHARSET = "charset"
    SEGMENTS = "segments"
    ENCODING = "encoding"
    HEADER = "header"
    ALGORITHM = "algorithm"
    TYPE = "type"
    KEY_UNKNOWN = "key-unknown"
    KEY_PURPOSE = "key-purpose"
    SIGNATURE = "signature"
    CANONICAL = "canonical"
    VERSION = "version"
    AUDIENCE = "audience"
    CLAIM = "claim"
    DATES = "dates"
    NAMESPACE = "namespace"
    REVOKED = "revoked"
    UNBOUND = "unbound"


class Refused(Exception):
    """An artefact doesn't pass. `message` is an English sentence that holds nothing of the artefact's own text."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["Refused"], tuple[Code, str]]:
        """So that it survives the way between processes with its code."""
        return Refused, (self.code, self.message)
