// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/**
 * The voters' money in a count of equal shares, exactly: each voter of a group has left[group] / unit.
 *
 * Beside it, near[group] is the same as a binary fraction, made afresh of the exact amount whenever that changes. It is
 * used to guess, and to leave out options that are clearly too dear (see `surelyDearer`), never to decide.
 */
import { greatestCommonDivisor } from "../fractions.js";

const SCALE = 80n; // near amounts are in 2 ** -80 of the smallest unit, so that small ones don't vanish

/** A fraction, in near units. */
export function near(n, d) {
  return Number((n << SCALE) / d);
}

export class Purses {
  constructor(weights, share) {
    this.weights = weights;
    this.exactWeights = weights.map(BigInt);
    this.unit = share.d;
    this.left = weights.map(() => share.n);
    this.near = new Float64Array(weights.length).fill(near(share.n, share.d));
  }

  /** What some groups have together, as a numerator over unit. */
  together(groups) {
    let sum = 0n;
    for (const group of groups) sum += this.exactWeights[group] * this.left[group];
    return sum;
  }

  /** Take a price: {missing, shares, poor, rich}, where each of the rich pays missing / (unit * shares) for each point. */
  pay({ missing, shares, poor, rich }) {
    const common = greatestCommonDivisor(missing, shares);
    const wider = shares / common;
    if (wider !== 1n) this.left = this.left.map((value) => value * wider);
    this.unit *= wider;
    for (const { group } of poor) this.set(group, 0n);
    for (const { group, points } of rich) this.set(group, this.left[group] - (missing / common) * BigInt(points));
  }

  set(group, value) {
    this.left[group] = value;
    this.near[group] = near(value, this.unit);
  }
}
