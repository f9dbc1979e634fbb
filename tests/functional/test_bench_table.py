# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The table at the end of `make bench`: held, missed, not measured, and what it was the time before."""

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[1] / "bench"
SAID = """France_Toulouse_2024.pb.gz: 7210 distinct ballots; reading 0.1 (grouping 0.01 of it) / 0.4
  equal-shares    0.0123 /    1.2340   192.3 times as quick, with reading   69.0; goal 100: held
Elsewhere.pb: 12 distinct ballots; reading 0.1 (grouping 0.01 of it) / 0.4
  equal-shares    0.0123 /    1.2340     2.0 times as quick, with reading    1.0; goal 100: MISSED

Equal shares, 100000 voters by 200 options, reading included: 1.69 s, 73 MB; goal 2 s and 200 MB: held
"""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Modules of the bench, which see their neighbours as programs do."""
    monkeypatch.syspath_prepend(str(BENCH))
    return {name: importlib.import_module(name) for name in ("counted", "figures", "table")}


def test_goals_are_held_missed_or_not_measured(
    bench: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "noted"
    monkeypatch.setenv("BENCH_FIGURES", str(file))
    for name, figure in (("page.list", 2.5), ("suggestions.p95", 30.0), ("themes.polis_en", 0.42)):
        bench["figures"].note(name, figure)
    found = bench["table"].noted(file)
    bench["table"].show_and_keep({"page.list": 2.0}, tmp_path, [])
    (kept,) = (tmp_path / ".cache" / "bench-figures").iterdir()
    kept.rename(kept.with_name("2026-01-01T00-00-00Z.json"))
    capsys.readouterr()
    bench["table"].show_and_keep(found, tmp_path, ["run.py"])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "2 idea list, visitor: CPU, ours : floor 2.50 times at most 3 held 2.00 times +25%" in lines
    assert "5 suggestions through HTTP, 10,000 ideas: p95 30.0 ms at most 25 MISSED" in lines
    assert "5 themes (NMI), polis_en 0.420 at least 0.42 held" in lines
    assert "5 tagging, 20 a label, polis_en - at least 0.58 not measured" in lines
    assert any(line.startswith("2 goals held, 1 missed,") for line in lines)
    newest = max((tmp_path / ".cache" / "bench-figures").iterdir())
    run = json.loads(newest.read_text())
    assert (run["figures"], run["missed"], run["done"]) == (found, ["suggestions.p95"], ["run.py"])


def test_a_figure_without_its_goal_is_refused(bench: dict[str, ModuleType]) -> None:
    with pytest.raises(ValueError, match=r"goals\.py"):
        bench["figures"].note("nothing.of.this", 1.0)
    with pytest.raises(ValueError, match="25 in goals"):
        bench["figures"].note("suggestions.p95", 1.0, 50)


def test_what_counting_prints_is_read(bench: dict[str, ModuleType]) -> None:
    assert dict(bench["counted"].figures(SAID)) == {
        "count.equal-shares.Toulouse": 192.3, "count.large.seconds": 1.69, "count.large.megabytes": 73.0,
    }  # fmt: skip
