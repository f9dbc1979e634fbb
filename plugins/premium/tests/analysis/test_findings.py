# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What is found: themes, who speaks for them, near-duplicates, and the same whatever the order."""

import hashlib
import json
import os
import subprocess
import sys
from random import Random

import pytest
from plugins.premium.tests.inventing import invented

from folkmoot_premium.analysis import Analysis, Progress, Row, Settings, Stopped, analyse

AGAIN = """
import json, sys
from folkmoot_premium.analysis import Row, analyse
rows = [Row(*one) for one in json.load(sys.stdin)]
found = analyse(rows)
sys.stdout.buffer.write(found.themes_json() + found.model.as_bytes())
"""


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(invented(180), Settings(themes=3))


def test_subjects_become_themes(analysis: Analysis) -> None:
    assert [theme.size for theme in analysis.themes] == [60, 60, 60]
    for theme in analysis.themes:
        assert len({member.partition("-")[0] for member in theme.members}) == 1, theme.name
        assert theme.id.startswith("t0")
        assert len(theme.words) == 10


def test_representatives_are_members_and_stand_for_all(analysis: Analysis) -> None:
    for theme in analysis.themes:
        assert len(theme.representatives) == 5
        assert {one.id for one in theme.representatives} <= set(theme.members)
        assert sum(one.stands_for for one in theme.representatives) == theme.size
        assert all(one.stands_for >= 1 for one in theme.representatives)


def test_every_row_is_assigned_once(analysis: Analysis) -> None:
    assert set(analysis.assignments) == {row.id for row in invented(180)}
    told = json.loads(analysis.themes_json())
    assert told["assignments"] == analysis.assignments
    assert [theme["size"] for theme in told["themes"]] == [60, 60, 60]


def test_the_record_names_what_the_result_depends_on(analysis: Analysis) -> None:
    record = json.loads(analysis.run_json())
    assert record["results"]["themes.json"] == hashlib.sha256(analysis.themes_json()).hexdigest()
    assert (record["input"]["rows"], len(record["input"]["sha256"]), record["seed"]) == (180, 64, 20261122)
    assert {"gensim", "numpy", "scipy", "scikit-learn", "engine"} <= set(record["versions"])


def test_the_number_of_themes_is_chosen_by_stability() -> None:
    analysis = analyse(invented(180))
    assert len(analysis.themes) == 3
    assert max(analysis.stability, key=lambda number: analysis.stability[number]) == 3


def test_words_that_are_excluded_are_in_no_theme() -> None:
    analysis = analyse(invented(90), Settings(themes=3, excluded=("school", "park")))
    assert not {"school", "park"} & {word for theme in analysis.themes for word in theme.words}


NEARLY = [
    ("a", "We need a safe crossing for children in front of the primary school in Mill Street"),
    ("b", "We need a save crosing for children in front of the primary school in Mill Street!"),
    (
        "c",
        "Hello, I would like to say: We need a safe crossing for children in front of the primary school, Mill Street",
    ),
    ("d", "The library should be open on Sundays so that families can come together"),
]


def test_near_duplicates_are_found_and_others_are_not() -> None:
    rows = [*invented(60), *(Row.of(*one) for one in NEARLY)]
    found = [group for group in analyse(rows).duplicates if set(group.ids) & {"a", "b", "c", "d"}]
    assert [group.ids for group in found] == [("a", "b", "c")]
    assert 0.5 <= found[0].score < 1.0


def test_the_same_rows_give_the_same_bytes_in_any_order_process_and_hash_seed() -> None:
    rows = invented(120)
    here = analyse(rows)
    Random(7).shuffle(rows)
    given = json.dumps([[row.id, row.text, row.language] for row in rows])
    environment = os.environ | {"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
    done = subprocess.run(
        [sys.executable, "-c", AGAIN], input=given.encode(), env=environment, capture_output=True, check=True
    )
    assert here.model is not None
    expected = here.themes_json() + here.model.as_bytes()
    assert hashlib.sha256(done.stdout).hexdigest() == hashlib.sha256(expected).hexdigest()


def test_progress_never_goes_back_and_ends_at_one() -> None:
    heard: list[tuple[str, float]] = []
    analyse(invented(90), progress=Progress(lambda step, share: heard.append((step, share))))
    shares = [share for _step, share in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert list(dict.fromkeys(step for step, _share in heard))[-1] == "duplicates"


@pytest.mark.parametrize("step", ["words", "subwords", "number", "duplicates"])
def test_it_stops_in_the_step_in_which_it_is_asked_to(step: str) -> None:
    heard: list[str] = []
    progress = Progress(lambda name, _share: heard.append(name), lambda: bool(heard) and heard[-1] == step)
    with pytest.raises(Stopped):
        analyse(invented(90), progress=progress)
    assert heard[-1] == step
