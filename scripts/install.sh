# Sourced by scripts/demo and scripts/test: installs what is missing, or says exactly what to install.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

need_node() {
  command -v node >/dev/null || fail "Node.js 20.19 or newer is needed: https://nodejs.org"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js 20.19 or newer is needed; this is $(node --version)."
}

# Compares a stamp with the lockfile, so that a second start asks nobody.
need_npm_packages() {
  local stamp=node_modules/.installed
  [ -f "$stamp" ] && cmp -s package-lock.json "$stamp" && return
  echo "Installing npm packages…"
  npm ci --silent || fail "npm ci failed."
  cp package-lock.json "$stamp"
}

# need_program COMMAND DEBIAN-PACKAGE
need_program() {
  command -v "$1" >/dev/null && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "$1 is missing. Install it, then run this again:  sudo apt-get install $2"
    as_root=(sudo)
  fi
  command -v apt-get >/dev/null || fail "$1 is missing: install the package $2 of your system, then run this again."
  echo "Installing $2…"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null ||
    fail "apt-get could not install $2."
}
