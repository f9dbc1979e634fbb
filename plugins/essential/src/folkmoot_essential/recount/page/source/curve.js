// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Checking an Ed25519 signature (RFC 8032, section 5.1.7) in large integers, for browsers that can't. */
import { joined } from "./text.js";
import { sha512 } from "./sha512.js";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n); // of -1

function modulo(value) {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base, exponent) {
  let found = 1n;
  for (let bit = base % P; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) found = (found * bit) % P;
    bit = (bit * bit) % P;
  }
  return found;
}

function little(bytes) {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Sum of two points in extended coordinates (RFC 8032, 5.1.4). */
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = modulo((y1 + x1) * (y2 + x2));
  const c = modulo(2n * t1 * t2 * D);
  const d = modulo(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function times(number, point) {
  let found = [0n, 1n, 1n, 0n];
  for (let bit = point; number > 0n; number >>= 1n) {
    if (number & 1n) found = add(found, bit);
    bit = add(bit, bit);
  }
  return found;
}

/** The x of a point with that y and sign (RFC 8032, 5.1.3); null when there is none. */
function abscissa(y, sign) {
  if (y >= P) return null;
  const square = modulo((y * y - 1n) * power(modulo(D * y * y + 1n), P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (modulo(x * x - square) !== 0n) x = modulo(x * ROOT);
  if (modulo(x * x - square) !== 0n || (x === 0n && sign === 1n)) return null;
  return (x & 1n) === sign ? x : P - x;
}

function point(bytes) {
  const value = little(bytes);
  const y = value & (2n ** 255n - 1n);
  const x = abscissa(y, value >> 255n);
  return x === null ? null : [x, y, 1n, modulo(x * y)];
}

const BASE_Y = modulo(4n * power(5n, P - 2n));
const BASE_X = abscissa(BASE_Y, 0n);
const BASE = [BASE_X, BASE_Y, 1n, modulo(BASE_X * BASE_Y)];

/** Whether a signature is that of the message under the key, all in bytes. */
export function signedOnCurve(key, signature, message) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const owner = point(key);
  const commitment = point(signature.subarray(0, 32));
  const answer = little(signature.subarray(32));
  if (!owner || !commitment || answer >= L) return false;
  const challenge = little(sha512(joined(signature.subarray(0, 32), key, message))) % L;
  const left = times(answer, BASE);
  const right = add(commitment, times(challenge, owner));
  return modulo(left[0] * right[2] - right[0] * left[2]) === 0n && modulo(left[1] * right[2] - right[1] * left[2]) === 0n;
}
