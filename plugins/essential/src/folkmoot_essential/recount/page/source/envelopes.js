// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/**
 * Counting by envelopes: the money of a category or a district pays for its own options.
 *
 * Each envelope is an election of its own, in the order of their names. Its voters are those of the district (everybody
 * for the whole town, "") where ballots say theirs; else those who name one of its options. With leftovers=pool all that
 * is left is counted once more, for everything that hasn't won and everybody.
 */
import { CannotCount, voters } from "./election.js";
import { byCodePoint } from "./text.js";

/** A ballot that speaks of some options only. */
function restricted(ballot, keeps) {
  const places = [...ballot.choices.keys()].filter((place) => keeps(ballot.choices[place]));
  const only = (values) => places.map((place) => values[place]);
  return { ...ballot, choices: only(ballot.choices), points: ballot.points && only(ballot.points) };
}

/** The election without choices of another district than the ballot's own. */
export function ofTheirDistrict(election) {
  const where = new Map(election.options.map(({ id, district }) => [id, district]));
  const keeps = ({ district }) => (id) => !district || ["", district].includes(where.get(id));
  return { ...election, ballots: election.ballots.map((ballot) => restricted(ballot, keeps(ballot))) };
}

function onlyOptions(election, options, budget) {
  const ids = new Set(options.map(({ id }) => id));
  return { ...election, options, budget, ballots: election.ballots.map((one) => restricted(one, (id) => ids.has(id))) };
}

/** The election of one envelope. */
function inside(election, by, name, budget) {
  const part = onlyOptions(election, election.options.filter((option) => option[by] === name), budget);
  const said = by === "district" && election.ballots.some(({ district }) => district);
  const takesPart = said ? ({ district }) => name === "" || district === name : ({ choices }) => choices.length > 0;
  return { ...part, ballots: part.ballots.filter(takesPart) };
}

export function needEnvelopes(election) {
  if (election.envelopes.size === 0) throw new CannotCount("no-envelopes");
}

/** A rule that counts each envelope with another rule. */
export function byEnvelopes(rule) {
  return async (election, parameters, ties, pace) => {
    if (parameters.envelopes === "none") return rule(election, parameters, ties, pace);
    needEnvelopes(election);
    if (!election.ballots) throw new CannotCount("needs-ballots");
    let left = election.budget;
    const winners = [];
    const one = async (part) => {
      if (part.budget <= 0n || part.options.length === 0 || voters(part) === 0) return;
      const own = ties.of(part);
      const won = await rule(part, parameters, own, pace);
      ties.met.push(...own.met);
      winners.push(...won);
      for (const { id, cost } of part.options) if (won.includes(id)) left -= cost;
    };
    for (const name of [...election.envelopes.keys()].sort(byCodePoint)) {
      const held = election.envelopes.get(name);
      await one(inside(election, parameters.envelopes, name, held < left ? held : left));
    }
    const rest = election.options.filter(({ id }) => !winners.includes(id));
    if (parameters.leftovers === "pool") await one(onlyOptions(election, rest, left));
    return winners;
  };
}
