# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All goals that `make bench` holds figures against, each under the name by which a measuring program notes it."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["at most", "at least", ""]


@dataclass(frozen=True)
class Goal:
    """Something to be measured. way: "" where a figure is only reported. optional: only measured when asked for."""

    name: str
    issue: int
    title: str
    unit: str = ""
    way: Way = ""
    limit: float = 0.0
    optional: bool = False

    def held(self, figure: float) -> bool | None:
        """Whether a figure is as good as promised; None where nothing is promised."""
        if not self.way:
            return None
        return figure <= self.limit if self.way == "at most" else figure >= self.limit


PAGES = {
    "newest": "newest ideas, visitor", "list": "idea list, visitor", "list-signed-in": "idea list, signed in",
    "idea": "idea with comments, visitor", "idea-signed-in": "idea with comments, signed in", "reaction": "reaction",
}  # fmt: skip
"""The measures of run.py by their names here."""

ELECTIONS = {
    "Toulouse": "France_Toulouse_2024.pb.gz", "Wawer": "Poland_Warszawa_2020_Wawer.pb.gz",
    "Wieliczka": "Poland_Wieliczka_2023.pb", "Swiecie": "Poland_Swiecie_2023.pb", "Assen": "Netherlands_Assen_2024.pb",
}  # fmt: skip
"""The files of counting.py by their names here."""

BOXES = {1_000: "10^3", 100_000: "10^5", 1_000_000: "10^6"}


def _pages() -> list[Goal]:
    titles = PAGES.items()
    found = [Goal(f"page.{name}", 2, f"{title}: CPU, ours : floor", "times", "at most", 3.0) for name, title in titles]
    return [*found, Goal("page.statements", 2, "most SQL statements of a page", "", "at most", 12)]


def _casting() -> list[Goal]:
    found = [Goal(f"cast.ratio.{size}", 4, f"a cast, {told} in the box: CPU, ours : floor", "times")
             for size, told in BOXES.items()]  # fmt: skip
    found += [Goal(f"cast.rate.{size}", 4, f"casts a second, {told} in the box", "/s") for size, told in BOXES.items()]
    growth = "a cast at 10^6 ballots : at 10^3, each against the floor"
    sealing = "giving a cast its place in the log, {told} in it: CPU"
    return [
        *found, Goal("cast.growth", 4, growth, "times", "at most", 1.25),
        *(Goal(f"cast.sealing.{size}", 4, sealing.format(told=told), "ms") for size, told in BOXES.items()),
    ]  # fmt: skip


def _counting() -> list[Goal]:
    """From 4,000 distinct ballots on (the first two) equal shares have 100 to reach, below it 20; add1 from 500 on."""
    found: list[Goal] = []
    for place, name in enumerate(ELECTIONS):
        large, absent = place < 2, name == "Wieliczka"
        least = {"equal-shares": 100 if large else 20, "phragmen": 40 if large else 0, "add1": 0 if absent else 15}
        if name == "Assen":
            least["add1"] = 0
        found += [
            Goal(
                f"count.{rule}.{name}", 4, f"{rule}, {name}: pabutools' CPU : ours", "times",
                "at least" if limit else "", float(limit), absent or (large and rule == "add1"),
            )
            for rule, limit in least.items()
        ]  # fmt: skip
    return [
        *found,
        Goal("count.large.seconds", 4, "equal shares, 100,000 voters, 200 options, read", "CPU s", "at most", 2),
        Goal("count.large.megabytes", 4, "memory of the same", "MB", "at most", 200),
    ]  # fmt: skip


def _meaning(sets: tuple[str, ...]) -> list[Goal]:
    """With the extra that compares meaning; measured only where it is installed."""
    themes, tagging = zip(sets, (0.47, 0.21, 0.17), strict=True), zip(sets, (0.70, 0.55), strict=False)
    return [
        *(Goal(f"meaning.themes.{name}", 5, f"themes with meaning (NMI), {name}", "", "at least", least, True)
          for name, least in themes),
        *(Goal(f"meaning.tagging.{name}", 5, f"tagging with meaning, {name}", "", "at least", least, True)
          for name, least in tagging),
        Goal("meaning.other-words", 5, "the same need in other words (hit@5)", "", "at least", 0.50, True),
        Goal("meaning.other-language", 5, "the same need in another language (hit@5)", "", "at least", 0.95, True),
    ]  # fmt: skip


def _insights() -> list[Goal]:
    sets = ("polis_en", "klimarat_de", "republique_numerique_fr")
    values = {
        "themes": ("themes (NMI)", (0.42, 0.16, 0.16)),
        "duplicates": ("near-duplicates (F1)", (0.96, 0.96, 0.96)),
        "typing": ("while typing (hit@5)", (0.90, 0.95, 0.70)),
        "tagging": ("tagging, 20 a label", (0.58, 0.44)),
    }
    found = [
        Goal(f"{part}.{name}", 5, f"{title}, {name}", "", "at least", least)
        for part, (title, limits) in values.items()
        for name, least in zip(sets, limits, strict=False)
    ]
    for name in sets[:2]:
        found += [
            Goal(f"summaries.more.{name}", 5, f"summaries, {name}: coverage over chance", "%", "at least", 8),
            Goal(f"summaries.again.{name}", 5, f"summaries, {name}: TextRank's redundancy", "%", "at most", 70),
        ]
    found += _meaning(sets)
    for number, (seconds, megabytes) in SCALES.items():
        optional = number > 10_000
        found += [
            Goal(f"scale.seconds.{number}", 5, f"{number:,} texts analysed", "s", "at most", seconds, optional),
            Goal(f"scale.megabytes.{number}", 5, f"{number:,} texts, memory", "MB", "at most", megabytes, optional),
            Goal(f"scale.bar.{number}", 5, f"{number:,} texts, the bar off by at most", "%", "", 0.0, optional),
        ]
    return [
        *found,
        Goal("suggestions.p95", 5, "suggestions through HTTP, 10,000 ideas: p95", "ms", "at most", 25),
        Goal("suggestions.found", 5, "a new idea is found by all workers after", "ms", "at most", 1000),
    ]  # fmt: skip


SCALES = {10_000: (45.0, 512.0), 100_000: (360.0, 2253.0)}
"""Texts: seconds and megabytes allowed."""

GOALS = {goal.name: goal for goal in [*_pages(), *_casting(), *_counting(), *_insights()]}
