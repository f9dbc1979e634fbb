// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/**
 * The price of an option in equal shares: the least rho with which its supporters pay for it, when each gives rho for
 * each of its points, or all it has if that is less: sum of min(left, rho * points) = cost.
 */
import { near } from "./purses.js";

/**
 * The exact price, {missing, shares, poor, rich}: rho is missing / (unit * shares); null when the supporters can't pay.
 *
 * Who has less than rho for each point is poor and gives all. Begin with `poorer` (surely poor, or a guess) and let the
 * rest pay what is missing: whoever can't is poor as well, so the price rises, until nobody is left who can't.
 */
export function price(cost, supporters, purses, guess) {
  const wanted = cost * purses.unit;
  if (purses.together(supporters.groups) < wanted) return null;
  const all = supporters.groups.map((group, place) => ({ group, points: supporters.points[place] }));
  const start = (one) => purses.near[one.group] < guess * one.points;
  const guessed = settled(wanted, all.filter(start), all.filter((one) => !start(one)), purses);
  const wrong = guessed === null || guessed.poor.some((one) => richer(one, guessed, purses));
  return wrong ? settled(wanted, [], all, purses) : guessed;
}

/** Whether somebody has more than the price asks. */
function richer({ group, points }, { missing, shares }, purses) {
  return purses.left[group] * shares > missing * BigInt(points);
}

function poorer({ group, points }, { missing, shares }, purses) {
  return purses.left[group] * shares < missing * BigInt(points);
}

/** Move those who can't pay to the poor until all of the rich can; null when no rich are left. */
function settled(wanted, poor, rich, purses) {
  for (;;) {
    const missing = wanted - purses.together(poor.map(({ group }) => group));
    const shares = rich.reduce((sum, { group, points }) => sum + purses.exactWeights[group] * BigInt(points), 0n);
    if (missing < 0n || shares === 0n) return null;
    const found = { missing, shares, poor, rich };
    const fallen = rich.filter((one) => poorer(one, found, purses));
    if (fallen.length === 0) return found;
    poor = poor.concat(fallen);
    rich = rich.filter((one) => !poorer(one, found, purses));
  }
}

/** About where the price is, in near units, by the same way in binary fractions; from a lower bound on. */
export function guessed(cost, { groups, points }, { near: held, weights }, from) {
  const wanted = near(cost, 1n);
  for (let rho = from; ; ) {
    let [given, shares] = [0, 0];
    for (let place = 0; place < groups.length; place++) {
      const group = groups[place];
      if (held[group] < rho * points[place]) given += held[group] * weights[group];
      else shares += weights[group] * points[place];
    }
    const next = (wanted - given) / shares;
    if (!(next > rho) || next === Infinity) return rho;
    rho = next;
  }
}

/**
 * Whether the price is surely more than rho (near units): with rho the supporters give less than the cost, by more than
 * all that rounding may hide. Everything added is positive, so the sum is off by less than one in 2 ** 53 for each
 * supporter, which a margin of one in 10 ** 9 covers up to millions of them.
 */
export function surelyDearer(cost, { groups, points }, { near: held, weights }, rho) {
  let given = 0;
  for (let place = 0; place < groups.length; place++) {
    given += weights[groups[place]] * Math.min(held[groups[place]], rho * points[place]);
  }
  return given * (1 + 1e-9) < near(cost, 1n);
}
