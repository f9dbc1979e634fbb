# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What runs the measuring programs and the drills: it goes on after a failure, and leaves nothing behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.in_turn import Part, in_turn, summary

ROOT = Path(__file__).resolve().parents[2]


def part(name: str, program: str) -> Part:
    return Part(name, (sys.executable, "-c", program))


def test_it_goes_on_after_a_failure(tmp_path: Path) -> None:
    note = f"open({str(tmp_path / 'ran')!r}, 'w').write(__import__('os').environ['WORD'])"
    ended = in_turn([part("bad", "print('so far'); raise SystemExit(3)"), part("good", note)], tmp_path, WORD="yes")
    assert [(one.code, one.verdict) for one in ended] == [(3, "FAILED (exit 3)"), (0, "done")]
    assert ended[0].said == "so far\n"
    assert (tmp_path / "ran").read_text() == "yes"
    assert (summary(ended, "Trying"), summary(ended[1:], "Trying")) == (1, 0)


STOPPED = """
import sys
from pathlib import Path
from tests.in_turn import Part, in_turn, summary
orphan = "import subprocess, time; subprocess.Popen(['sleep', '{seconds}'], start_new_session=True);"
slow = Part("slow", (sys.executable, "-c", orphan + "print('begun', flush=True); time.sleep(600)"))
sys.exit(summary(in_turn([slow, Part("other", ("true",))], Path.cwd()), "Trying"))
"""


def test_ctrl_c_leaves_nothing() -> None:
    seconds = f"{600 + time.time_ns() % 1_000_000_000 / 1e9:.9f}"  # tells our sleeper from all others
    command = [sys.executable, "-c", STOPPED.replace("{seconds}", seconds)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "begun" not in process.stdout.readline():
            assert process.poll() is None
        assert sleepers(seconds) == 1
        process.send_signal(signal.SIGINT)
        said = process.stdout.read()
    assert process.returncode == 1
    assert "slow (stopped); other (not begun)" in said
    assert sleepers(seconds) == 0


def sleepers(seconds: str) -> int:
    """Processes with this in their command, but for those that only hold it as a program's text."""
    wanted = f"sleep\0{seconds}\0".encode()
    found = 0
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += file.read_bytes() == wanted
        except OSError:
            continue
    return found
