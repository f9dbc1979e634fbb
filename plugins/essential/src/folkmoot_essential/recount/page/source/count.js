// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Rules by name. One that isn't here, in this version, with exactly these parameters, is refused and never guessed. */
import { CannotCount, POINTED, checkSize } from "./election.js";
import { byEnvelopes, ofTheirDistrict } from "./envelopes.js";
import { Pace } from "./pace.js";
import { Ties } from "./ties.js";
import { equalShares } from "./rules/equal-shares.js";
import { greedy } from "./rules/greedy.js";
import { irv } from "./rules/irv.js";
import { approval, mostPoints, plurality } from "./rules/most.js";
import { phragmen } from "./rules/phragmen.js";

/** A rule that this page doesn't know; the message says what of it. */
export class UnknownRule extends Error {}

const TIES = ["cost-votes-lot", "id"];
const SEATS = { ties: TIES, seats: 1 }; // a number: the least whole number that it may be
const ENVELOPES = { envelopes: ["none", "category", "district"], leftovers: ["none", "pool"] };
const GREEDY = {
  score: ["votes", "points", "votes-per-cost", "points-per-cost"], overshoot: ["skip", "stop"], threshold: 0,
  exclusive: ["respect", "ignore"], ...ENVELOPES, ties: TIES,
};
const EQUAL_SHARES = {
  utility: ["cost", "cardinality", "points"],
  completion: ["none", "add1", "add1-exhaustive", "utilitarian", "add1-utilitarian", "add1-exhaustive-utilitarian"],
  "minimum-support": 0, ...ENVELOPES, ties: TIES,
};
const PHRAGMEN = { overshoot: ["stop", "skip"], unsupported: ["fund", "skip"], ...ENVELOPES, ties: TIES };
const ALL = ["approval", "ordinal", ...POINTED];

/** name: version, the parameters, the kinds of ballots, what counts, and whether it needs more than totals. */
export const RULES = new Map([
  ["greedy", { version: 1, parameters: GREEDY, kinds: ALL, count: greedy }],
  ["greedy-per-cost", { version: 1, parameters: GREEDY, kinds: ALL, count: greedy }],
  ["equal-shares", { version: 1, parameters: EQUAL_SHARES, kinds: ALL, count: byEnvelopes(equalShares) }],
  ["phragmen", { version: 1, parameters: PHRAGMEN, kinds: ALL, count: byEnvelopes(phragmen) }],
  ["plurality", { version: 1, parameters: SEATS, kinds: ["approval", "ordinal"], count: plurality }],
  ["approval", { version: 1, parameters: SEATS, kinds: ["approval", ...POINTED], count: approval }],
  ["points", { version: 1, parameters: SEATS, kinds: ["ordinal", ...POINTED], count: mostPoints }],
  ["irv", { version: 1, parameters: { ties: TIES }, kinds: ["ordinal"], count: irv }],
]);

function fits(allowed, value) {
  if (Array.isArray(allowed)) return allowed.includes(value);
  return typeof value === "string" && /^(0|[1-9][0-9]{0,11})$/.test(value) && Number(value) >= allowed;
}

/** Throws UnknownRule unless the rule, its version and every parameter are known. */
export function checkRule({ name, version, parameters }) {
  const rule = RULES.get(name);
  if (!rule) throw new UnknownRule(String(name));
  if (rule.version !== version) throw new UnknownRule(`${name}, version ${version}`);
  const given = Object.keys(parameters ?? {});
  const strange = given.find((one) => !Object.hasOwn(rule.parameters, one) || !fits(rule.parameters[one], parameters[one]));
  if (strange !== undefined) throw new UnknownRule(`${name}: ${strange}=${parameters[strange]}`);
  const absent = Object.keys(rule.parameters).find((one) => !given.includes(one));
  if (absent !== undefined) throw new UnknownRule(`${name}: ${absent}`);
}

/** {winners, spent, ties} of an election (see election.js); throws UnknownRule, CannotCount, Stopped. */
export async function count(election, said, seed, pace = new Pace()) {
  checkRule(said);
  const rule = RULES.get(said.name);
  if (!rule.kinds.includes(election.kind)) throw new CannotCount("kind", { rule: said.name, kind: election.kind });
  checkSize(election);
  const own = said.parameters.envelopes === "district" && election.ballots ? ofTheirDistrict(election) : election;
  const ties = new Ties(said.parameters.ties, seed, own);
  const winners = await rule.count(own, said.parameters, ties, pace);
  const won = election.options.filter(({ id }) => winners.includes(id));
  return { winners, spent: won.reduce((sum, { cost }) => sum + cost, 0n), ties: ties.met };
}
