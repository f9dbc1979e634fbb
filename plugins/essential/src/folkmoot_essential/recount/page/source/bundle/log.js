// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Check 3: the log makes sense, and says as many ballots as the box, the totals and the electorate do. */
import { canonical } from "../canonical.js";
import { byCodePoint, own } from "../text.js";
import { ALTERED, DISAGREE, need } from "./wrong.js";

/**
 * Go through the log: {inForce: Set, places, replaced, revoked, kinds, reasons}, Maps by commitment; places are from 1.
 */
export function checkLog({ castlog }) {
  const standing = {
    inForce: new Set(), places: new Map(), replaced: new Map(), revoked: new Map(),
    kinds: { cast: 0, paper: 0, change: 0, revoke: 0, decision: 0 }, reasons: new Map(),
  };
  castlog.forEach((leaf, index) => enter(standing, leaf, index + 1));
  return standing;
}

function enter(standing, { kind, commitment, replaces, reason }, place) {
  standing.kinds[kind]++;
  if (kind === "change") {
    need(standing.inForce.delete(replaces), DISAGREE, "log-not-in-force", { place });
    standing.replaced.set(replaces, place);
  }
  if (kind === "revoke") {
    need(standing.inForce.delete(commitment), DISAGREE, "log-not-in-force", { place });
    standing.revoked.set(commitment, reason);
    standing.reasons.set(reason, (standing.reasons.get(reason) ?? 0) + 1);
  }
  if (["cast", "paper", "change"].includes(kind)) {
    need(!standing.places.has(commitment), DISAGREE, "log-twice", { place });
    standing.places.set(commitment, place);
    standing.inForce.add(commitment);
  }
}

/** The counts of people are those of the log. */
export function checkElectorate({ electorate }, { kinds, reasons, inForce }) {
  const same =
    sameVoters(electorate, kinds) && electorate.changed === kinds.change &&
    electorate.cast === inForce.size && canonical(electorate.revoked) === canonical(Object.fromEntries(reasons)) &&
    (electorate.eligible === undefined || electorate.cast <= electorate.eligible);
  need(same, DISAGREE, "electorate");
}

function sameVoters({ cast, channels, voted }, kinds) {
  if (typeof voted === "object") return voted.web === kinds.cast && voted.paper === kinds.paper;
  return voted === kinds.cast + kinds.paper && (!channels || channels.web + channels.paper === cast);
}

/** As many ballots in the box as are in force, none twice; and the totals are the box's. */
export function checkBox(bundle, standing) {
  const { box, manifest, totals, vote } = bundle;
  if (manifest.level === "L0") return checkTotalsAlone(bundle, standing);
  const cast = manifest.level === "L2" ? box.length : box.reduce((sum, { n }) => sum + n, 0);
  need(cast === standing.inForce.size, DISAGREE, "box-size", { box: cast, log: standing.inForce.size });
  const keys = manifest.level === "L2" ? box.map(({ t }) => t) : box.map(({ ballot }) => canonical(ballot));
  keys.forEach((key, place) => checkOrder(keys[place - 1], key, manifest.level));
  need(canonical(totals) === canonical(added(bundle)), DISAGREE, "totals");
}

/** A tracker that comes twice hides a ballot; anything else out of order isn't the format. */
function checkOrder(before, key, level) {
  if (before === undefined) return;
  need(level !== "L2" || before !== key, DISAGREE, "box-twice");
  need(byCodePoint(before, key) < 0, ALTERED, "file-shape", { name: "box.jsonl" });
}

function checkTotalsAlone({ options, totals, vote }, { inForce }) {
  const ids = vote.contests.map(({ id }) => id).sort(byCodePoint);
  need(canonical(Object.keys(totals).sort(byCodePoint)) === canonical(ids), DISAGREE, "totals");
  for (const id of ids) checkSums(totals[id], options.filter(({ contest }) => contest === id), vote.kind);
  const districts = ids.filter((id) => id !== "");
  const inDistricts = districts.reduce((sum, id) => sum + totals[id].ballots, 0);
  const all = [...(ids.includes("") ? [totals[""].ballots] : []), ...(districts.length > 0 ? [inDistricts] : [])];
  for (const box of all) need(box === inForce.size, DISAGREE, "box-size", { box, log: inForce.size });
}

/** Totals of a contest's own options, none with more votes than ballots, and at least a point for each vote. */
function checkSums({ ballots, votes, points }, options, kind) {
  const ids = canonical(options.map(({ id }) => id).sort(byCodePoint));
  const pointed = ["cumulative", "score"].includes(kind);
  need(canonical(Object.keys(votes).sort(byCodePoint)) === ids, DISAGREE, "totals");
  need(pointed === (points !== undefined), DISAGREE, "totals");
  need(!pointed || canonical(Object.keys(points).sort(byCodePoint)) === ids, DISAGREE, "totals");
  for (const [id, number] of Object.entries(votes)) {
    const given = pointed ? points[id] : number;
    need(number <= ballots && given >= number && (number > 0 || given === 0), DISAGREE, "totals");
  }
}

/** The totals of a box: of each contest, for every option, withdrawn or not. */
export function added({ box, options, vote }) {
  const pointed = ["cumulative", "score"].includes(vote.kind);
  const none = (id) => Object.fromEntries(options.filter(({ contest }) => contest === id).map((option) => [option.id, 0]));
  const sums = new Map(vote.contests.map(({ id }) => [id, { ballots: 0, votes: none(id), ...(pointed && { points: none(id) }) }]));
  for (const { ballot, n = 1 } of box) {
    for (const id of new Set(["", ballot.d ?? ""])) {
      if (sums.has(id)) add(sums.get(id), own(ballot.c, id) ?? [], own(ballot.p, id) ?? [], n);
    }
  }
  return Object.fromEntries(sums);
}

function add(sum, chosen, points, n) {
  sum.ballots += n;
  chosen.forEach((option, place) => {
    sum.votes[option] = (own(sum.votes, option) ?? 0) + n;
    if (sum.points) sum.points[option] = (own(sum.points, option) ?? 0) + (points[place] ?? 0) * n;
  });
}
