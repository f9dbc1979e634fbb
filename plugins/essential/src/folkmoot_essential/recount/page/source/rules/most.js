// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Rules that add up and take the most: plurality, approval, points. Nobody wins with nothing. */
import { CannotCount, points, votes } from "../election.js";

/** The largest sums, one seat after the other. */
function largest(sums, seats, ties) {
  const left = new Map([...sums].filter(([, sum]) => sum > 0));
  const winners = [];
  while (left.size > 0 && winners.length < seats) {
    const top = Math.max(...left.values());
    const equal = [...left.keys()].filter((id) => left.get(id) === top);
    const chosen = ties.first(equal, winners.length + 1);
    left.delete(chosen);
    winners.push(chosen);
  }
  return winners;
}

/** Each ballot's one choice, or the first of its ranking. */
function firstChoices(election) {
  const several = election.ballots ? election.ballots.some(({ choices }) => choices.length > 1) : election.longest !== 1;
  if (election.kind === "approval" && several) throw new CannotCount("several-approved");
  if (!election.ballots && election.kind !== "approval") throw new CannotCount("needs-ballots");
  if (!election.ballots) return votes(election);
  const sums = new Map(election.options.map(({ id }) => [id, 0]));
  for (const { choices, weight } of election.ballots) {
    if (choices.length > 0) sums.set(choices[0], sums.get(choices[0]) + weight);
  }
  return sums;
}

export async function plurality(election, { seats }, ties) {
  return largest(firstChoices(election), Number(seats), ties);
}

export async function approval(election, { seats }, ties) {
  return largest(votes(election), Number(seats), ties);
}

export async function mostPoints(election, { seats }, ties) {
  return largest(points(election), Number(seats), ties);
}
