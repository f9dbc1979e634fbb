// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** What was found about a receipt, in words. */
import { element } from "./elements.js";
import { say, titled } from "./language.js";
import { title } from "./results.js";

const TONES = { "in-box": "ok", alike: "ok", "in-log": "ok", replaced: "warn", revoked: "warn" };

export function receiptOutcome(seen, { bundle }) {
  const values = { ...seen, place: String(seen.place), by: String(seen.by), leaves: bundle.castlog.length };
  return element(
    "div", { class: `notice notice-${TONES[seen.code] ?? "bad"}`, "data-receipt": seen.code },
    element("p", {}, say(`receipt-${seen.code}`, values)), seen.ballot ? choices(seen.ballot, bundle) : null,
  );
}

function choices({ c, p }, bundle) {
  const rows = bundle.vote.contests.filter(({ id }) => Object.hasOwn(c, id)).flatMap(({ id, title: texts }) => c[id].map(
    (option, place) => element("li", {}, purse(texts, bundle), ...choice(option, p && Object.hasOwn(p, id) ? p[id][place] : null, bundle)),
  ));
  if (rows.length === 0) return element("p", {}, say("no-choices"));
  return element("div", {}, element("p", {}, say("choices")), element("ul", { class: "choices" }, rows));
}

function purse(texts, { vote }) {
  return vote.contests.length > 1 ? `${titled(texts).text}: ` : "";
}

function choice(option, points, { options }) {
  const named = title(option, options);
  return points === null ? [named] : [say("choice-points", { option: named.textContent, points })];
}
