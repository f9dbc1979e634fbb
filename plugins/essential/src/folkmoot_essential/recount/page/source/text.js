// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Text, bytes and the order of ids. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes of a text in UTF-8. */
export function bytesOf(text) {
  return encoder.encode(text);
}

/** The text of bytes that must be UTF-8; throws TypeError when they aren't. */
export function textOf(bytes) {
  return decoder.decode(bytes);
}

/** Several runs of bytes, one after the other. */
export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Bytes of lower-case hex of exactly so many bytes; null for anything else. */
export function ofHex(text, length) {
  if (typeof text !== "string" || text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length }, (_, place) => parseInt(text.slice(2 * place, 2 * place + 2), 16));
}

/** What a record of a file has under a name; never what JavaScript's objects have by birth. */
export function own(record, name) {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Where a UTF-16 unit stands among code points: surrogates make code points above all single units. */
function weight(unit) {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The order of texts by code point (JavaScript's own is by UTF-16 unit). */
export function byCodePoint(one, other) {
  const shorter = Math.min(one.length, other.length);
  for (let place = 0; place < shorter; place++) {
    const a = one.charCodeAt(place);
    const b = other.charCodeAt(place);
    if (a !== b) return weight(a) - weight(b);
  }
  return one.length - other.length;
}
