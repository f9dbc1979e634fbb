// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** The constants of SHA-2 (FIPS 180-4), computed as they are defined: fractional parts of roots of the first primes. */

function primes(count) {
  const found = [];
  for (let candidate = 2n; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  }
  return found;
}

/** The whole part of the root of that power, by bisection. */
function root(value, power) {
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** The first 64 bits of the fractional parts of the roots of the first primes. */
export function fractions(count, power) {
  return primes(count).map((prime) => root(prime << (64n * power), power) & 0xffffffffffffffffn);
}
