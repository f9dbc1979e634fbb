// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** The verdict, and every check in plain words. */
import { element } from "./elements.js";
import { language, moment, say, titled } from "./language.js";

const TONES = { 0: "ok", 3: "warn" };

/** The heading's sentence by its name. Where nobody can recount, nothing disagrees. */
export function headline({ checks: made, status }) {
  return made.some(({ state }) => state === "unable") ? "verdict-unable" : `verdict-${status}`;
}

export function verdict(found) {
  const { status } = found;
  if (headline(found) === "verdict-unable") return unable(found);
  const text = status === 0 || status === 3 || status === 6 ? `verdict-${status}-text` : "verdict-bad-text";
  return banner(TONES[status] ?? "bad", `verdict-${status}`, say(text));
}

function unable({ bundle, checks: made }) {
  const { auditor } = bundle.manifest;
  const compared = made.find(({ id }) => id === "expected").state === "ok";
  const said = [auditor ? say("needs-auditor", { auditor }) : say("needs-ballots"), say("verdict-unable-text")];
  return banner("warn", "verdict-unable", ...said, say(compared ? "verdict-unable-compared" : "verdict-unable-alone"));
}

function banner(tone, heading, ...texts) {
  return element(
    "section", { class: `verdict verdict-${tone}` }, element("h2", { id: "verdict", tabindex: "-1" }, say(heading)),
    texts.map((text) => element("p", {}, text)),
  );
}

export function checks(found) {
  const rows = found.checks.map((check) => element(
    "li", { "data-check": check.id, "data-state": check.state },
    element("span", { class: `badge badge-${check.state}` }, say(`state-${check.state}`)),
    element("h3", {}, say(`check-${check.id}`)), element("p", {}, sentence(check, found)),
  ));
  return element("section", { class: "panel" }, element("h2", {}, say("checks")), element("ul", { class: "checks" }, rows));
}

function sentence(check, found) {
  if (check.state === "bad" || check.state === "unable") return wrong(check, found);
  if (check.id === "expected" && (check.state === "skipped" && found.checks.slice(0, 4).every(({ state }) => state === "ok"))) {
    return say("check-expected-skipped");
  }
  if (check.state === "skipped") return say("skipped");
  if (check.id === "expected" && found.anchor) return say("check-expected-head", { ...found.anchor, number: String(found.anchor.number), at: moment(found.anchor.at) });
  if (check.id === "ballots" && !found.bundle.box) return say("check-ballots-none");
  return say(`check-${check.id}-ok`, facts(found));
}

function facts({ bundle, standing }) {
  return {
    files: Object.keys(bundle.manifest.files).length, heads: bundle.heads?.length, leaves: bundle.castlog?.length,
    ballots: standing?.inForce.size, rule: bundle.rule?.name, version: String(bundle.rule?.version),
  };
}

/** What is wrong; values that are names of options and purses become their titles. */
function wrong({ code, values }, { bundle }) {
  const given = { ...values };
  if (values.contest !== undefined) given.contest = purse(values.contest, bundle);
  if (values.code !== undefined) given.why = say(`invalid-${values.code}`);
  for (const key of ["published", "counted"]) if (values[key]) given[key] = names(values[key], bundle);
  for (const key of ["number", "place", "line"]) if (values[key] !== undefined) given[key] = String(values[key]);
  return say(code, given);
}

function purse(id, { vote }) {
  return vote.contests.length > 1 ? `${titled(vote.contests.find((one) => one.id === id)?.title ?? {}).text || id}:` : "";
}

function names(ids, { options }) {
  const titles = ids.map((id) => titled(options.find((one) => one.id === id)?.title ?? {}).text || id);
  return titles.length > 0 ? new Intl.ListFormat(language(), { type: "unit" }).format(titles) : say("nobody");
}
