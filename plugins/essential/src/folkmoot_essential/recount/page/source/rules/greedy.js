// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** The greedy rules: options by score, the best first, each funded if its money is still there. */
import { points, votes } from "../election.js";
import { needEnvelopes } from "../envelopes.js";
import { compare } from "../fractions.js";

/** What orders options. What costs nothing and has support comes before everything that costs. */
function score(option, sum, perCost) {
  if (!perCost) return { free: false, n: BigInt(sum), d: 1n };
  return option.cost === 0n ? { free: sum > 0, n: BigInt(sum), d: 1n } : { free: false, n: BigInt(sum), d: option.cost };
}

function better(one, other) {
  return one.free === other.free ? -compare(one, other) : one.free ? -1 : 1;
}

/** Options from the best on; equal ones as ties are broken, one after the other. */
function ordered(options, sums, perCost, ties, done) {
  const left = options.map((option) => ({ option, score: score(option, sums.get(option.id), perCost) }));
  left.sort((a, b) => better(a.score, b.score));
  const found = [];
  while (left.length > 0) {
    const equal = left.filter((one) => better(one.score, left[0].score) === 0).map((one) => one.option.id);
    const chosen = ties.first(equal, done + found.length + 1);
    const place = left.findIndex((one) => one.option.id === chosen);
    found.push(left.splice(place, 1)[0].option);
  }
  return found;
}

/** The money: one budget, and envelopes inside it. */
class Purse {
  constructor(election, { envelopes, exclusive }) {
    this.left = election.budget;
    this.envelopes = new Map(election.envelopes);
    this.by = envelopes;
    this.onlyOne = exclusive === "respect";
    this.groups = new Set();
    this.winners = [];
  }

  /** The name of the envelope that pays for an option; the same for all while there is one budget. */
  envelope(option) {
    return this.by === "none" ? "" : option[this.by];
  }

  fits({ cost }, envelope) {
    return cost <= this.left && (this.by === "none" || cost <= this.envelopes.get(envelope));
  }

  /** Another of its group has won, or nobody pays for its category or district. */
  excludes(option) {
    const lost = this.onlyOne && option.exclusive !== "" && this.groups.has(option.exclusive);
    return lost || (this.by !== "none" && !this.envelopes.has(option[this.by]));
  }

  pay(option) {
    this.winners.push(option.id);
    this.left -= option.cost;
    if (this.by !== "none") this.envelopes.set(option[this.by], this.envelopes.get(option[this.by]) - option.cost);
    if (option.exclusive !== "") this.groups.add(option.exclusive);
  }
}

/** Go through options once; those that weren't funded are given back. With overshoot=stop an envelope stops by itself. */
function spend(options, sums, parameters, purse) {
  const rest = [];
  const stopped = new Set();
  for (const option of options) {
    const able = sums.get(option.id) >= Number(parameters.threshold) && !purse.excludes(option);
    const envelope = purse.envelope(option);
    const fits = able && purse.fits(option, envelope);
    if (fits && !stopped.has(envelope)) purse.pay(option);
    else rest.push(option);
    if (able && !fits && parameters.overshoot === "stop") stopped.add(envelope);
  }
  return rest;
}

/** Winners; with envelopes first from each, then, where declared, from what is left of all of them together. */
export async function greedy(election, parameters, ties) {
  if (parameters.envelopes !== "none") needEnvelopes(election);
  const sums = parameters.score.startsWith("points") ? points(election) : votes(election);
  const perCost = parameters.score.endsWith("per-cost");
  const purse = new Purse(election, parameters);
  const first = ordered(election.options, sums, perCost, ties, 0);
  const rest = spend(first, sums, parameters, purse);
  if (parameters.envelopes !== "none" && parameters.leftovers === "pool") {
    purse.by = "none";
    const done = first.length + 1; // pooling the money is a round of its own
    spend(ordered(rest, sums, perCost, ties, done), sums, parameters, purse);
  }
  return purse.winners;
}
