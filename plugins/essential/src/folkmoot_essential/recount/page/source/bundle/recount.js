// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Checks 5 and 6: the rule is known, and counting again gives the published winners, sums and ties. */
import { canonical } from "../canonical.js";
import { UnknownRule, checkRule, count } from "../count.js";
import { CannotCount, POINTED } from "../election.js";
import { own } from "../text.js";
import { DIFFERS, NoRecount, UNKNOWN_RULE, Wrong, need } from "./wrong.js";

export function checkRuleKnown({ rule }) {
  try {
    checkRule(rule);
  } catch (error) {
    if (error instanceof UnknownRule) throw new Wrong(UNKNOWN_RULE, "unknown-rule", { rule: error.message });
    throw error;
  }
}

/** The results of all contests, by counting again; throws Wrong at the first that isn't as published. */
export async function recount(bundle, pace) {
  const { result, vote } = bundle;
  const published = result.contests.map(({ id }) => id);
  need(canonical(published) === canonical(vote.contests.map(({ id }) => id)), DIFFERS, "result-contests");
  const results = new Map();
  let left = 0n;
  for (const contest of [...vote.contests].sort((a, b) => (a.id === "") - (b.id === ""))) {
    const funded = vote.leftovers && contest.id === "" ? { ...contest, budget: String(BigInt(contest.budget) + left) } : contest;
    const counted = await counting(bundle, funded, pace);
    compare(counted, result.contests.find(({ id }) => id === contest.id), bundle.seed);
    results.set(contest.id, { contest: funded, ...counted });
    if (counted.spent < BigInt(funded.budget)) left += BigInt(funded.budget) - counted.spent;
  }
  return vote.contests.map(({ id }) => results.get(id));
}

async function counting(bundle, contest, pace) {
  try {
    return await count(electionOf(bundle, contest), bundle.rule, bundle.seed.seed ?? "", pace);
  } catch (error) {
    if (!(error instanceof CannotCount)) throw error;
    const { auditor } = bundle.manifest;
    if (error.code === "needs-ballots") throw new NoRecount(auditor);
    throw new Wrong(DIFFERS, "cannot-count", { contest: contest.id, why: error.code });
  }
}

function compare(counted, published, seed) {
  const values = { contest: published.id, published: published.winners, counted: counted.winners };
  need(canonical(counted.winners) === canonical(published.winners), DIFFERS, "winners-differ", values);
  need(String(counted.spent) === published.spent, DIFFERS, "spent-differs", values);
  need(canonical(counted.ties) === canonical(published.ties), DIFFERS, "ties-differ", values);
  need(seed.seed !== undefined || !counted.ties.some(({ by }) => by === "lot"), DIFFERS, "no-seed", values);
}

/** A contest as election.js has it: options that weren't withdrawn, ballots cut down to them. */
export function electionOf({ box, options, totals, vote }, { id, budget, limits }) {
  const standing = options.filter(({ contest, withdrawn }) => contest === id && withdrawn === undefined);
  const kept = new Set(standing.map((option) => option.id));
  return {
    kind: vote.kind, budget: BigInt(budget), unit: BigInt(vote.unit), longest: limits.max_length ?? 0,
    options: standing.map((option) => (
      { id: option.id, cost: BigInt(option.cost), category: "", district: "", exclusive: "" })),
    ballots: box && box.filter(({ ballot }) => id === "" || ballot.d === id).map((one) => cut(one, id, kept, vote.kind)),
    totals: box ? null : totalsOf(totals[id], standing), envelopes: new Map(),
  };
}

function cut({ ballot, n = 1 }, id, kept, kind) {
  const all = (own(ballot.c, id) ?? []).map((option, place) => [option, own(ballot.p, id)?.[place]]);
  const pairs = all.filter(([option]) => kept.has(option));
  const points = POINTED.includes(kind) ? pairs.map(([, value]) => value) : null;
  return { choices: pairs.map(([option]) => option), points, weight: n, district: "" };
}

function totalsOf(sums, standing) {
  const only = (all) => all && new Map(standing.map(({ id }) => [id, all[id]]));
  return { voters: sums.ballots, votes: only(sums.votes), points: only(sums.points) ?? null };
}
