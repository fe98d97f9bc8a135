#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
# Usage: sh data/setup/packages.sh build|window|bench|test ...
# Installs the Debian packages of the named sets that are missing, with sudo when not root.
set -eu

build="gcc libc6-dev meson ninja-build pkg-config libglib2.0-dev libssl-dev libjson-glib-dev
  libsqlite3-dev libsecret-1-dev libsodium-dev libnfc-dev libfreefare-dev libadwaita-1-dev
  libxml2-utils gettext desktop-file-utils"
window="dbus at-spi2-core adwaita-icon-theme librsvg2-common fonts-dejavu-core"
bench="python3 libnfc-bin xvfb dbus at-spi2-core gnome-calculator fonts-dejavu-core"
test="$build $window $bench clang libclang-rt-14-dev clang-format codespell reuse appstream git
  valgrind libnfc-examples libfreefare-bin gnome-keyring faketime
  xvfb xauth x11-utils xdotool python3-gi imagemagick poppler-utils
  fonts-wqy-microhei locales"

wanted=
for set in "$@"; do
  case $set in
    build) wanted="$wanted $build" ;;
    window) wanted="$wanted $window" ;;
    bench) wanted="$wanted $bench" ;;
    test) wanted="$wanted $test" ;;
    *) echo "packages.sh: no set named '$set'; there are: build, window, bench, test" >&2; exit 2 ;;
  esac
done

missing=
for package in $wanted; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
    missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || {
    echo "packages.sh: these packages are missing and sudo is not here to install them:$missing" >&2
    exit 1
  }
  as_root=sudo
fi
echo "Installing:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
