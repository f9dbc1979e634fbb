// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/**
 * Ties, broken as declared before the vote and all remembered.
 *
 * "cost-votes-lot": the lower cost, then more votes, then the lot, where SHA-256("folkmoot-lot/1" LF seed LF id) is
 * smallest. "id": the smallest id as a text.
 */
import { votes } from "./election.js";
import { byCodePoint, hexOf } from "./text.js";
import { sha256Text } from "./sha256.js";

/** Where the lot puts an option: the smaller the text, the earlier. */
export function lot(seed, id) {
  return hexOf(sha256Text(`folkmoot-lot/1\n${seed}\n${id}`));
}

function difference(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

export class Ties {
  /** @param policy as above; costs and votes decide as the election has them. */
  constructor(policy, seed, election) {
    const costs = new Map(election.options.map(({ id, cost }) => [id, cost]));
    const supporters = votes(election);
    Object.assign(this, { policy, seed, met: [] });
    this.ways =
      policy === "id"
        ? [["id", byCodePoint]]
        : [
            ["cost", (a, b) => difference(costs.get(a), costs.get(b))],
            ["votes", (a, b) => difference(supporters.get(b), supporters.get(a))],
            ["lot", (a, b) => difference(lot(seed, a), lot(seed, b))],
          ];
  }

  /** The same policy and seed for a part of the election, whose votes decide there. */
  of(part) {
    return new Ties(this.policy, this.seed, part);
  }

  /** The first of several ids; a tie is noted when there were several. */
  first(ids, round) {
    const [chosen, by] = this.foremost(ids);
    this.note(ids, round, chosen, by);
    return chosen;
  }

  /** The last of several ids: who leaves. What decided is what told the last two apart. */
  last(ids, round) {
    let rest = [...ids];
    let by = "";
    while (rest.length > 1) {
      const [best, way] = this.foremost(rest);
      rest = rest.filter((id) => id !== best);
      by = way;
    }
    this.note(ids, round, rest[0], by);
    return rest[0];
  }

  note(ids, round, chosen, by) {
    if (ids.length > 1) this.met.push({ round, candidates: [...ids].sort(byCodePoint), chosen, by });
  }

  foremost(ids) {
    let [rest, decided] = [ids, ""];
    for (const [by, order] of this.ways) {
      if (rest.length === 1) break;
      const best = rest.reduce((a, b) => (order(b, a) < 0 ? b : a));
      rest = rest.filter((id) => order(id, best) === 0);
      decided = by;
    }
    return [rest[0], decided];
  }
}
