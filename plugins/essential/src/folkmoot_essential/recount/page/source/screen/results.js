// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** The result by purse, ties, the town's own decisions, and what the file says about the vote. */
import { added } from "../bundle/log.js";
import { element } from "./elements.js";
import { language, money, moment, say, titled } from "./language.js";

/** The title of an option, in its own language; its id where it has none. */
export function title(id, options) {
  const { text, lang } = titled(options.find((one) => one.id === id)?.title ?? {});
  return element("bdi", { lang }, text || id);
}

export function results({ bundle, results: counted }) {
  const sums = bundle.box ? added(bundle) : bundle.totals;
  const parts = counted.map((one) => contest(one, sums[one.contest.id], bundle));
  return element("section", { class: "panel" }, element("h2", {}, say("results")), parts, decisions(bundle));
}

function contest({ contest: own, winners, spent, ties }, sums, bundle) {
  const options = bundle.options.filter((one) => one.contest === own.id);
  const { text, lang } = titled(own.title);
  const rest = options.filter(({ id }) => !winners.includes(id));
  const paid = own.budget !== "0";
  const values = { spent: money(spent, bundle.vote), budget: money(own.budget, bundle.vote), ballots: sums.ballots };
  const table = (rows, caption, placed) => optionTable(rows, { caption: `${text || own.id}: ${caption}`, placed, paid, sums, bundle });
  const won = winners.map((id) => options.find((one) => one.id === id));
  return element(
    "div", { class: "contest", "data-contest": own.id }, element("h3", { lang }, text || own.id),
    element("p", {}, say(paid ? "spent" : "elected", values)), table(won, say("winners"), true),
    folded(say("others", { count: rest.length }), rest.length > 0 && table(rest, say("others", { count: rest.length }), false)),
    folded(say("ties", { count: ties.length }), ties.length > 0 && tieList(ties, bundle)),
  );
}

function folded(summary, inside) {
  return inside ? element("details", {}, element("summary", {}, summary), inside) : null;
}

function optionTable(rows, { caption, placed, paid, sums, bundle }) {
  const number = (text) => element("td", { class: "number" }, text);
  const format = new Intl.NumberFormat(language());
  const head = [placed && "place", "option", paid && "cost", "votes", sums.points && "points"].filter(Boolean);
  const body = rows.map((option, place) => element(
    "tr", { "data-option": option.id }, placed ? number(String(place + 1)) : null,
    element("th", { scope: "row" }, title(option.id, bundle.options), withdrawal(option)),
    paid ? number(money(option.cost, bundle.vote)) : null, number(format.format(sums.votes[option.id])),
    sums.points ? number(format.format(sums.points[option.id])) : null,
  ));
  const columns = head.map((name) => element("th", { scope: "col", class: name === "option" ? undefined : "number" }, say(name)));
  return element(
    "div", { class: "scroll", role: "group", tabindex: "0", "aria-label": caption },
    element("table", {}, element("thead", {}, element("tr", {}, columns)), element("tbody", {}, body)),
  );
}

function withdrawal({ withdrawn }) {
  return withdrawn === undefined ? null : element("p", { class: "hint" }, say("withdrawn", { reason: withdrawn }));
}

function tieList(ties, { options, seed }) {
  const named = (id) => titled(options.find((one) => one.id === id).title).text || id;
  const list = new Intl.ListFormat(language());
  const rows = ties.map(({ round, candidates, chosen, by }) => element(
    "li", {}, say("tie", { round: String(round), candidates: list.format(candidates.map(named)), chosen: named(chosen), by: say(`by-${by}`) }),
  ));
  const source = ties.some(({ by }) => by === "lot") ? element("p", { class: "hint" }, say("seed", { source: seed.source })) : null;
  return element("div", {}, element("ul", { class: "list" }, rows), source);
}

function decisions({ options, result }) {
  if (result.decisions.length === 0) return null;
  const rows = result.decisions.map(({ option, decision, reason, at }) => element(
    "li", {}, say(`decision-${decision}`, { option: title(option, options).textContent, reason, at: moment(at) }),
  ));
  return element("div", { class: "contest" }, element("h3", {}, say("decisions")), element("ul", { class: "list" }, rows));
}

function cast(voted) {
  return typeof voted === "object" ? voted.web + voted.paper : voted;
}

/** In format 1 of all that were cast, later of those in force. */
function byChannel({ channels, voted }) {
  if (typeof voted === "object") return say("voted-cast-by", voted);
  return channels ? say("voted-force-by", channels) : say("voted-hidden");
}

export function about({ bundle, fingerprint }) {
  const { electorate, manifest } = bundle;
  const revoked = Object.values(electorate.revoked).reduce((sum, one) => sum + one, 0);
  const people = [say("voted-text", { ...electorate, voted: cast(electorate.voted), revoked }), byChannel(electorate)].join(" ");
  const rows = [
    ["town", manifest.town], ["opened", moment(manifest.opened)], ["closed", moment(manifest.closed)],
    ["certified", moment(manifest.certified)], ["voted", people], ["level", say(`level-${manifest.level}`)],
    ["key", manifest.key], ["fingerprint", fingerprint],
  ];
  const { text, lang } = titled(manifest.title);
  return element(
    "section", { class: "panel" }, element("h2", {}, say("about")), element("p", { lang }, text),
    element("dl", {}, rows.map(([name, value]) => [
      element("dt", {}, say(name)), element("dd", { class: ["key", "fingerprint"].includes(name) ? "code" : undefined, id: `about-${name}` }, value)])),
  );
}
