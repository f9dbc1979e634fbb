// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Canonical JSON: one way to write a value, so that its hash is the value's. */
import { byCodePoint, textOf } from "./text.js";

const DEEPEST = 16;

/** What is wrong with bytes that should be canonical JSON. */
export class NotCanonical extends Error {}

function number(value) {
  if (!Number.isSafeInteger(value)) throw new NotCanonical("a number that isn't a whole one, or too large");
  return String(value);
}

function text(value) {
  const written = JSON.stringify(value);
  if (/\\ud[89a-f]/.test(written)) throw new NotCanonical("half a character");
  return written;
}

function record(value, depth) {
  const names = Object.keys(value).sort(byCodePoint);
  return `{${names.map((name) => `${text(name)}:${canonical(value[name], depth + 1)}`).join(",")}}`;
}

/** The canonical JSON of integers, texts, booleans, lists and objects; throws NotCanonical for anything else. */
export function canonical(value, depth = 0) {
  if (depth > DEEPEST) throw new NotCanonical("too deep");
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(",")}]`;
  if (typeof value === "object" && value !== null) return record(value, depth);
  throw new NotCanonical("null");
}

/** The value of a canonical text. Doubled names, floats, spaces: all come back otherwise written, and are refused. */
export function parsed(written) {
  let value;
  try {
    value = JSON.parse(written);
  } catch {
    throw new NotCanonical("no JSON");
  }
  if (canonical(value) !== written) throw new NotCanonical("not in canonical form");
  return value;
}

/** The value of bytes that must be canonical JSON in UTF-8. */
export function parsedBytes(bytes) {
  return parsed(decoded(bytes));
}

/** The lines of a .jsonl file, as texts: each ended by LF, none of them empty. */
export function lines(bytes) {
  const whole = decoded(bytes);
  if (whole === "") return [];
  if (!whole.endsWith("\n")) throw new NotCanonical("the last line isn't ended");
  return whole.slice(0, -1).split("\n");
}

function decoded(bytes) {
  try {
    return textOf(bytes);
  } catch {
    throw new NotCanonical("no UTF-8");
  }
}
