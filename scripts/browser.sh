#!/bin/sh
# Sees to it that the tests have what is no Python package: a Chromium (the system's, else Debian's, else Playwright's
# download) for pages and printed PDFs, and tesseract with Spanish for scanned PDFs.
# Usage: browser.sh PYTHON
set -eu
python=$1

can_install() {
    command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]
}

install_packages() {
    echo "installing Debian's $*"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

find_browser() {
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null 2>&1; then
            echo "browser: $(command -v "$name")"
            return 0
        fi
    done
    return 1
}

knows_spanish() {
    command -v tesseract >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -qx spa
}

if ! find_browser && ! { can_install && install_packages chromium; }; then
    echo "browser: downloading Playwright's chromium"
    "$python" -m playwright install chromium
fi

if knows_spanish || { can_install && install_packages tesseract-ocr tesseract-ocr-spa; }; then
    echo "tesseract: $(command -v tesseract)"
else
    echo "tesseract: not found, or without Spanish; the tests of scanned PDFs will fail. Install it, on Debian:" >&2
    echo "    sudo apt-get install tesseract-ocr tesseract-ocr-spa" >&2
fi
