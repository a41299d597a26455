#!/usr/bin/env bash
# Makes sure of what pip cannot install: `system.sh python` for running, `system.sh tests` for testing.
# What is missing is installed by root on Debian; anybody else is told exactly what to install.
set -euo pipefail

python=${PYTHON:-python3}
missing=()

need_python() {
    if ! command -v "$python" >/dev/null; then
        missing+=(python3 python3-venv)
    elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "Lianshen needs Python 3.11 or newer; $python is $("$python" -V 2>&1)." >&2
        echo "Name another one with: make PYTHON=/path/to/python3 …" >&2
        exit 1
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        missing+=(python3-venv)
    fi
}

need_tests() {
    command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null \
        || missing+=(chromium-headless-shell)
    compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || missing+=(libatomic1) # Playwright's node
    compgen -G '/usr/share/fonts/*/noto/*CJK*' >/dev/null \
        || fc-list :lang=zh 2>/dev/null | grep --quiet . || missing+=(fonts-noto-cjk)
    command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null \
        || missing+=(postgresql)
}

case "${1:-}" in
    python) need_python ;;
    tests) need_tests ;;
    *) echo "usage: $0 python|tests" >&2; exit 2 ;;
esac
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing on this system: ${missing[*]}" >&2
    echo "Install with: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
echo "Installing ${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet --quiet
apt-get install --yes --quiet --quiet --no-install-recommends "${missing[@]}"
