#!/bin/sh
# Sees to it that the browser tests have a Chromium: the system's, else Debian's package, else Playwright's download.
# Usage: browser.sh PYTHON
set -eu
python=$1

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        echo "browser: $(command -v "$name")"
        exit 0
    fi
done

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "browser: installing Debian's chromium"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi

echo "browser: downloading Playwright's chromium"
"$python" -m playwright install chromium
