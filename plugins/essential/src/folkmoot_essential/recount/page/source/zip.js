// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Reading a zip strictly: what is in it is what its directory says, once, whole, and not larger than it says. */
import { textOf } from "./text.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_FILES = 1000;
const MOST_BYTES = 2 ** 30;
const ALLOWED_FLAGS = 0x0806; // names in UTF-8, and how hard deflate tried; not encrypted, no sizes behind the data

/** Why a file isn't a zip that can be trusted; `code` says what, for the page's words. */
export class BadZip extends Error {
  constructor(code, name = "") {
    super(code);
    this.code = code;
    this.name = name;
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes) {
  let sum = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) sum = TABLE[(sum ^ bytes[at]) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function nameOf(bytes) {
  try {
    return textOf(bytes);
  } catch {
    throw new BadZip("zip-broken");
  }
}

/** One record of the directory, and where the next begins. */
function entryAt(view, bytes, at, end) {
  if (at + 46 > end || view.getUint32(at, true) !== ENTRY) throw new BadZip("zip-broken");
  const [named, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
  const next = at + 46 + named + extra + comment;
  if (next > end) throw new BadZip("zip-broken");
  const entry = {
    name: nameOf(bytes.subarray(at + 46, at + 46 + named)),
    flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), attributes: view.getUint32(at + 38, true),
    offset: view.getUint32(at + 42, true), named,
  };
  return [entry, next];
}

function checkEntry(entry) {
  if (entry.flags & ~ALLOWED_FLAGS || (entry.method !== 0 && entry.method !== 8)) throw new BadZip("zip-odd", entry.name);
  const kind = (entry.attributes >>> 16) & 0o170000;
  if (kind !== 0 && kind !== 0o100000) throw new BadZip("zip-odd", entry.name);
  if (entry.method === 0 && entry.packed !== entry.size) throw new BadZip("zip-broken");
}

/** The records of the directory, which must fill exactly what lies between the files and the end. */
function directory(view, bytes) {
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== END) throw new BadZip("no-zip");
  const [here, count, size, start] = [view.getUint16(end + 8, true), view.getUint16(end + 10, true),
    view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (view.getUint32(end + 4, true) !== 0 || here !== count || start + size !== end) throw new BadZip("zip-broken");
  if (count > MOST_FILES) throw new BadZip("zip-large");
  const entries = [];
  let at = start;
  while (at < end) {
    const [entry, next] = entryAt(view, bytes, at, end);
    checkEntry(entry);
    entries.push(entry);
    at = next;
  }
  if (entries.length !== count) throw new BadZip("zip-broken");
  return [entries, start];
}

/** The packed bytes of a file, whose own header must say what the directory says; and where they end. */
function body(view, bytes, entry, limit) {
  const { offset, named } = entry;
  if (offset + 30 + named > limit || view.getUint32(offset, true) !== LOCAL) throw new BadZip("zip-broken");
  const own = nameOf(bytes.subarray(offset + 30, offset + 30 + named));
  const same = view.getUint16(offset + 26, true) === named && own === entry.name &&
    view.getUint16(offset + 6, true) === entry.flags && view.getUint16(offset + 8, true) === entry.method &&
    view.getUint32(offset + 14, true) === entry.crc && view.getUint32(offset + 18, true) === entry.packed &&
    view.getUint32(offset + 22, true) === entry.size;
  const start = offset + 30 + named + view.getUint16(offset + 28, true);
  if (!same || start + entry.packed > limit) throw new BadZip("zip-broken");
  return [bytes.subarray(start, start + entry.packed), start + entry.packed];
}

/** Whether this browser can unpack; those from before 2023 can't. */
export function canInflate() {
  try {
    return Boolean(new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

async function inflated(packed, { size, name }) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const whole = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new BadZip("zip-broken", name); });
    if (done) break;
    if (filled + value.length > size) {
      reader.cancel().catch(() => {});
      throw new BadZip("zip-broken", name);
    }
    whole.set(value, filled);
    filled += value.length;
  }
  if (filled !== size) throw new BadZip("zip-broken", name);
  return whole;
}

/** The files of a zip by name; throws BadZip. */
export async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [entries, limit] = directory(view, bytes);
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) throw new BadZip("zip-large");
  const files = new Map();
  let reached = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (files.has(entry.name)) throw new BadZip("zip-twice", entry.name);
    if (entry.offset !== reached) throw new BadZip("zip-broken", entry.name);
    const [packed, end] = body(view, bytes, entry, limit);
    const content = entry.method === 8 ? await inflated(packed, entry) : packed.slice();
    if (crc32(content) !== entry.crc) throw new BadZip("zip-broken", entry.name);
    files.set(entry.name, content);
    reached = end;
  }
  if (reached !== limit) throw new BadZip("zip-broken");
  return files;
}
