// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/**
 * The Method of Equal Shares (Peters, Pierczyński and Skowron 2021; equalshares.net) with its completions.
 *
 * add1: everybody gets one unit of the currency more, and more, as long as what is bought fits the budget; the last
 * that does counts. add1-exhaustive stops as soon as nothing more would fit. utilitarian: what still fits after it all,
 * the most wanted first.
 */
import { CannotCount, points, voters, votes } from "../election.js";
import { fraction, plus } from "../fractions.js";
import { grouped } from "../groups.js";
import { Run } from "./run.js";

/** The page shows its progress and can be stopped, so this only ends what would go on without end. */
const MOST_STEPS = 10_000_000;

/** Worth of a fully paid option to its supporter: its cost, or 1 (multiplied by points where they count). */
function worth(option, utility) {
  return utility === "cost" && option.cost > 0n ? option.cost : 1n;
}

/** minimum N: out is what has a smaller share of the voters than cost / (N * budget). */
function eligible(election, groups, minimum) {
  const all = BigInt(voters(election));
  return [...election.options.keys()].filter((place) => {
    const supporting = BigInt(groups.supporters[place].votes);
    const enough = minimum === 0n || supporting * minimum * election.budget >= election.options[place].cost * all;
    return supporting > 0n && enough;
  });
}

function shareOf(election, extra) {
  return plus(fraction(election.budget, BigInt(Math.max(voters(election), 1))), fraction(BigInt(extra) * election.unit));
}

/** How many units everybody gets on top. */
async function add1(election, question, exhaustive, ties, pace) {
  for (let extra = 0; extra <= MOST_STEPS; extra++) {
    pace.at("steps", extra);
    const run = await new Run(question, shareOf(election, extra), ties, pace, election.budget).go();
    if (run.spent > election.budget) return Math.max(extra - 1, 0);
    if (run.winners.length === question.eligible.length) return extra;
    if (exhaustive && nothingFits(election, run)) return extra;
  }
  throw new CannotCount("unsettled", { steps: MOST_STEPS });
}

function nothingFits(election, run) {
  const left = election.budget - run.spent;
  return election.options.every((option, place) => run.winners.includes(place) || option.cost > left);
}

/** What still fits, the most votes (or points, where they are the utility) first. */
function fill(election, question, utility, winners, left, ties) {
  const sums = utility === "points" ? points(election) : votes(election);
  let waiting = question.eligible.filter((place) => !winners.includes(place)).map((place) => election.options[place]);
  const added = [];
  for (;;) {
    waiting = waiting.filter((option) => option.cost <= left);
    if (waiting.length === 0) return added;
    const top = Math.max(...waiting.map(({ id }) => sums.get(id)));
    const equal = waiting.map(({ id }) => id).filter((id) => sums.get(id) === top);
    const chosen = ties.first(equal, winners.length + added.length + 1);
    left -= waiting.find(({ id }) => id === chosen).cost;
    waiting = waiting.filter(({ id }) => id !== chosen);
    added.push(chosen);
  }
}

export async function equalShares(election, parameters, ties, pace) {
  if (election.budget <= 0n) throw new CannotCount("no-budget");
  const { utility, completion } = parameters;
  const groups = grouped(election, utility === "points");
  const question = {
    options: election.options,
    groups,
    eligible: eligible(election, groups, BigInt(parameters["minimum-support"])),
    worth: election.options.map((option) => worth(option, utility)),
  };
  const repeated = completion.startsWith("add1");
  const extra = repeated ? await add1(election, question, completion.includes("exhaustive"), ties, pace) : 0;
  ties.met = []; // what was met in the repetitions doesn't matter
  const final = await new Run(question, shareOf(election, extra), ties, pace).go();
  const winners = final.winners.map((place) => election.options[place].id);
  if (!completion.endsWith("utilitarian")) return winners;
  return winners.concat(fill(election, question, utility, final.winners, election.budget - final.spent, ties));
}
