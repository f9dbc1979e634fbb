// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** Long work in small portions: between two of them the page answers, and may be told to stop. */

/** Thrown out of a count when somebody pressed "stop". */
export class Stopped extends Error {}

const PORTION = 40; // milliseconds of work after which the page gets its turn

/** A turn for the page. A message, for browsers slow down the timers of a tab in the background. */
function turn() {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

export class Pace {
  /** @param {(what: string, number: number) => void} [tell] hears how far the work is, whenever the page gets its turn */
  constructor(tell = () => {}) {
    this.tell = tell;
    this.stopped = false;
    this.since = performance.now();
    this.what = "";
    this.number = 0;
  }

  stop() {
    this.stopped = true;
  }

  /** Say what is being done. */
  at(what, number = 0) {
    this.what = what;
    this.number = number;
  }

  /** Whether a portion is done: then `await pace.rest()`. Asked often, so it must cost nothing. */
  get due() {
    return performance.now() - this.since > PORTION;
  }

  async rest() {
    this.tell(this.what, this.number);
    await turn();
    if (this.stopped) throw new Stopped();
    this.since = performance.now();
  }
}
