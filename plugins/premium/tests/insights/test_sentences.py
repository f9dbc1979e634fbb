# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Sentences of a text, the one that most others are like, and what contributions say about costs."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_premium.insights.sheets.central import proposals
from folkmoot_premium.insights.sheets.costs_named import amount, columns, costs, likely
from folkmoot_premium.insights.sheets.evidence import Source
from folkmoot_premium.insights.sheets.sentences import LONGEST, Sentence, mark, sentences


def _said(text: str) -> list[str]:
    return [one.text for one in sentences("c:1", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More benches. And shade! Why not? “Now.” Yes", ["More benches.", "And shade!", "Why not?", "“Now.”", "Yes"]),
        ("Am 1. Mai z.B. um 5 Uhr. Gut.", ["Am 1. Mai z.B. um 5 Uhr.", "Gut."]),
        ("Abgabe von 100, d.i. Bruchteil. Gut.", ["Abgabe von 100, d.i. Bruchteil.", "Gut."]),
        ("Nr. 5 bzw. 6 of M. Dupont e.g. here.", ["Nr. 5 bzw. 6 of M. Dupont e.g. here."]),
        ("A title\n\nthe text goes\non here. Ends", ["A title", "the text goes\non here.", "Ends"]),
        ("We want:\n- trees\n- water", ["We want:", "- trees", "- water"]),
        ("公园需要长椅。请安装！", ["公园需要长椅。", "请安装！"]),
        ("هل يمكن؟ نعم.", ["هل يمكن؟", "نعم."]),
        ("Twice. Twice. Once.", ["Twice.", "Once."]),
        ("!!! 😀 ...", []),
        ("", []),
    ],
)
def test_sentences_are_cut_as_people_read_them(text: str, expected: list[str]) -> None:
    assert _said(text) == expected


def test_a_text_without_full_stops_is_no_quotation() -> None:
    assert _said("word " * LONGEST) == []


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_every_sentence_stands_in_its_text_word_for_word(text: str) -> None:
    found = sentences("c:1", text)
    assert all(one.text and one.text in text for one in found)
    assert len({one.mark for one in found}) == len(found)


def test_the_mark_is_of_the_words_and_not_of_their_spacing() -> None:
    assert mark("More  benches\nplease") == mark("More benches please")
    assert mark("More benches please") != mark("More benches please!")
    assert mark("e\u0301te") == mark("\u00e9te")


IDEAS = (
    "Plant more trees along the main road for shade.", "We need trees and shade along the main road.",
    "Trees give shade along every road in summer.", "The library should open on Sundays.", "Trees!",
)  # fmt: skip


def test_the_proposed_sentence_is_the_one_that_most_others_are_like() -> None:
    said = [Sentence(f"c:{number}", text) for number, text in enumerate(IDEAS)]
    languages = {one.source: "en" for one in said}
    found = proposals(said, languages)
    assert found[0].sentence.text in IDEAS[:3]
    assert found[-1].sentence.text == "Trees!", "too short to say something beside the others"
    assert [one.likeness for one in found[:-1]] == sorted((one.likeness for one in found[:-1]), reverse=True)
    assert proposals(reversed(said), languages) == found, "whatever the order they come in"
    by_hand = _likeness_by_hand(found[0].sentence.text, [one.text for one in said])
    assert found[0].likeness == pytest.approx(by_hand, abs=1e-4)


def _likeness_by_hand(text: str, texts: list[str]) -> float:
    """The same with scikit-learn's tools for vectors: rarity log2((n + 1) / with it), stems of telling words."""
    import numpy as np

    from folkmoot_premium.analysis.texts.words import Stems, stop_words, words

    stems = Stems("en")
    told = [[stems.of(word) for word in words(one) if word not in stop_words("en")] for one in texts]
    known = sorted({stem for one in told for stem in one})
    rarity = np.log2((len(texts) + 1) / np.array([sum(stem in one for one in told) for stem in known]))
    matrix = np.array([[one.count(stem) for stem in known] for one in told]) * rarity
    matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    place = texts.index(text)
    return float((matrix @ matrix[place]).sum() - 1.0) / (len(texts) - 1)


def test_a_sentence_that_is_nearly_the_same_is_not_proposed_twice() -> None:
    said = [Sentence(f"c:{number}", "Plant more trees along the road, please") for number in range(3)]
    assert len(proposals(said, {})) == 1


def test_nothing_is_proposed_where_nothing_is_said() -> None:
    assert proposals([], {}) == []
    assert [one.likeness for one in proposals([Sentence("c:1", "Only one sentence is here.")], {"c:1": "en"})] == [0.0]


def _source(item: str, **fields: object) -> Source:
    return Source(item, 1, "A title", "A text.", "en", fields=fields)


def test_costs_are_what_is_written_and_only_plain_numbers_are_compared() -> None:
    sources = [
        _source("c:1", Kosten="1500"), _source("c:2", Kosten="2.500 €"), _source("c:3", Kosten=" 99,50 "),
        _source("c:4", Kosten=""), _source("c:5"), _source("c:6", Kosten=700),
    ]  # fmt: skip
    found = costs("Kosten", sources)
    assert found is not None
    assert found.said == (("c:1", "1500"), ("c:2", "2.500 €"), ("c:3", "99,50"), ("c:6", "700"))
    assert (found.least, found.most, found.numbers) == (Fraction(199, 2), Fraction(1500), 3)
    assert (found.least_written, found.most_written) == ("99.50", "1500")
    assert costs("", sources) is None
    assert likely(columns(sources)) == "Kosten"
    assert likely(["colour", "label"]) == ""


@pytest.mark.parametrize("words", ["1.000", "5-10", "-3", "about 7", "1e3", "", "٣٤a", "1,234.5"])
def test_a_number_that_can_be_read_in_two_ways_is_not_read(words: str) -> None:
    assert amount(words) is None
