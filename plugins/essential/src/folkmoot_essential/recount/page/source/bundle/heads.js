// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Check 2: signatures, the heads in their order, the log's roots, what was fixed at opening, and what was expected. */
import { canonical } from "../canonical.js";
import { signed } from "../ed25519.js";
import { sha256Text } from "../sha256.js";
import { bytesOf, hexOf, joined, ofHex } from "../text.js";
import { Tree } from "../tree.js";
import { hashOf, manifestSignature } from "./files.js";
import { ALTERED, need } from "./wrong.js";

const STATES = ["open", "closed", "certified"];

/** The hex that an observer of a head keeps. */
export function fingerprint(head) {
  return hashOf(head);
}

export async function checkManifest(bundle) {
  const message = joined(bytesOf("folkmoot-recount/1 manifest\n"), bundle.bytes.get("manifest.json"));
  const good = await signed(ofHex(bundle.manifest.key, 32), ofHex(manifestSignature(bundle), 64), message);
  need(good, ALTERED, "manifest-signature");
}

export async function checkHeads(bundle, pace) {
  const { heads, manifest } = bundle;
  need(heads.length > 0, ALTERED, "heads-order", { number: 0 });
  for (const [place, { head, signature }] of heads.entries()) {
    const values = { number: head.number };
    pace.at("heads", place);
    if (pace.due) await pace.rest();
    need(head.key === manifest.key && head.election === manifest.election, ALTERED, "head-other", values);
    const message = bytesOf(`folkmoot-head/1\n${canonical(head)}`);
    need(await signed(ofHex(head.key, 32), ofHex(signature, 64), message), ALTERED, "head-signature", values);
    need(follows(head, place, heads[place - 1]?.head), ALTERED, "heads-order", values);
  }
  const last = heads[heads.length - 1].head;
  const complete = last.state === "certified" && last.size === bundle.castlog.length && last.content !== undefined;
  need(complete, ALTERED, "heads-last");
}

/** Whether a head may stand in its place, after the one before it. */
function follows(head, place, before) {
  if (head.number !== place) return false;
  if (!before) return head.size === 0 && head.state === "open" && head.content === undefined;
  const later = head.size >= before.size && head.at >= before.at;
  const next = STATES.indexOf(head.state) >= STATES.indexOf(before.state) && before.state !== "certified";
  return later && next && (head.content === undefined || head.state === "certified");
}

/** Every head's root is that of the log's first leaves. */
export async function checkRoots({ heads, castlog }, pace) {
  const tree = new Tree();
  for (const { head } of heads) {
    need(head.size <= castlog.length, ALTERED, "log-root", { number: head.number });
    while (tree.size < head.size) {
      tree.append(bytesOf(canonical(castlog[tree.size])));
      pace.at("log", tree.size);
      if (pace.due) await pace.rest();
    }
    need(hexOf(tree.root()) === head.root, ALTERED, "log-root", { number: head.number });
  }
}

/** Rule, options and vote are those of the opening, and the last head vouches for all of the content. */
export function checkFixed({ heads, manifest, options, rule, vote }) {
  const opened = options.map(({ withdrawn, ...option }) => `${canonical(option)}\n`).join("");
  const fixed = { rule: hashOf(rule), options: hexOf(sha256Text(opened)), vote: hashOf(vote) };
  for (const [what, hash] of Object.entries(fixed)) {
    need(heads.every(({ head }) => head[what] === hash), ALTERED, `fixed-${what}`);
  }
  const content = Object.entries(manifest.files).filter(([name]) => name !== "heads.jsonl");
  const hashes = Object.fromEntries(content.map(([name, { sha256: hash }]) => [name, hash]));
  need(heads[heads.length - 1].head.content === hashOf(hashes), ALTERED, "content");
}

/** The head that was expected, or null when none was; throws Wrong when something expected isn't there. */
export function checkExpected({ heads, manifest }, expected) {
  need(!expected.key || expected.key === manifest.key, ALTERED, "other-key");
  if (!expected.head) return null;
  const found = heads.find(({ head }) => fingerprint(head) === expected.head);
  need(found, ALTERED, "other-head");
  return found.head;
}
