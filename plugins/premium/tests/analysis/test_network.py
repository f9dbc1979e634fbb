# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The network of words: what comes together, its sources, and the same places each time."""

from itertools import combinations

import pytest
from plugins.premium.tests.inventing import SUBJECTS, invented

from folkmoot_premium.analysis import Row
from folkmoot_premium.analysis.network.layout import HEIGHT, SIZE, layout
from folkmoot_premium.analysis.network.network import Network, network

ROWS = invented(150)
SUBJECT_OF = {word: subject for subject, words in SUBJECTS.items() for word in words}


@pytest.fixture(scope="module")
def found() -> Network:
    return network(ROWS)


def test_words_that_come_together_are_linked_and_others_are_not(found: Network) -> None:
    assert len(found.nodes) >= 25
    assert found.links
    for link in found.links:
        one, other = found.nodes[link.first].label, found.nodes[link.second].label
        assert SUBJECT_OF.get(one.split()[0]) == SUBJECT_OF.get(other.split()[0]), (one, other)


def test_every_node_and_link_names_its_contributions(found: Network) -> None:
    texts = {row.id: row.text for row in ROWS}
    for node in found.nodes:
        assert len(node.ids) >= 5
        assert all(node.label[:4] in texts[id_] for id_ in node.ids)
    for link in found.links:
        both = set(found.nodes[link.first].ids) & set(found.nodes[link.second].ids)
        assert set(link.ids) == both
        assert len(both) >= 5


def test_related_words_lie_nearer_than_others(found: Network) -> None:
    def far(one: int, other: int) -> float:
        first, second = found.nodes[one], found.nodes[other]
        return ((first.x - second.x) ** 2 + (first.y - second.y) ** 2) ** 0.5

    linked = {(link.first, link.second) for link in found.links}
    inside = [far(*two) for two in linked]
    outside = [far(*two) for two in combinations(range(len(found.nodes)), 2) if two not in linked]
    assert sum(inside) / len(inside) < 0.7 * sum(outside) / len(outside)


def test_places_are_inside_the_picture_and_labels_do_not_cover_each_other(found: Network) -> None:
    assert all(0 <= node.x <= SIZE and 0 <= node.y <= SIZE for node in found.nodes)
    same = [
        (one.label, other.label)
        for one, other in combinations(found.nodes, 2)
        if abs(one.y - other.y) < HEIGHT / 3 and abs(one.x - other.x) < 7 * min(len(one.label), len(other.label))
    ]
    assert len(same) <= 3


def test_the_order_of_rows_changes_nothing(found: Network) -> None:
    assert network(ROWS[::-1]) == found


def test_phrases_are_shown_as_people_write_them() -> None:
    rows = [
        Row.of(f"{n:02}", f"Mehr öffentlicher Verkehr und bessere {('Takte', 'Busse')[n % 2]} auf dem Land", "de")
        for n in range(20)
    ]
    rows += [Row.of(f"x{n:02}", f"Bäume pflanzen, {('Parks', 'Wiesen')[n % 2]} schützen", "de") for n in range(30)]
    labels = [node.label for node in network(rows).nodes]
    assert "öffentlicher verkehr" in labels
    assert "verkehr" not in labels


@pytest.mark.parametrize("texts", [[], [""], ["🙂"] * 9, ["one two"] * 3, ["same same words"] * 20])
def test_collections_that_say_little_give_an_empty_or_small_network(texts: list[str]) -> None:
    found = network([Row.of(f"{n}", text, "en") for n, text in enumerate(texts)])
    assert found.texts == len(texts)
    assert len(found.nodes) <= 2


def test_one_label_lies_in_the_middle_and_none_nowhere() -> None:
    assert layout([], []) == []
    assert layout(["alone"], []) == [(500, 500)]
