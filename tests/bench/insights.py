# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Measures the insights engine on real texts beside other methods, and its time and memory on many.

    .venv/bin/python tests/bench/insights.py [--large]
        [--only themes|duplicates|typing|summaries|paraphrases|tagging|meaning|scale]

Prints each figure with its goal. What could be chosen (how much latent meaning weighs beside learnt meaning, from which
likeness on two texts are proposed as near-duplicates, how much words weigh beside runs of letters) is also chosen for
each set by the other sets alone, and that figure is printed beside: nothing is tuned on what it is measured on.
--large: also 100,000 texts, and meaning on whole sets, which takes minutes. A figure alone never fails the command.
"""

import argparse
import json
import subprocess
import sys
import warnings
from pathlib import Path

import insights_meaning
import insights_quality
import insights_tagging
import place
from figures import note
from goals import SCALES
from insights_sets import TEXTS

PARTS = {
    "themes": insights_quality.themes,
    "duplicates": insights_quality.near_duplicates,
    "typing": insights_quality.typing,
    "summaries": insights_quality.summaries,
    "paraphrases": insights_quality.paraphrases,
    "tagging": insights_tagging.tagging,
    "meaning": insights_meaning.meaning,
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="also 100,000 texts")
    parser.add_argument("--only", choices=[*PARTS, "scale"], help="only this part")
    chosen = parser.parse_args()
    if not TEXTS.is_dir():
        print(f"The texts aren't in {TEXTS}, so the insights engine isn't measured.")
        return 0
    warnings.simplefilter("ignore")
    for name, part in PARTS.items():
        if chosen.only in (None, name):
            insights_meaning.meaning(chosen.large) if name == "meaning" else part()
    if chosen.only in (None, "scale"):
        for number in SCALES if chosen.large else [10_000]:
            _scale(number)
    return 0


def _scale(number: int) -> None:
    script = Path(__file__).with_name("insights_scale.py")
    done = subprocess.run([sys.executable, "-W", "ignore", str(script), str(number)],
                          cwd=place.ROOT, capture_output=True, text=True, check=True)  # fmt: skip
    found = json.loads(done.stdout)
    seconds, megabytes = SCALES[number]
    note(f"scale.seconds.{number}", found["seconds"])
    note(f"scale.megabytes.{number}", found["megabytes"])
    note(f"scale.bar.{number}", 100 * found["off"])
    held = "held" if found["seconds"] <= seconds and found["megabytes"] <= megabytes else "MISSED"
    print(
        f"\n{number} texts: {found['seconds']} s ({found['cpu']} s of CPU), {found['megabytes']} MB;"
        f" goal {seconds:.0f} s and {megabytes:.0f} MB: {held}"
    )
    print(f"  the progress bar was off by at most {found['off']:.0%} of the whole; seconds by step: {found['steps']}")


if __name__ == "__main__":
    sys.exit(main())
