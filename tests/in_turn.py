# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Runs programs one after the other: says which of how many, goes on when one fails, leaves no process behind.

Ctrl-C (or a SIGTERM) ends the one that runs with everything that it started; the rest isn't begun.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MARK = "RUN_IN_TURN"
"""A variable that all processes of a part inherit: by it those are found that outlived it."""

GRACE = {signal.SIGINT: 90.0, signal.SIGTERM: 15.0, signal.SIGKILL: 5.0}
"""Seconds to end in, after each signal. The first is long: databases are put away, folders deleted."""

ORPHANS = 5.0
"""Seconds that are left to what outlives its part."""


@dataclass(frozen=True)
class Part:
    """One program. name: what it is called in the summary."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Ended:
    """How a part ended. code: None when it was stopped or not begun; said: what it printed."""

    part: Part
    code: int | None
    seconds: float = 0.0
    said: str = ""

    @property
    def verdict(self) -> str:
        """In words."""
        if self.code is None:
            return "stopped" if self.seconds else "not begun"
        return "done" if self.code == 0 else f"FAILED (exit {self.code})"


def in_turn(parts: Sequence[Part], folder: Path, **variables: str) -> list[Ended]:
    """Run all in a folder, with these variables besides the usual ones; what they print is seen at once."""
    ended: list[Ended] = []
    with _stopped_by_signals():
        for number, part in enumerate(parts, start=1):
            say(f"[{number} of {len(parts)}] {part.name}")
            done, interrupted = _one(part, folder, variables)
            ended.append(done)
            if interrupted:
                break
            say(f"[{number} of {len(parts)}] {part.name}: {done.verdict} after {duration(done.seconds)}")
    return ended + [Ended(part, None) for part in parts[len(ended) :]]


def say(sentence: str) -> None:
    """A line that stands out from what the parts print."""
    print(f"\n=== {sentence}", flush=True)


def duration(seconds: float) -> str:
    """As people say it: 40 s, 3 min 05 s."""
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60:02} s" if whole >= 60 else f"{whole} s"


def summary(ended: Sequence[Ended], what: str) -> int:
    """Say how each part ended, and all of it; the exit code of the whole: 0, or 1 unless every part was done."""
    say(f"{what}, part by part")
    width = max(len(one.part.name) for one in ended)
    for one in ended:
        print(f"  {one.part.name:{width}}  {duration(one.seconds):>12}  {one.verdict}")
    whole = duration(sum(one.seconds for one in ended))
    wrong = [f"{one.part.name} ({one.verdict})" for one in ended if one.code != 0]
    if wrong:
        print(f"{what}: {len(wrong)} of {len(ended)} parts weren't done as they should be, in {whole}: "
              f"{'; '.join(wrong)}.", flush=True)  # fmt: skip
        return 1
    print(f"{what}: all {len(ended)} parts are done, in {whole}.", flush=True)
    return 0


def _one(part: Part, folder: Path, variables: dict[str, str]) -> tuple[Ended, bool]:
    """How it ended, and whether that was by Ctrl-C."""
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **variables, MARK: mark}
    begun, interrupted = time.monotonic(), False
    # A session of its own: Ctrl-C comes to us alone, and by us to all that the part has started.
    process = subprocess.Popen(
        part.command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    said = bytearray()
    listening = threading.Thread(target=_pass_on, args=(process, said), daemon=True)
    listening.start()
    try:
        process.wait()
    except KeyboardInterrupt:
        interrupted = True
        say(f"Stopping {part.name} and what it has started…")
        _stop(process, mark)
    listening.join(5)  # not longer: a database that outlives the part may hold its output open
    if not interrupted:
        _clear_away(mark)
    code = None if interrupted else process.returncode
    return Ended(part, code, time.monotonic() - begun, said.decode(errors="replace")), interrupted


def _pass_on(process: "subprocess.Popen[bytes]", said: bytearray) -> None:
    assert process.stdout is not None
    with process.stdout as pipe:
        while chunk := os.read(pipe.fileno(), 65_536):
            said += chunk
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()


def _stop(process: "subprocess.Popen[bytes]", mark: str) -> None:
    """By asking first, so that each puts away what it has made; another Ctrl-C is the next, less kind signal."""
    family = _family(process.pid)  # while parents still tell whose children are whose
    for signal_, patience in GRACE.items():
        with contextlib.suppress(KeyboardInterrupt):
            if signal_ == signal.SIGINT:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal_)
            else:
                _send(signal_, family | _marked(mark))
            if _ended(process, lambda: family | _marked(mark), patience):
                return
    print(f"Still there: {sorted(_living(family | _marked(mark)))}", flush=True)


def _ended(process: "subprocess.Popen[bytes]", all_of_it: Callable[[], set[int]], patience: float) -> bool:
    """Whether nothing is left of a part in time."""
    until, alone = time.monotonic() + patience, False
    while time.monotonic() < until:
        if not _living(all_of_it()):
            return True
        if process.poll() is not None and not alone:
            until, alone = min(until, time.monotonic() + ORPHANS), True
        time.sleep(0.1)
    return False


def _clear_away(mark: str) -> None:
    """End what a part has left behind, and say so. A PostgreSQL may stay: others may have joined it meanwhile."""
    until = time.monotonic() + ORPHANS
    while (left := {one for one in _marked(mark) if b"postgres" not in _command(one)}) and time.monotonic() < until:
        time.sleep(0.2)
    if left:
        print(f"It left {len(left)} running, ended now: {sorted(left)}", flush=True)
        _send(signal.SIGKILL, left)


def _send(signal_: signal.Signals, processes: set[int]) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal_)


def _family(first: int) -> set[int]:
    """A process, its children, theirs, and so on."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            children.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found, waiting = {first}, [first]
    while waiting:
        more = children.get(waiting.pop(), [])
        found.update(more)
        waiting += more
    return found


def _marked(mark: str) -> set[int]:
    wanted, found = f"{MARK}={mark}".encode(), set()
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if wanted in environ.read_bytes().split(b"\0"):
                found.add(int(environ.parent.name))
    return _living(found)


def _living(processes: set[int]) -> set[int]:
    found = set()
    for process in processes:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.add(process)
    return found


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Ctrl-C is heard even where a shell started us in the background, and a SIGTERM as Ctrl-C is."""
    before = {one: signal.signal(one, signal.default_int_handler) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
