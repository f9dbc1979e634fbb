// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Fractions of large integers, {n, d} with d > 0. Nothing here is ever rounded. */

export function greatestCommonDivisor(one, other) {
  let [a, b] = [one < 0n ? -one : one, other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** In lowest terms. */
export function fraction(numerator, denominator = 1n) {
  const common = greatestCommonDivisor(numerator, denominator) || 1n;
  return { n: numerator / common, d: denominator / common };
}

/** Negative, zero or positive, as one is less than, equal to or more than the other. */
export function compare(one, other) {
  const difference = one.n * other.d - other.n * one.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function plus(one, other) {
  return fraction(one.n * other.d + other.n * one.d, one.d * other.d);
}
