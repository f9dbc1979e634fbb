# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The sentences of a text, word for word, and the mark by which a quoted one is found again.

A quotation is never copied: what is kept is whose text it stands in and its mark. A text that changes, or goes, takes
its quotations with it.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

LONGEST = 600
"""Characters of a sentence that may be quoted; what is longer is a text without full stops."""
_END = re.compile(r"[.!?…؟]+[\"'»”’)\]]*(?=\s)|[。！？]+|\n\s*\n|\n(?=\s*[^\Wa-zß-ÿ]|\s*[-*•–])")
_LAST_WORD = re.compile(r"[^\s(\"'«„“]*$")
_SHORTENED = frozenset((
    "av", "bijv", "bl.a", "bspw", "bzw", "ca", "cf", "d.h", "d.w.z", "dr", "e.g", "env", "evtl", "ex", "fx", "ggf",
    "i.e", "inkl", "kl", "mio", "mme", "mr", "mrd", "mrs", "nr", "o.a", "p.ej", "p.ex", "prof", "sr", "sra", "st",
    "str", "u.a", "vgl", "vs", "z.b",
))  # fmt: skip
"""Words whose full stop ends no sentence."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a source. source: the item's id. text: as it was written, without the space around it."""

    source: str
    text: str

    @cached_property
    def mark(self) -> str:
        """By what it is found again in its source."""
        return mark(self.text)


def mark(sentence: str) -> str:
    """32 hex digits; the same however its words are spaced."""
    plain = " ".join(unicodedata.normalize("NFC", sentence).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def sentences(source: str, *parts: str) -> tuple[Sentence, ...]:
    """The sentences of a source's parts (its title, its text), each once and in order; those too long are left out."""
    found: dict[str, Sentence] = {}
    for part in parts:
        for said in _cut(part):
            sentence = Sentence(source, said)
            if any(map(str.isalnum, said)) and len(said) <= LONGEST:
                found.setdefault(sentence.mark, sentence)
    return tuple(found.values())


def _cut(text: str) -> list[str]:
    cuts, start = [], 0
    for end in _END.finditer(text):
        if _ends(text, start, end):
            cuts.append(text[start : end.end()].strip())
            start = end.end()
    cuts.append(text[start:].strip())
    return cuts


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after a shortened word or a small number, nor before a small letter."""
    if end[0] != ".":
        return True
    last = _LAST_WORD.search(text, start, end.start())
    word = last[0].lower() if last else ""
    letters = all(len(part) == 1 and part.isalpha() for part in word.split("."))  # as in “d.i.” and “N. N.”
    if word in _SHORTENED or letters or (word.isdecimal() and len(word) < 3):
        return False
    following = text[end.end() :].lstrip()[:1]
    return not following.islower()
