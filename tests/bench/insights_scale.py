# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Run in a process of its own: one analysis of so many invented texts; prints seconds, megabytes and how true the
progress bar was as JSON.

    python tests/bench/insights_scale.py 10000
"""

import json
import resource
import sys
import time

from insights_sets import crowd

from folkmoot_premium.analysis import Progress, analyse


def main() -> None:
    """Measure. `off` is the most by which the bar's share differed from the share of the time."""
    rows = crowd(int(sys.argv[1]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    heard: list[tuple[str, float, float]] = []
    begun, worked = time.monotonic(), time.process_time()
    found = analyse(rows, progress=Progress(lambda step, share: heard.append((step, share, time.process_time()))))
    seconds, cpu = time.monotonic() - begun, time.process_time() - worked
    steps = [
        (step, at)
        for (step, _share, at), (other, *_rest) in zip(heard, heard[-1:] + heard, strict=False)
        if step != other
    ]
    off = max((abs(share - (at - worked) / cpu), step) for step, share, at in heard)
    ends = [at for _step, at in steps[1:]] + [worked + cpu]
    print(json.dumps({
        "rows": len(rows), "seconds": round(seconds, 1), "cpu": round(cpu, 1),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "before": before // 1024,
        "themes": len(found.themes), "duplicates": len(found.duplicates),
        "off": round(off[0], 3), "off_in": off[1],
        "steps": {step: round(end - at, 1) for (step, at), end in zip(steps, ends, strict=True)},
        "shares": {step: round(share, 3) for step, share, _at in reversed(heard)},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
