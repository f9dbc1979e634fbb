// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** What a check finds wrong. status: as the command `folkmoot verify-count` ends. */

export const DIFFERS = 1;
export const ALTERED = 4;
export const DISAGREE = 5;
export const UNKNOWN_RULE = 6;

export class Wrong extends Error {
  /** @param code names the sentence that says it; values: what the sentence is about */
  constructor(status, code, values = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.values = values;
  }
}

/** Nothing is wrong: only totals were published, and this rule needs the ballots. The command ends with 1 as well. */
export class NoRecount extends Wrong {
  constructor(auditor) {
    super(DIFFERS, auditor ? "needs-auditor" : "needs-ballots", { auditor });
  }
}

/** Throws Wrong unless it is true. */
export function need(isTrue, status, code, values = {}) {
  if (!isTrue) throw new Wrong(status, code, values);
}
