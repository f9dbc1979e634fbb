// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Voters who chose alike, once: what the proportional rules share costs among. */
import { CannotCount, pointsOf } from "./election.js";

/** What a ballot says, as pairs of an option's place and its points (1 each where points don't count). */
function pairs(election, places, ballot, byPoints) {
  const given = byPoints || ballot.points !== null ? pointsOf(election, ballot) : null;
  return ballot.choices
    .map((id, at) => [places.get(id), given ? given[at] : 1])
    .filter(([, value]) => value > 0)
    .map(([place, value]) => [place, byPoints ? value : 1])
    .sort(([a], [b]) => a - b);
}

/**
 * {weights, wants, supporters}: how many voters each group is; the places of the options it supports; and of each
 * option {groups, points, votes}. Who supports nothing is in no group.
 */
export function grouped(election, byPoints) {
  if (!election.ballots) throw new CannotCount("needs-ballots");
  const places = new Map(election.options.map(({ id }, place) => [id, place]));
  const found = new Map();
  for (const ballot of election.ballots) {
    const said = pairs(election, places, ballot, byPoints);
    if (said.length === 0) continue;
    const key = said.join(";");
    if (!found.has(key)) found.set(key, { said, weight: 0 });
    found.get(key).weight += ballot.weight;
  }
  return arranged(election, [...found.values()]);
}

function arranged(election, all) {
  const supporters = election.options.map(() => ({ groups: [], points: [], votes: 0 }));
  all.forEach(({ said, weight }, group) => {
    for (const [place, value] of said) {
      supporters[place].groups.push(group);
      supporters[place].points.push(value);
      supporters[place].votes += weight;
    }
  });
  return { weights: all.map(({ weight }) => weight), wants: all.map(({ said }) => said.map(([place]) => place)), supporters };
}
