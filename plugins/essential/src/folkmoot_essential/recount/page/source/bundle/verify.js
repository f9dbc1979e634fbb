// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** All checks, in the order of docs/recount-bundle.md. The first that fails decides; what comes after it isn't checked. */
import { checkBallots, checkVote } from "./ballots.js";
import { readFiles } from "./files.js";
import { checkExpected, checkFixed, checkHeads, checkManifest, checkRoots, fingerprint } from "./heads.js";
import { checkBox, checkElectorate, checkLog } from "./log.js";
import { checkRuleKnown, recount } from "./recount.js";
import { NoRecount, Wrong } from "./wrong.js";

export const AGREES = 0;
export const NOT_ANCHORED = 3;

/** Each check by its name; `found` collects what they learn. */
const CHECKS = [
  ["files", async (found, { zip, pace }) => { found.bundle = await readFiles(zip, pace); checkVote(found.bundle); }],
  ["manifest", async ({ bundle }) => checkManifest(bundle)],
  ["heads", async ({ bundle }, { pace }) => { await checkHeads(bundle, pace); await checkRoots(bundle, pace); }],
  ["fixed", async ({ bundle }) => checkFixed(bundle)],
  ["expected", async (found, { expected }) => { found.anchor = checkExpected(found.bundle, expected); }],
  ["log", async (found) => { found.standing = checkLog(found.bundle); }],
  ["box", async ({ bundle, standing }) => { checkBox(bundle, standing); checkElectorate(bundle, standing); }],
  ["ballots", async ({ bundle }, { pace }) => checkBallots(bundle, pace)],
  ["rule", async ({ bundle }) => checkRuleKnown(bundle)],
  ["recount", async (found, { pace }) => { found.results = await recount(found.bundle, pace); }],
];

export const NAMES = CHECKS.map(([name]) => name);

/**
 * Verify a bundle: zip is its bytes, or a Map of files; expected is {head, key} in hex, each empty where nothing is.
 *
 * Gives {status, checks, bundle, anchor, standing, results, fingerprint}: checks are {id, state, code, values}, where
 * state is "ok", "bad", "skipped" or "unable" (nobody can do it with this file); what wasn't reached is undefined. Throws
 * Stopped.
 */
export async function verify(zip, expected, pace) {
  const found = { status: null, checks: [] };
  for (const [id, check] of CHECKS) {
    found.checks.push(found.status === null ? await held(id, check, found, { zip, expected, pace }) : { id, state: "skipped" });
  }
  const anchored = Boolean(expected.head || expected.key);
  if (!anchored) found.checks.find(({ id }) => id === "expected").state = "skipped";
  found.status ??= anchored ? AGREES : NOT_ANCHORED;
  const heads = found.bundle?.heads;
  found.fingerprint = heads && heads.length > 0 ? fingerprint(heads[heads.length - 1].head) : undefined;
  return found;
}

async function held(id, check, found, given) {
  try {
    await check(found, given);
    return { id, state: "ok" };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    found.status = error.status;
    return { id, state: error instanceof NoRecount ? "unable" : "bad", code: error.code, values: error.values };
  }
}
