# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Finding what is like a text that somebody types."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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


def test_a_text_that_comes_is_found_at_once_and_one_that_goes_is_not() -> None:
    index = Index(ROWS)
    index.add([Row.of("new", "A zebra crossing near the harbour", "en")])
    assert index.search("zebra crosing", top=1)[0].id == "new"
    assert ("new" in index, len(index)) == (True, len(ROWS) + 1)
    index.remove(["new", "never there"])
    assert "new" not in {hit.id for hit in index.search("zebra crossing near the harbour", top=100)}
    assert ("new" in index, len(index)) == (False, len(ROWS))


def test_a_text_that_is_changed_is_found_by_its_new_words_only() -> None:
    index = Index(ROWS)
    index.add([Row.of("bike", "Ein Schwimmbad", "de")])
    assert index.search("schwimbad", top=1)[0].id == "bike"
    assert "bike" not in {hit.id for hit in index.search("bike path along the canal", top=100)}
    assert len(index) == len(ROWS)


def test_nothing_is_left_of_a_text_that_went() -> None:
    index = Index(ROWS)
    index.remove(["arbre"])
    assert not any("ombrage" in repr(vars(part)) for part in (index, index._state))
    index.settle()
    assert index.search("ombrage", top=100) == []


CHANGES = st.lists(
    st.tuples(st.booleans(), st.integers(0, 9), st.sampled_from(["tree", "bench", "a tree and a bench", "école", ""])),
    max_size=20,
)


@settings(max_examples=40)
@given(CHANGES)
def test_after_any_changes_it_is_as_if_made_anew(changes: list[tuple[bool, int, str]]) -> None:
    index, rows = Index(), dict[str, Row]()
    for comes, number, text in changes:
        row = Row.of(number, text)
        if comes:
            rows[row.id] = row
            index.add([row])
        else:
            rows.pop(row.id, None)
            index.remove([row.id])
        assert {one for one, _score in index.nearest("tree bench ecole", 100)} <= rows.keys()
    index.settle()
    fresh = Index([rows[one] for one in sorted(rows)])
    assert index.search("tree bench ecole", 100) == fresh.search("tree bench ecole", 100)
    assert len(index) == len(rows)


def changing(index: Index, number: int) -> None:
    """Forty texts come, every second one goes."""
    for step in range(40):
        index.add([Row.of(f"{number}-{step}", f"zebra {number} crossing {step}")])
        if step % 2:
            index.remove([f"{number}-{step}"])


def searching(index: Index) -> list[str]:
    """Which text is the likest, sixty times."""
    return [index.search("bike path canal", top=3)[0].id for _ in range(60)]


def test_threads_search_while_others_change() -> None:
    index = Index(ROWS)
    with ThreadPoolExecutor(6) as threads:
        changes = [threads.submit(changing, index, number) for number in range(3)]
        searches = [threads.submit(searching, index) for _ in range(3)]
        assert {found for search in searches for found in search.result()} == {"bike"}
        assert [change.result() for change in changes] == [None] * 3
    assert len(index) == len(ROWS) + 3 * 20
