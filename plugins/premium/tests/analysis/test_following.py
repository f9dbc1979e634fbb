# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whether themes are languages, measured; against scikit-learn's mutual information."""

import json
from collections import Counter
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_premium.analysis import Row, Settings, analyse
from folkmoot_premium.analysis.themes.following import FOLLOWS, followed

TEXTS = {
    "en": (
        "Plant more trees in the park near the market", "Shade for the park with old trees", "A market with trees",
        "Trees along the road to the market", "Benches under the trees of the park", "The park needs more benches",
    ),
    "nl": (
        "Graag meer bomen in het stadspark bij de kerk", "Schaduw voor het stadspark met oude bomen",
        "Een kerkplein met meer bomen graag", "Bomen langs de weg naar het kerkplein",
        "Banken onder de bomen van het stadspark", "Het stadspark heeft meer banken nodig",
    ),
}  # fmt: skip


def rows_of(*languages: str) -> list[Row]:
    return [
        Row.of(f"{language}{number}", text, language)
        for language in languages for number, text in enumerate(TEXTS[language])
    ]  # fmt: skip


def test_themes_of_two_languages_are_found_to_be_languages_and_the_record_says_so() -> None:
    found = analyse(rows_of("en", "nl"), Settings(2))
    assert found.follow_languages == 1.0
    assert json.loads(found.run_json())["themes"]["follow_languages"] == 1.0
    assert analyse(rows_of("en"), Settings(2)).follow_languages is None


def test_many_themes_within_each_language_follow_it_as_well() -> None:
    pure = {(f"t{number:02}", ("en", "nl")[number % 2]): 50 for number in range(40)}
    mixed = {(f"t{number:02}", language): 50 for number in range(40) for language in ("en", "nl")}
    assert (followed(pure), followed(mixed)) == (1.0, 0.0)


def test_one_language_with_a_few_others_is_as_good_as_one() -> None:
    assert followed({("t01", "en"): 960, ("t02", "nl"): 40}) is None
    assert followed({("t01", "en"): 900, ("t02", "nl"): 100}) == 1.0
    assert followed({("t01", "en"): 900, (None, "nl"): 800, ("t02", "und"): 800}) is None
    assert followed({}) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("en", "nl", "fr"))), min_size=20, max_size=80))
@settings(max_examples=40, deadline=None)
def test_it_is_the_mutual_information_over_the_entropy_of_languages(texts: list[tuple[str, str]]) -> None:
    from sklearn.metrics import mutual_info_score

    languages = Counter(language for _theme, language in texts)
    told = followed(dict(Counter(texts)))
    if len(texts) - max(languages.values()) < 0.05 * len(texts):
        assert told is None
        return
    entropy = -sum(one / len(texts) * log(one / len(texts)) for one in languages.values())
    known = mutual_info_score([theme for theme, _language in texts], [language for _theme, language in texts])
    assert told == pytest.approx(known / entropy, abs=1e-3)
    assert 0 <= told <= 1
    assert 0 < FOLLOWS < 1
