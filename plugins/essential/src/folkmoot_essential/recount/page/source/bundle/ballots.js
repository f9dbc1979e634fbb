// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Check 4: every ballot is one that the vote allowed; before it, of check 1, that the vote makes sense. */
import { byCodePoint, own } from "../text.js";
import { ALTERED, DIFFERS, Wrong, need } from "./wrong.js";

/** The options and contests themselves: each once, each where it belongs. */
export function checkVote({ options, vote }) {
  const contests = vote.contests.map(({ id }) => id);
  need(contests.length > 0 && new Set(contests).size === contests.length, ALTERED, "vote-contests");
  need(vote.leftovers === undefined || (contests.length > 1 && contests.includes("")), ALTERED, "vote-contests");
  const ids = options.map(({ id }) => id);
  const ordered = options.every(({ number }, place) => place === 0 || options[place - 1].number < number);
  need(new Set(ids).size === ids.length && ordered, ALTERED, "vote-options");
  need(options.every(({ contest }) => contests.includes(contest)), ALTERED, "vote-options");
}

export async function checkBallots({ box, options, vote }, pace) {
  const costs = new Map(vote.contests.map(({ id }) => [id, new Map()]));
  for (const { id, contest, cost } of options) costs.get(contest).set(id, BigInt(cost));
  for (const [place, { ballot }] of (box ?? []).entries()) {
    pace.at("ballots", place);
    if (pace.due) await pace.rest();
    const code = trouble(ballot, vote, costs);
    if (code) throw new Wrong(DIFFERS, "ballot-invalid", { line: place + 1, code });
  }
}

/** What is wrong with a ballot, as a code; null when nothing is. */
export function trouble(ballot, vote, costs) {
  const districts = vote.contests.map(({ id }) => id).filter((id) => id !== "");
  if (districts.length > 0 ? !districts.includes(ballot.d) : ballot.d !== undefined) return "district";
  const asked = ["cumulative", "score"].includes(vote.kind);
  for (const id of Object.keys(ballot.p ?? {})) if (!Object.hasOwn(ballot.c, id)) return "points";
  for (const [id, chosen] of Object.entries(ballot.c)) {
    const contest = vote.contests.find((one) => one.id === id);
    if (!contest || (id !== "" && id !== ballot.d)) return "contest";
    const given = own(ballot.p, id);
    if (asked ? given?.length !== chosen.length : given !== undefined) return "points";
    const code = ofChoices(chosen, vote.kind, costs.get(id)) ?? ofLimits(chosen, given, contest.limits, costs.get(id));
    if (code) return code;
  }
  return null;
}

function ofChoices(chosen, kind, costs) {
  if (!chosen.every((option) => costs.has(option))) return "option";
  if (new Set(chosen).size !== chosen.length) return "twice";
  const ordered = chosen.every((option, place) => place === 0 || byCodePoint(chosen[place - 1], option) < 0);
  return kind === "ordinal" || ordered ? null : "order";
}

function outside(value, least, most) {
  return (least !== undefined && value < BigInt(least)) || (most !== undefined && value > BigInt(most));
}

function ofLimits(chosen, given, limits, costs) {
  const cost = chosen.reduce((sum, option) => sum + costs.get(option), 0n);
  if (outside(BigInt(chosen.length), limits.min_length, limits.max_length)) return "length";
  if (outside(cost, limits.min_sum_cost, limits.max_sum_cost)) return "cost";
  if (!given) return null;
  const sum = given.reduce((all, one) => all + BigInt(one), 0n);
  if (outside(sum, limits.min_sum_points, limits.max_sum_points)) return "sum";
  return given.some((one) => outside(BigInt(one), limits.min_points, limits.max_points)) ? "points" : null;
}
