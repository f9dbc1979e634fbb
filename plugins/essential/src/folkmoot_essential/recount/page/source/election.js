// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/**
 * A contest as it is counted.
 *
 * An election is {kind, budget, unit, longest, options, ballots, totals, envelopes}: amounts are large integers in the
 * smallest unit; longest is the greatest number of choices (0: not said); options are {id, cost, category, district,
 * exclusive}; ballots are {choices, points, weight, district}, points null where the kind has none. Where only totals were
 * published, ballots is null and totals is {voters, votes, points}, Maps of id to number.
 */

/** Why a rule can't count these ballots. */
export class CannotCount extends Error {
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

export const POINTED = ["cumulative", "score"];
const GREATEST = 2 ** 50; // sums of weights and points must stay exact as plain numbers

/** Refuse what plain numbers can't add up exactly. */
export function checkSize(election) {
  const sum = (election.ballots ?? []).reduce(
    (all, { points, weight }) => all + weight * (1 + (points ?? []).reduce((a, b) => a + b, 0) + election.options.length),
    0,
  );
  if (!(sum < GREATEST)) throw new CannotCount("too-large");
}

export function voters(election) {
  return election.ballots ? election.ballots.reduce((sum, { weight }) => sum + weight, 0) : election.totals.voters;
}

/** The points that a ballot gives to its choices: its own; one each; or a ranking's, counted down from the longest. */
export function pointsOf(election, ballot) {
  if (POINTED.includes(election.kind)) return ballot.points;
  if (election.kind === "approval") return ballot.choices.map(() => 1);
  const most = election.longest || election.options.length;
  return ballot.choices.map((_, place) => Math.max(most - place, 0));
}

/** Whether the choice at that place is supported: one that was given no point isn't. */
export function supports(ballot, place) {
  return ballot.points === null || ballot.points[place] > 0;
}

function added(election, what) {
  const sums = new Map(election.options.map(({ id }) => [id, 0]));
  for (const ballot of election.ballots) {
    const values = what(ballot);
    ballot.choices.forEach((id, place) => sums.set(id, sums.get(id) + values[place] * ballot.weight));
  }
  return sums;
}

/** How many voters support each option. */
export function votes(election) {
  if (!election.ballots) return election.totals.votes;
  return added(election, (ballot) => ballot.choices.map((_, place) => (supports(ballot, place) ? 1 : 0)));
}

/** The sum of each option's points. */
export function points(election) {
  if (election.ballots) return added(election, (ballot) => pointsOf(election, ballot));
  if (election.kind === "approval") return election.totals.votes;
  if (!election.totals.points) throw new CannotCount("needs-ballots");
  return election.totals.points;
}
