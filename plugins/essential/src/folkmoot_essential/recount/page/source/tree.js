// SPDX-FileCopyrightText: 2026 The Folkmoot authors
// SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
/** The hash tree of a log (RFC 9162, section 2.1), grown leaf by leaf: the root is known at every size. */
import { joined } from "./text.js";
import { sha256 } from "./sha256.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function node(left, right) {
  return sha256(joined(NODE, left, right));
}

export class Tree {
  constructor() {
    this.size = 0;
    this.complete = []; // roots of complete trees, the largest first: one for each bit of the size
  }

  /** Add a leaf by its data. */
  append(data) {
    let hash = sha256(joined(LEAF, data));
    for (let bits = this.size; bits & 1; bits = Math.floor(bits / 2)) hash = node(this.complete.pop(), hash);
    this.complete.push(hash);
    this.size++;
  }

  /** The root of what is in it; that of nothing is the hash of nothing. */
  root() {
    if (this.size === 0) return sha256(new Uint8Array());
    return this.complete.reduceRight((right, left) => node(left, right));
  }
}
