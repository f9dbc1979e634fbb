# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Without the paid editions everything works; wheels hold all they need and nothing else; tests pass on wheels."""

import re
import shutil
import sys
import time
import zipfile
from pathlib import Path

import pytest
from tests.faults.conftest import Say, copy_tree, new_environment, run

PROJECTS = ("licensing", "core", "plugins/essential", "plugins/standard", "plugins/premium", "sdk")
CORE_TESTS = ("core/tests", "plugins/essential/tests")
PAID_TESTS = ("licensing/tests", "plugins/standard/tests", "plugins/premium/tests")
NEEDED = {
    "folkmoot": (r"templates/.*\.jinja2$", r"web/static/core/.*\.css$", r"py\.typed$", r"migrations/0001.*\.py$"),
    "folkmoot_essential": (r"ideation/templates/.*\.jinja2$", r"ideation/migrations/0001.*\.py$"),
}


def passed(output: str) -> str:
    """Pytest's closing line."""
    return output.strip().splitlines()[-1].strip("= ")


def run_tests(python: Path, tree: Path, *tests: str) -> str:
    """The closing line of these tests, run in a tree with data of its own."""
    command = (
        python,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--durations=0",
        "--durations-min=60",
        "-m",
        "not drill and not bench",
    )
    return passed(run(*command, *tests, cwd=tree, seconds=7200).stdout)


@pytest.mark.drill
def test_the_free_edition_stands_without_the_paid_folders(workshop: Path, say: Say) -> None:
    tree = workshop / "tree"
    copy_tree(tree)
    for edition in ("standard", "premium"):
        shutil.rmtree(tree / "plugins" / edition)
    begun = time.monotonic()
    run("make", "install", cwd=tree)
    installed = time.monotonic() - begun
    names = run(tree / ".venv" / "bin" / "python", "-m", "pip", "list", "--format=freeze", cwd=tree).stdout
    assert "folkmoot-essential" in names
    assert "folkmoot-standard" not in names
    assert "gensim" not in names
    closing = run_tests(tree / ".venv" / "bin" / "python", tree, *CORE_TESTS)
    say(f"without standard and premium: installed in {installed:.0f} s; {closing}")


@pytest.fixture
def wheels(workshop: Path) -> list[Path]:
    """All six wheels, built from a copy of the tree."""
    tree = workshop / "tree"
    copy_tree(tree)
    for project in PROJECTS:
        command = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps")
        run(*command, "--wheel-dir", workshop / "wheels", f"./{project}", cwd=tree)
    return sorted((workshop / "wheels").glob("*.whl"))


def contents(wheel: Path) -> list[str]:
    """Names of all files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def source_files(package: Path) -> set[str]:
    """What of a package must travel: everything but byte code."""
    return {
        str(path.relative_to(package.parent))
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".mo") and "__pycache__" not in path.parts
    }


@pytest.mark.drill
def test_wheels_are_whole_and_the_tests_pass_on_them(wheels: list[Path], workshop: Path, say: Say) -> None:
    assert len(wheels) == len(PROJECTS)
    tree = workshop / "tree"
    for wheel in wheels:
        names, package = contents(wheel), wheel.name.partition("-")[0]
        assert not [name for name in names if re.search(r"(^|/)tests?/|(^|/)test_|\.pyc$", name)], wheel.name
        assert any(re.search(r"licenses/LICENSE$", name) for name in names), wheel.name
        source = next(path for path in tree.glob(f"**/src/{package}") if path.is_dir())
        assert source_files(source) <= set(names), wheel.name
        for catalogue in source.rglob("*.po"):
            assert str(catalogue.relative_to(source.parent).with_suffix(".mo")) in names
        for pattern in NEEDED.get(package, ()):
            assert any(re.search(pattern, name) for name in names), f"{wheel.name}: {pattern}"
    sizes = ", ".join(f"{wheel.name.partition('-')[0]} {wheel.stat().st_size // 1024} KiB" for wheel in wheels)
    say(f"wheels: {sizes}")

    python = new_environment(workshop / "environment", *wheels)
    for project in PROJECTS:
        shutil.rmtree(tree / project / "src")
    where = run(python, "-c", "import folkmoot; print(folkmoot.__file__)", cwd=tree).stdout
    assert "site-packages" in where
    say(f"on wheels: {run_tests(python, tree, *CORE_TESTS, *PAID_TESTS)}")
