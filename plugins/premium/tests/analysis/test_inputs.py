# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whatever comes in, a clear answer comes out."""

import pytest

from folkmoot_premium.analysis import Analysis, Row, Settings, WrongRow, analyse
from folkmoot_premium.analysis.texts.languages import languages

TREES = "Plant more trees in the park"
ARABIC = "نريد المزيد من الأشجار في الحديقة"
HEBREW = "עצים נוספים בפארק העירוני"


def found(*texts: str, **settings: int) -> Analysis:
    """Analyse texts whose ids are their places."""
    return analyse([Row.of(number, text) for number, text in enumerate(texts)], Settings(**settings))


def test_nothing_gives_nothing() -> None:
    analysis = found()
    assert (analysis.themes, analysis.assignments, analysis.duplicates) == ((), {}, ())
    assert b'"rows":0' in analysis.run_json()


def test_one_text_is_one_theme_and_speaks_for_itself() -> None:
    (theme,) = found(TREES).themes
    assert (theme.size, [(one.id, one.stands_for) for one in theme.representatives]) == (1, [("0", 1)])
    assert "trees" in theme.name


def test_a_form_letter_that_most_people_sent_is_a_theme() -> None:
    school = [f"The school in street {number} has no library" for number in range(30)]
    analysis = found(*[TREES] * 90, *school, themes=2)
    assert [theme.size for theme in analysis.themes] == [90, 30]


def test_texts_that_are_all_equal_are_one_theme_and_one_group() -> None:
    analysis = found(*[TREES] * 150, themes=5)
    assert [theme.size for theme in analysis.themes] == [150]
    assert [one.stands_for for one in analysis.themes[0].representatives] == [150]
    assert [(len(group.ids), group.score) for group in analysis.duplicates] == [(150, 1.0)]


@pytest.mark.parametrize("text", ["a", ".", "", " ", "\x00", "🌳🌳🚲", "\u202e", "12"])
def test_texts_without_words_that_say_something_are_in_no_theme(text: str) -> None:
    analysis = found(*[text] * 4)
    assert len(analysis.assignments) == 4
    assert set(analysis.assignments.values()) <= {None, "t01"}
    if text != "12":
        assert (analysis.themes, set(analysis.assignments.values())) == ((), {None})


def test_every_language_is_recognised_and_analysed_by_its_own_rules() -> None:
    texts = {
        "fr": "Nous voulons plus de pistes cyclables dans la rue de la gare",
        "nl": "Wij willen meer fietspaden in de straat bij het station",
        "en": "We would like more cycle lanes in the street near the station",
        "de": "Wir wollen mehr Radwege in der Straße beim Bahnhof",
        "es": "Queremos más carriles para bicicletas en la calle de la estación",
        "da": "Vi vil gerne have flere cykelstier på gaden ved stationen",
    }
    analysis = found(*list(texts.values()) * 5)
    assert [analysis.languages[str(number)] for number in range(6)] == list(texts)
    assert not analysis.unassigned


def test_other_scripts_are_analysed_without_a_stemmer() -> None:
    analysis = found(*[ARABIC, HEBREW] * 6)
    assert set(analysis.languages.values()) == {"und"}
    assert not analysis.unassigned
    assert {len(group.ids) for group in analysis.duplicates} == {6}


def test_a_text_of_a_hundred_kilobytes_is_one_text_among_others() -> None:
    analysis = found("tree bench " * 9_500, "a tree and a bench", "the school library", "the library of the school")
    assert len(analysis.assignments) == 4
    assert not analysis.unassigned


def test_more_themes_than_texts_are_as_many_as_differ() -> None:
    assert len(found("trees", "bicycles", "schools", "trees", themes=50).themes) == 3


@pytest.mark.parametrize("number", [0, -1, 201])
def test_a_number_of_themes_that_cannot_be_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="number of themes"):
        Settings(themes=number)


@pytest.mark.parametrize(
    "row",
    [(None, "a"), (True, "a"), (1.5, "a"), ("", "a"), (10**5000, "a"), ("x" * 201, "a"), ("\ud800", "a"), (["a"], "a"),
     ("1", None), ("1", 5), ("1", "half \udc00"), ("1", "a", 5), ("1", "a", "no language")],
)  # fmt: skip
def test_what_is_no_row_is_refused_with_a_sentence(row: tuple[object, ...]) -> None:
    with pytest.raises(WrongRow, match=r"the (id|text)|lang"):
        Row.of(*row)


def test_an_id_used_twice_is_refused() -> None:
    with pytest.raises(WrongRow, match="'1' is used twice"):
        analyse([Row.of("1", "a tree"), Row.of(1, "a bench")])


def test_composed_and_decomposed_letters_are_one() -> None:
    assert Row.of("1", "cafe\u0301").text == "café"


def test_a_text_of_few_words_takes_the_usual_language() -> None:
    rows = [Row.of("1", "Park"), Row.of("2", "Wij willen meer fietspaden in de straat bij het station")]
    assert languages(rows) == ["nl", "nl"]
    assert languages(rows, usual="de") == ["de", "nl"]
    assert languages(rows, "fr", "de") == ["fr", "fr"]
