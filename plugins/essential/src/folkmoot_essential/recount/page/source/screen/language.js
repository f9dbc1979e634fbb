// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** The words of the language that was chosen; numbers, money and times as it writes them. */
import { own } from "../text.js";
import { en } from "../words/en.js";
import { fr } from "../words/fr.js";
import { nl } from "../words/nl.js";

export const WORDS = { en, fr, nl };
let chosen = "en";

/** The first language of the browser that this page has. */
export function preferred() {
  const wanted = (navigator.languages ?? [navigator.language]).map((one) => one.slice(0, 2).toLowerCase());
  return wanted.find((one) => Object.hasOwn(WORDS, one)) ?? "en";
}

export function choose(language) {
  chosen = language;
}

export function language() {
  return chosen;
}

/** A sentence by its name, with values in it; numbers as the language writes them. */
export function say(name, values = {}) {
  const sentence = WORDS[chosen][name];
  return sentence.replace(/\{(\w+)\}/g, (_, key) => shown(values[key])).trim();
}

function shown(value) {
  return typeof value === "number" || typeof value === "bigint" ? new Intl.NumberFormat(chosen).format(value) : String(value ?? "");
}

/** The text of a record by locale, in the language chosen if it is there, else in any, with its own language. */
export function titled(texts) {
  const locales = Object.keys(texts);
  const best = locales.find((one) => one.slice(0, 2) === chosen) ?? locales[0];
  return { text: best === undefined ? "" : own(texts, best), lang: best };
}

/** An amount of smallest units, as money; the digits are put together as text, so none is lost. */
export function money(amount, { currency, unit }) {
  const places = String(unit).length - 1;
  const digits = String(amount).padStart(places + 1, "0");
  const decimal = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  const fixed = { minimumFractionDigits: places, maximumFractionDigits: places };
  try {
    return new Intl.NumberFormat(chosen, { style: "currency", currency, ...fixed }).format(decimal);
  } catch {
    return `${decimal} ${currency}`;
  }
}

export function moment(time) {
  const options = { dateStyle: "long", timeStyle: "short", timeZone: "UTC" };
  const day = new Date(time);
  if (Number.isNaN(day.getTime())) return time; // written like a time, and there is none such
  return `${new Intl.DateTimeFormat(chosen === "en" ? "en-GB" : chosen, options).format(day)} UTC`;
}
