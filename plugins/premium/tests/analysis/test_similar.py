# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Finding what is like a text that somebody types."""

import pytest
from plugins.premium.tests.inventing import invented

from folkmoot_premium.analysis import Index, Row

ROWS = [
    Row.of("bike", "A bike path along the canal, please, with lights", "en"),
    Row.of("rad", "Mehr Windräder auf den Hügeln vor der Stadt", "de"),
    Row.of("arbre", "Des arbres d'ombrage sur la place de l'église", "fr"),
    *invented(30),
]


def test_half_a_sentence_with_errors_finds_its_text() -> None:
    hit = Index(ROWS).search("bike pth alongg the cannal")[0]
    assert hit.id == "bike"
    assert {"bike", "path", "canal"} <= set(hit.shared)


def test_a_part_of_a_compound_finds_it_and_says_which_word() -> None:
    hit = Index(ROWS).search("windrad", top=1)[0]
    assert (hit.id, hit.shared) == ("rad", ("windräder",))


def test_other_endings_are_shared_words() -> None:
    hit = Index(ROWS).search("un arbre pour l'ombre", top=1)[0]
    assert (hit.id, "arbres" in hit.shared) == ("arbre", True)


@pytest.mark.parametrize("query", ["", " ", "🌳", "?!", "\x00", "qqqqq"])
def test_what_nothing_is_like_finds_nothing(query: str) -> None:
    assert Index(ROWS).search(query) == []
    assert Index([]).search(query or "tree") == []


def test_scores_fall_and_ties_are_in_the_order_of_ids() -> None:
    rows = [Row.of(f"{number}", "one bench for all") for number in range(5)]
    hits = Index(rows).search("bench", top=4)
    assert [hit.id for hit in hits] == ["0", "1", "2", "3"]
    assert all(0 < hit.score <= 1 for hit in hits)
