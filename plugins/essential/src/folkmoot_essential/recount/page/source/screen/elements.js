// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Making parts of the page: always elements and text, never HTML out of a file that somebody chose. */

/** An element with its attributes and what is in it (elements, texts; null is left out). */
export function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...inside.flat(Infinity).filter((one) => one !== null && one !== undefined));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Show a message in its place, or nothing. */
export function put(id, message) {
  byId(id).textContent = message;
  byId(id).hidden = message === "";
}
