// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Check 1: the files. Nothing is missing, unknown or twice; each is what the manifest says, and reads as it must. */
import { NotCanonical, canonical, lines, parsed, parsedBytes } from "../canonical.js";
import { sha256, sha256Text } from "../sha256.js";
import { hexOf, textOf } from "../text.js";
import { BadZip, unzip } from "../zip.js";
import { BOX, SHAPES, fits } from "./shapes.js";
import { ALTERED, Wrong, need } from "./wrong.js";

const OUTSIDE = ["manifest.json", "manifest.sig"]; // not in the manifest, and needed
const BESIDE = ["verify.html", "README.txt"]; // not in the manifest, and may be missing
const ALWAYS = [
  "rule.json", "vote.json", "options.jsonl", "electorate.json", "castlog.jsonl", "heads.jsonl", "totals.json",
  "seed.json", "result.json", "trace.jsonl",
];

/** {bytes: Map, manifest, rule, vote, options, …}: the content by the file's name without its ending. */
export async function readFiles(zip, pace) {
  const bytes = zip instanceof Map ? zip : await unpacked(zip);
  for (const name of OUTSIDE) need(bytes.has(name), ALTERED, "file-missing", { name });
  const bundle = { bytes, manifest: value(bytes, "manifest.json") };
  for (const name of bytes.keys()) {
    const listed = [...OUTSIDE, ...BESIDE].includes(name) || Object.hasOwn(bundle.manifest.files, name);
    need(listed, ALTERED, "file-unknown", { name });
  }
  await checkHashes(bundle, pace);
  for (const name of ALWAYS) need(Object.hasOwn(bundle.manifest.files, name), ALTERED, "file-missing", { name });
  await readAll(bundle, pace);
  checkNames(bundle);
  checkElectorateForm(bundle);
  return bundle;
}

async function unpacked(zip) {
  try {
    return await unzip(zip);
  } catch (error) {
    if (error instanceof BadZip) throw new Wrong(ALTERED, error.code, { name: error.name });
    throw error;
  }
}

async function checkHashes({ bytes, manifest }, pace) {
  for (const [name, said] of Object.entries(manifest.files)) {
    need(bytes.has(name), ALTERED, "file-missing", { name });
    pace.at("files");
    if (pace.due) await pace.rest();
    const same = bytes.get(name).length === said.bytes && hexOf(sha256(bytes.get(name))) === said.sha256;
    need(same, ALTERED, "file-altered", { name });
  }
}

async function readAll(bundle, pace) {
  for (const name of Object.keys(SHAPES).filter((one) => one !== "manifest.json")) {
    const [key] = name.split(".");
    bundle[key] = name.endsWith(".json") ? value(bundle.bytes, name) : await values(bundle.bytes, name, SHAPES[name], pace);
  }
  bundle.trace = await values(bundle.bytes, "trace.jsonl", () => true, pace);
  const { level } = bundle.manifest;
  need((level === "L0") !== bundle.bytes.has("box.jsonl"), ALTERED, "box-level", { level });
  bundle.box = level === "L0" ? null : await values(bundle.bytes, "box.jsonl", BOX[level], pace);
}

/** Besides those that are always there: the box, and a Pabulib file for each contest. */
function checkNames({ manifest, vote }) {
  const pabulib = manifest.level === "L0" ? [] : vote.contests.map(({ id }) => `election-${id || "town"}.pb`);
  const known = [...ALWAYS, ...pabulib, ...(manifest.level === "L0" ? [] : ["box.jsonl"])];
  for (const name of Object.keys(manifest.files)) need(known.includes(name), ALTERED, "file-unknown", { name });
  for (const name of pabulib) need(Object.hasOwn(manifest.files, name), ALTERED, "file-missing", { name });
}

/** Format 1 says by which channels all voted; later ones how many voted, and of ballots in force by channel if at all. */
function checkElectorateForm({ electorate, manifest }) {
  const first = manifest.format === "folkmoot-recount/1";
  const good = first === (typeof electorate.voted === "object") && !(first && electorate.channels);
  need(good, ALTERED, "file-shape", { name: "electorate.json" });
}

function read(name, way) {
  try {
    return way();
  } catch (error) {
    if (error instanceof NotCanonical) throw new Wrong(ALTERED, "file-unreadable", { name });
    throw error;
  }
}

function value(bytes, name) {
  const found = read(name, () => parsedBytes(bytes.get(name)));
  need(fits(found, SHAPES[name]), ALTERED, "file-shape", { name });
  return found;
}

async function values(bytes, name, shape, pace) {
  const found = [];
  pace.at("reading");
  for (const line of read(name, () => lines(bytes.get(name)))) {
    if (pace.due) await pace.rest();
    const one = read(name, () => parsed(line));
    need(fits(one, shape), ALTERED, "file-shape", { name });
    found.push(one);
  }
  return found;
}

/** The hash of a value's canonical JSON, in hex. */
export function hashOf(one) {
  return hexOf(sha256Text(canonical(one)));
}

/** The signature that the manifest has. */
export function manifestSignature({ bytes }) {
  return read("manifest.sig", () => {
    try {
      return textOf(bytes.get("manifest.sig"));
    } catch {
      throw new NotCanonical();
    }
  });
}
