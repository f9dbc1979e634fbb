// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** One run of equal shares: the option with the least price for what it is worth is bought, until none can be. */
import { Purses, near } from "./purses.js";
import { guessed, price, surelyDearer } from "./price.js";

const A_LITTLE = 1e-7;
const ROUNDING = 1e-12; // more than a handful of operations on binary fractions can be off

/** An option that may still be bought. low: no more than its price for its worth, in near units; prices only rise. */
class Candidate {
  constructor(place, option, supporters, worth) {
    Object.assign(this, { place, option, supporters, worth, low: 0, guess: 0 });
  }

  /** Bring the guess, and from it the lower bound, to the money as it is now. */
  look(purses) {
    this.guess = guessed(this.option.cost, this.supporters, purses, this.guess * (1 - A_LITTLE));
    const below = this.guess * (1 - A_LITTLE);
    if (surelyDearer(this.option.cost, this.supporters, purses, below)) {
      this.low = Math.max(this.low, (below / Number(this.worth)) * (1 - ROUNDING));
    }
    return this.guess / Number(this.worth);
  }
}

/** The difference of two prices for their worth, for its sign. */
function dearer(one, price1, other, price2) {
  return price1.missing * price2.shares * other.worth - price2.missing * price1.shares * one.worth;
}

export class Run {
  /** question: {options, groups, eligible, worth}. share: a fraction. most: stop when more is spent (null: never). */
  constructor(question, share, ties, pace, most = null) {
    Object.assign(this, { question, ties, pace, most });
    this.purses = new Purses(question.groups.weights, share);
    this.candidates = question.eligible.map(
      (place) => new Candidate(place, question.options[place], question.groups.supporters[place], question.worth[place]),
    );
    this.winners = [];
    this.spent = 0n;
  }

  async go() {
    while (this.most === null || this.spent <= this.most) {
      const best = await this.cheapest();
      if (best.length === 0) break;
      const ids = best.map(({ candidate }) => candidate.option.id);
      const id = this.ties.first(ids, this.winners.length + 1);
      this.buy(best.find(({ candidate }) => candidate.option.id === id));
    }
    return this;
  }

  buy({ candidate, cost }) {
    this.purses.pay(cost);
    this.candidates = this.candidates.filter((one) => one !== candidate);
    this.winners.push(candidate.place);
    this.spent += candidate.option.cost;
  }

  /** Those with the least exact price, with it; those that can't be paid any more are dropped for good. */
  async cheapest() {
    await this.lookAround();
    let best = [];
    let high = Infinity;
    const gone = new Set();
    for (const candidate of [...this.candidates].sort((a, b) => a.low - b.low)) {
      if (candidate.low > high) break;
      if (this.pace.due) await this.pace.rest();
      const cost = price(candidate.option.cost, candidate.supporters, this.purses, candidate.guess);
      if (cost === null) gone.add(candidate);
      else if (best.length > 0 && dearer(candidate, cost, best[0].candidate, best[0].cost) > 0n) continue;
      else {
        const equal = best.length > 0 && dearer(candidate, cost, best[0].candidate, best[0].cost) === 0n;
        best = equal ? [...best, { candidate, cost }] : [{ candidate, cost }];
        high = this.above(candidate, cost);
      }
    }
    this.candidates = this.candidates.filter((one) => !gone.has(one));
    return best;
  }

  /** Look again at those that might be the cheapest, so that few exact prices are needed. */
  async lookAround() {
    let least = Infinity;
    for (const candidate of [...this.candidates].sort((a, b) => a.low - b.low)) {
      if (candidate.low > least) break;
      if (this.pace.due) await this.pace.rest();
      least = Math.min(least, candidate.look(this.purses));
    }
  }

  /** A little more than an exact price for its worth, in near units. */
  above({ worth }, { missing, shares }) {
    return (near(missing, shares * this.purses.unit * worth) + 1) * (1 + ROUNDING);
  }
}
