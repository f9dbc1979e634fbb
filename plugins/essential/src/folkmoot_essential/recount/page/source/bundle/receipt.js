// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** What a receipt shows about a bundle that was verified. */
import { canonical } from "../canonical.js";
import { signed } from "../ed25519.js";
import { hmac, sha256 } from "../sha256.js";
import { bytesOf, hexOf, joined, ofHex } from "../text.js";
import { RECEIPT, fits } from "./shapes.js";

export function commitment(secret, ballot) {
  return hexOf(sha256(joined(bytesOf("folkmoot-ballot/1\n"), secret, bytesOf(canonical(ballot)))));
}

export function tracker(secret) {
  return hexOf(hmac(secret, bytesOf("folkmoot-box/1")).subarray(0, 16));
}

/** The receipt of a text; null when it isn't one. Spaces around and inside don't matter, people copy and paste. */
function read(text) {
  try {
    const receipt = JSON.parse(text);
    return fits(receipt, RECEIPT) ? receipt : null;
  } catch {
    return null;
  }
}

/**
 * {code, place, reason, ballot}. Codes: no-receipt, other-election, other-key, forged (its parts don't belong together,
 * or the signature isn't the election's), absent, replaced (place: of the change), revoked (reason), in-log (the log
 * alone can be asked), in-box, alike (n in the box are like it), not-in-box, other-in-box.
 */
export async function checkReceipt(text, { bundle, standing }) {
  const receipt = read(text);
  if (!receipt) return { code: "no-receipt" };
  const { ballot, election, key } = receipt;
  if (election !== bundle.manifest.election) return { code: "other-election" };
  if (key !== bundle.manifest.key) return { code: "other-key" };
  const secret = ofHex(receipt.secret, 32);
  const message = bytesOf(`folkmoot-receipt/1\n${election}\n${receipt.commitment}`);
  const good = await signed(ofHex(key, 32), ofHex(receipt.signature, 64), message);
  if (!good || commitment(secret, ballot) !== receipt.commitment) return { code: "forged" };
  return { ballot, ...inLog(receipt.commitment, standing), ...inBox(receipt, secret, bundle, standing) };
}

function inLog(commits, { places, replaced, revoked }) {
  if (!places.has(commits)) return { code: "absent" };
  const place = places.get(commits);
  if (replaced.has(commits)) return { code: "replaced", place, by: replaced.get(commits) };
  return revoked.has(commits) ? { code: "revoked", place, reason: revoked.get(commits) } : { code: "in-log", place };
}

function inBox(receipt, secret, { box, manifest }, { inForce }) {
  if (!inForce.has(receipt.commitment) || !box) return {};
  if (manifest.level === "L1") return alike(receipt, box);
  const mark = tracker(secret);
  const published = box.find(({ t }) => t === mark);
  if (!published) return { code: "not-in-box" };
  return { code: canonical(published.ballot) === canonical(receipt.ballot) ? "in-box" : "other-in-box" };
}

function alike({ ballot }, box) {
  const line = box.find((one) => canonical(one.ballot) === canonical(ballot));
  return line ? { code: "alike", n: line.n } : { code: "not-in-box" };
}
