// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Instant runoff: the last leaves, its ballots go on to their next choice, until one has more than half. */
import { CannotCount } from "../election.js";

/** The first choice still standing of each ballot, added up; ballots without one don't count in this round. */
function firsts(ballots, standing) {
  const sums = new Map([...standing].map((id) => [id, 0]));
  for (const { choices, weight } of ballots) {
    const first = choices.find((id) => standing.has(id));
    if (first !== undefined) sums.set(first, sums.get(first) + weight);
  }
  return sums;
}

/** The winner alone in a list; an empty list when no ballot names anybody. */
export async function irv(election, _parameters, ties, pace) {
  if (!election.ballots) throw new CannotCount("needs-ballots");
  const standing = new Set(election.options.map(({ id }) => id));
  for (let round = 1; standing.size > 0; round++) {
    pace.at("rounds", round);
    if (pace.due) await pace.rest();
    const sums = firsts(election.ballots, standing);
    const all = [...sums.values()].reduce((a, b) => a + b, 0);
    if (all === 0) return [];
    const strongest = [...sums.keys()].reduce((a, b) => (sums.get(b) > sums.get(a) ? b : a));
    if (2 * sums.get(strongest) > all || standing.size === 1) return [strongest];
    const fewest = Math.min(...sums.values());
    standing.delete(ties.last([...standing].filter((id) => sums.get(id) === fewest), round));
  }
  return [];
}
