// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Whether a signature is good: by the browser where it knows Ed25519, else by our own arithmetic. */
import { signedOnCurve } from "./curve.js";

async function byBrowser(key, signature, message) {
  const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

/** All in bytes; a key or a signature of the wrong length is no good signature. */
export async function signed(key, signature, message) {
  if (!key || !signature || key.length !== 32 || signature.length !== 64) return false;
  if (globalThis.crypto?.subtle === undefined) return signedOnCurve(key, signature, message);
  try {
    return await byBrowser(key, signature, message);
  } catch {
    return signedOnCurve(key, signature, message);
  }
}
