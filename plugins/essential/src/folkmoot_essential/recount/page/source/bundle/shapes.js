// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/**
 * What the values of a bundle look like. A shape is a regular expression for a text; a number for a whole number of at
 * least that; a list with one shape for a list; a function that says; or an object by key, where "key?" may be absent.
 */

const time = /^\d{4}-(0[1-9]|1[0-2])-[0-3]\d[T][0-2]\d:[0-5]\d:[0-5]\dZ$/;
const hash = /^[0-9a-f]{64}$/;
const signature = /^[0-9a-f]{128}$/;
const amount = /^(0|[1-9]\d{0,17})$/;
const id = /^[^,;\s\x00-\x1f]{1,100}$/u;
const contestId = /^(?!town$)[a-z0-9-]{0,64}$/;
const code = /^[a-z0-9-]{1,40}$/;
const text = /^[^]{0,20000}$/u;

/** An object whose keys fit one shape and whose values another. */
function by(key, shape) {
  return (value) => isRecord(value) && Object.entries(value).every(([name, one]) => key.test(name) && fits(one, shape));
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fitsRecord(value, shape) {
  const known = new Map(Object.entries(shape).map(([key, one]) => [key.replace(/\?$/, ""), [one, key.endsWith("?")]]));
  return (
    isRecord(value) &&
    Object.keys(value).every((key) => known.has(key)) &&
    [...known].every(([key, [one, optional]]) => (Object.hasOwn(value, key) ? fits(value[key], one) : optional))
  );
}

/** Whether a parsed value is of a shape. */
export function fits(value, shape) {
  if (shape instanceof RegExp) return typeof value === "string" && shape.test(value);
  if (typeof shape === "number") return Number.isSafeInteger(value) && value >= shape;
  if (typeof shape === "function") return shape(value);
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((one) => fits(one, shape[0]));
  return fitsRecord(value, shape);
}

const texts = by(/^[A-Za-z0-9-]{2,35}$/, text);
const numbers = by(/^[^]*$/, 0);
const limits = {
  "min_length?": 0, "max_length?": 0, "min_sum_points?": 0, "max_sum_points?": 0, "min_points?": 0, "max_points?": 0,
  "min_sum_cost?": amount, "max_sum_cost?": amount,
};
const channels = { web: 0, paper: 0 };
const tie = { round: 0, candidates: [id], chosen: id, by: code };
const head = {
  election: id, key: hash, number: 0, size: 0, root: hash, rule: hash, options: hash, vote: hash, at: time,
  state: /^(open|closed|certified)$/, "content?": hash,
};
const ballot = {
  c: by(contestId, (value) => fits(value, [id]) && value.length > 0),
  "p?": (value) => by(contestId, (given) => fits(given, [1]) && given.length > 0)(value) && Object.keys(value).length > 0,
  "d?": /^(?!town$)[a-z0-9-]{1,64}$/,
};

/** By the file's name. For a .jsonl file, of each line. */
export const SHAPES = {
  "manifest.json": {
    format: /^folkmoot-recount\/[12]$/, election: id, town: text, title: texts, opened: time, closed: time, certified: time,
    level: /^L[012]$/, key: hash, "auditor?": text, files: by(/^[a-z0-9.-]+$/, { sha256: hash, bytes: 0 }),
  },
  "rule.json": { name: text, version: 1, parameters: by(/^[^]*$/, text) },
  "vote.json": {
    kind: /^(approval|ordinal|cumulative|score)$/, currency: text, unit: (value) => [1, 10, 100, 1000].includes(value),
    contests: [{ id: contestId, title: texts, budget: amount, limits }], "leftovers?": /^town$/,
  },
  "options.jsonl": { id, number: 1, title: texts, cost: amount, contest: contestId, "withdrawn?": text },
  "electorate.json": {
    "eligible?": 0, voted: (value) => fits(value, 0) || fits(value, channels), "channels?": channels, cast: 0, changed: 0,
    revoked: by(code, 0),
  },
  "castlog.jsonl": (value) => isRecord(value) && Object.hasOwn(LEAVES, value.kind) && fits(value, LEAVES[value.kind]),
  "heads.jsonl": { head, signature },
  "totals.json": by(contestId, { ballots: 0, votes: numbers, "points?": numbers }),
  "seed.json": { source: text, "seed?": text, "drawn?": time },
  "result.json": {
    contests: [{ id: contestId, winners: [id], spent: amount, ties: [tie] }],
    decisions: [{ option: id, decision: /^(funded|not-funded)$/, reason: text, at: time }],
  },
};
const LEAVES = {
  cast: { kind: /^cast$/, commitment: hash },
  paper: { kind: /^paper$/, commitment: hash },
  change: { kind: /^change$/, commitment: hash, replaces: hash },
  revoke: { kind: /^revoke$/, commitment: hash, reason: code },
  decision: { kind: /^decision$/, what: text, digest: hash },
};
export const BOX = { L1: { ballot, n: 1 }, L2: { ballot, t: /^[0-9a-f]{32}$/ } };
export const RECEIPT = {
  format: /^folkmoot-receipt\/1$/, election: id, key: hash, secret: hash, ballot, commitment: hash, signature,
};
