// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Phragmén's rule for budgets: next comes the option whose supporters would carry the lightest load with it. */
import { compare, fraction, greatestCommonDivisor } from "../fractions.js";
import { grouped } from "../groups.js";

/** What each group carries: loads[group] / unit. */
class Loads {
  constructor({ weights, supporters }) {
    this.weights = weights.map(BigInt);
    this.supporters = supporters;
    this.loads = weights.map(() => 0n);
    this.unit = 1n;
  }

  /** What each supporter would carry with this option funded. */
  after(place, cost) {
    const { groups, votes } = this.supporters[place];
    const carried = groups.reduce((sum, group) => sum + this.weights[group] * this.loads[group], 0n);
    return fraction(cost * this.unit + carried, this.unit * BigInt(votes));
  }

  /** All supporters of a winner carry the same from now on. */
  carry(place, load) {
    const wider = load.d / greatestCommonDivisor(load.d, this.unit);
    if (wider !== 1n) this.loads = this.loads.map((value) => value * wider);
    this.unit *= wider;
    const same = (load.n * this.unit) / load.d;
    for (const group of this.supporters[place].groups) this.loads[group] = same;
  }
}

/**
 * Of the waiting, those with the least load. A load only ever grows, so the last one known (`known`) is a lower bound,
 * and who isn't lighter even with that needn't be computed again.
 */
async function lightest(waiting, election, loads, known, pace) {
  const queue = [...waiting].sort((a, b) => compare(known.get(a), known.get(b)));
  let found = [];
  for (const place of queue) {
    if (pace.due) await pace.rest();
    if (found.length > 0 && compare(known.get(place), known.get(found[0])) > 0) break;
    known.set(place, loads.after(place, election.options[place].cost));
    const order = found.length > 0 ? compare(known.get(place), known.get(found[0])) : -1;
    if (order < 0) found = [place];
    else if (order === 0) found.push(place);
  }
  return found;
}

export async function phragmen(election, { overshoot, unsupported }, ties, pace) {
  const loads = new Loads(grouped(election, false));
  const { options } = election;
  const supported = (place) => loads.supporters[place].votes > 0;
  const known = new Map(options.map((_, place) => [place, { n: 0n, d: 1n }]));
  let left = election.budget;
  let waiting = [...options.keys()].filter((place) => options[place].cost <= left);
  if (unsupported === "skip") waiting = waiting.filter(supported);
  const winners = [];
  while (waiting.length > 0) {
    pace.at("winners", winners.length);
    const wanted = waiting.filter(supported);
    const first = wanted.length > 0 ? await lightest(wanted, election, loads, known, pace) : waiting;
    const dear = first.filter((place) => options[place].cost > left);
    if (dear.length > 0 && overshoot === "stop") break;
    if (dear.length > 0) {
      waiting = waiting.filter((place) => !dear.includes(place));
      continue;
    }
    const id = ties.first(first.map((place) => options[place].id), winners.length + 1);
    const chosen = first.find((place) => options[place].id === id);
    if (supported(chosen)) loads.carry(chosen, known.get(chosen));
    left -= options[chosen].cost;
    waiting = waiting.filter((place) => place !== chosen);
    winners.push(id);
  }
  return winners;
}
