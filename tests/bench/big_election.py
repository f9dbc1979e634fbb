# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An election of a large city, drawn from a seed: approvals of up to eight options, some options much more wanted."""

import random
from collections.abc import Iterator
from itertools import accumulate

SEED = 2026


def lines(voters: int, options: int) -> Iterator[str]:
    """The lines of a .pb file."""
    chance = random.Random(SEED)
    costs = [chance.randint(20, 400) * 1000 for _ in range(options)]
    wanted = [1 / (place + 3) ** 0.6 for place in range(options)]
    chance.shuffle(wanted)
    ids, until = [str(number) for number in range(options)], list(accumulate(wanted))
    yield from ("META", "key;value", f"num_projects;{options}", f"num_votes;{voters}", f"budget;{sum(costs) // 4}")
    yield from ("vote_type;approval", "max_length;8", "PROJECTS", "project_id;cost;name")
    yield from (f"{number};{cost};Option {number}" for number, cost in enumerate(costs))
    yield from ("VOTES", "voter_id;vote")
    for voter in range(voters):
        drawn = chance.choices(ids, cum_weights=until, k=chance.choice((1, 2, 3, 3, 4, 4, 5, 5, 6, 8)))
        yield f"{voter};{','.join(dict.fromkeys(drawn))}"
