// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** SHA-256 (FIPS 180-4) and HMAC (RFC 2104): its own, for the log has a hundred thousand short lines to hash at once. */
import { bytesOf, joined } from "./text.js";
import { fractions } from "./roots.js";

const K = Int32Array.from(fractions(64, 3n), (value) => Number(value >> 32n) | 0);
const START = Int32Array.from(fractions(8, 2n), (value) => Number(value >> 32n) | 0);
const schedule = new Int32Array(64);

function turned(value, by) {
  return (value >>> by) | (value << (32 - by));
}

/** Fill the schedule from one block of 64 bytes. */
function expand(bytes, at) {
  for (let t = 0; t < 16; t++) {
    const place = at + 4 * t;
    schedule[t] = (bytes[place] << 24) | (bytes[place + 1] << 16) | (bytes[place + 2] << 8) | bytes[place + 3];
  }
  for (let t = 16; t < 64; t++) {
    const x = schedule[t - 15];
    const y = schedule[t - 2];
    const small0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const small1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    schedule[t] = (small1 + schedule[t - 7] + small0 + schedule[t - 16]) | 0;
  }
}

function compress(state, bytes, at) {
  expand(bytes, at);
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const big1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + K[t] + schedule[t]) | 0;
    const big0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** The last bytes with a one, zeros, and the length in bits. */
function padded(rest, length) {
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(length / 0x20000000));
  view.setUint32(tail.length - 4, (length << 3) >>> 0);
  return tail;
}

/** The 32 bytes of a hash. */
export function sha256(bytes) {
  const state = START.slice();
  const whole = bytes.length - (bytes.length % 64);
  for (let at = 0; at < whole; at += 64) compress(state, bytes, at);
  const tail = padded(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < tail.length; at += 64) compress(state, tail, at);
  const out = new Uint8Array(32);
  const view = new DataView(out.buffer);
  state.forEach((word, place) => view.setInt32(4 * place, word));
  return out;
}

export function hmac(key, message) {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const inner = sha256(joined(block.map((byte) => byte ^ 0x36), message));
  return sha256(joined(block.map((byte) => byte ^ 0x5c), inner));
}

/** The hash of a text in UTF-8. */
export function sha256Text(text) {
  return sha256(bytesOf(text));
}
