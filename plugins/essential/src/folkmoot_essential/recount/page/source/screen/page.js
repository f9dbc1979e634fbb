// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** The page: what is chosen, dropped and pressed, and what is shown then. */
import { checkReceipt } from "../bundle/receipt.js";
import { verify } from "../bundle/verify.js";
import { Pace, Stopped } from "../pace.js";
import { canInflate } from "../zip.js";
import { byId, put } from "./elements.js";
import { choose, language, preferred, say } from "./language.js";
import { receiptOutcome } from "./receipt.js";
import { about, results } from "./results.js";
import { checks, headline, verdict } from "./verdict.js";

const state = { files: [], found: null, seen: null, pace: null };

/** All words anew: those of the page itself, and what was found. */
function write() {
  document.documentElement.lang = language();
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = say(one.dataset.word);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
  for (const one of document.querySelectorAll("[data-language]")) {
    one.setAttribute("aria-pressed", String(one.dataset.language === language()));
  }
  show();
}

function show() {
  const { found, seen } = state;
  const agrees = found && (found.status === 0 || found.status === 3);
  const parts = found ? [verdict(found), agrees ? results(found) : "", checks(found)] : [];
  const sound = Boolean(found?.standing); // the log is whole and makes sense, whatever may be wrong with the box
  if (sound) parts.push(about(found));
  byId("outcome").replaceChildren(...parts);
  byId("receipt-form").hidden = !sound;
  byId("receipt-outcome").replaceChildren(...(sound && seen ? [receiptOutcome(seen, found)] : []));
}

/** What is expected: lower-case hex without the spaces of copying; null where a field can't be right. */
function expected() {
  const said = {};
  let good = true;
  for (const name of ["head", "key"]) {
    const field = byId(`expected-${name}`);
    said[name] = field.value.replace(/\s/g, "").toLowerCase();
    const fine = said[name] === "" || /^[0-9a-f]{64}$/.test(said[name]);
    field.setAttribute("aria-invalid", String(!fine));
    put(`expected-${name}-error`, fine ? "" : say("bad-hex", { count: said[name].length }));
    if (!fine && good) field.focus();
    good = good && fine;
  }
  return good ? said : null;
}

async function bytesOfFiles(files) {
  const read = async (file) => [file.name, new Uint8Array(await file.arrayBuffer())];
  const all = await Promise.all(files.map(read));
  return all.length === 1 ? all[0][1] : new Map(all);
}

/** Verify what was chosen. A run that is still going is stopped first. */
async function run() {
  put("bundle-error", "");
  const wanted = expected();
  if (!wanted) return;
  const hindered = state.files.length === 0 ? "no-file" : canInflate() ? "" : "old-browser";
  if (hindered) {
    put("bundle-error", say(hindered));
    byId("bundle-file").focus();
    return;
  }
  state.pace?.stop();
  const pace = (state.pace = new Pace((what, number) => put("progress", say(`at-${what}`, { number }))));
  Object.assign(state, { found: null, seen: null });
  show();
  put("progress", say("at-reading"));
  byId("working").hidden = false;
  byId("live").textContent = say("at-reading");
  await finish(pace, wanted);
}

async function finish(pace, wanted) {
  let message = "";
  try {
    pace.at("reading");
    const found = await verify(await bytesOfFiles(state.files), wanted, pace);
    if (state.pace !== pace) return;
    state.found = found;
    show();
  } catch (error) {
    if (state.pace !== pace) return;
    state.found = null;
    message = error instanceof Stopped ? say("stopped") : say("failed", { message: error.message });
  }
  state.pace = null;
  byId("working").hidden = true;
  put("bundle-error", message);
  byId("live").textContent = state.found ? say(headline(state.found)) : "";
  if (state.found) byId("verdict").focus();
}

async function look(text) {
  const { found } = state;
  const seen = await checkReceipt(text, found);
  if (state.found !== found) return;
  state.seen = seen;
  show();
}

/** Files come by choosing or by dropping; a file dropped beside the place must not open instead of the page. */
function taking(name, take) {
  const place = byId(`${name}-drop`);
  byId(`${name}-file`).addEventListener("change", (event) => take([...event.target.files]));
  place.addEventListener("dragover", () => place.classList.add("over"));
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
}

function start() {
  choose(preferred());
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
  for (const one of document.querySelectorAll("[data-language]")) {
    one.addEventListener("click", () => {
      choose(one.dataset.language);
      write();
    });
  }
  taking("bundle", (files) => {
    state.files = files;
    if (files.length > 0) run();
  });
  taking("receipt", async ([file]) => { if (file) look(await file.text()); });
  byId("bundle-form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("receipt-form").addEventListener("submit", (event) => {
    event.preventDefault();
    look(byId("receipt-text").value);
  });
  byId("stop").addEventListener("click", () => state.pace?.stop());
  write();
}

start();
