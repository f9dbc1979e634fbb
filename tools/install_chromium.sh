#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
# The browser tests drive Debian's chromium: installs it where we may, else says what to install.
set -eu

[ -x /usr/bin/chromium ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "The browser tests need /usr/bin/chromium: install Debian's package 'chromium' (apt-get install chromium)." >&2
    exit 1
fi

if ! command -v apt-get >/dev/null; then
    echo "The browser tests need /usr/bin/chromium, and this system has no apt-get: install chromium by its own means." >&2
    exit 1
fi

echo "Installing chromium for the browser tests…" >&2
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
