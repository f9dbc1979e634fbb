// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** SHA-512 (FIPS 180-4) in large integers: slow, and used only where the browser can't check Ed25519 itself. */
import { fractions } from "./roots.js";

const MASK = 0xffffffffffffffffn;
const K = fractions(80, 3n);
const START = fractions(8, 2n);

function turned(value, by) {
  return ((value >> by) | (value << (64n - by))) & MASK;
}

function schedule(view, at) {
  const w = Array.from({ length: 16 }, (_, t) => view.getBigUint64(at + 8 * t));
  for (let t = 16; t < 80; t++) {
    const x = w[t - 15];
    const y = w[t - 2];
    const small0 = turned(x, 1n) ^ turned(x, 8n) ^ (x >> 7n);
    const small1 = turned(y, 19n) ^ turned(y, 61n) ^ (y >> 6n);
    w.push((small1 + w[t - 7] + small0 + w[t - 16]) & MASK);
  }
  return w;
}

function compress(state, view, at) {
  const w = schedule(view, at);
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 80; t++) {
    const big1 = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
    const first = h + big1 + ((e & f) ^ (~e & MASK & g)) + K[t] + w[t];
    const big0 = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
    const second = big0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & MASK, c, b, a, (first + second) & MASK];
  }
  return [a, b, c, d, e, f, g, h].map((value, place) => (value + state[place]) & MASK);
}

/** The 64 bytes of a hash. */
export function sha512(bytes) {
  const length = (Math.floor((bytes.length + 16) / 128) + 1) * 128;
  const all = new Uint8Array(length);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  let state = START;
  for (let at = 0; at < length; at += 128) state = compress(state, view, at);
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, place) => out.setBigUint64(8 * place, word));
  return new Uint8Array(out.buffer);
}
