#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
# The browser tests drive Debian's chromium: installs it where we may, else says what to install. Of the same version,
# chromium-headless-shell does the same work in little more than half the time: it is taken where it can be had.
set -eu

[ -x /usr/bin/chromium-headless-shell ] && exit 0

give_up() {
    [ -x /usr/bin/chromium ] && exit 0
    echo "The browser tests need /usr/bin/chromium: $1" >&2
    exit 1
}

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    give_up "install Debian's package 'chromium-headless-shell' or 'chromium' (apt-get install chromium-headless-shell)."
fi

command -v apt-get >/dev/null || give_up "this system has no apt-get, install chromium by its own means."

fetch() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

echo "Installing chromium for the browser tests…" >&2
$as_root apt-get update -qq || give_up "apt-get update failed."
fetch chromium-headless-shell || fetch chromium || give_up "apt-get install chromium failed."
