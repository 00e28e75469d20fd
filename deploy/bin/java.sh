# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by the scripts beside it: finds a JDK 25, and builds one module of this checkout when it is not built.
# Each names itself in $name, the module in $module and its folder of jars in $dist.

root=$(cd "$here/../.." && pwd)

say() { printf '%s\n' "$*" >&2; }

# Not the first line alone: with JAVA_TOOL_OPTIONS a JVM says first that it picked them up. Reads all, so no broken pipe.
is_jdk_25() { [ -x "$1/bin/java" ] && "$1/bin/java" -version 2>&1 | grep 'version "25[."]' >/dev/null; }

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /opt/*jdk* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  candidate=$(command -v java || true)
  if [ -n "$candidate" ]; then
    candidate=$(dirname "$(dirname "$(readlink -f "$candidate")")")
    if is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  fi
  return 1
}

is_built() {
  [ -f "$dist/.built" ] || return 1
  # An installation without sources is what it is; a checkout is built again when a source is newer.
  [ -f "$root/pom.xml" ] || return 0
  [ -z "$(find "$root" \( -name target -o -name .git -o -name test -o -name node_modules \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$dist/.built" -print -quit)" ]
}

build() {
  if ! command -v mvn >/dev/null; then
    say "$name: it is not built yet, and Maven (3.8.6 or newer) is not on the PATH. Install it, then try again."
    exit 1
  fi
  say "$name: building; the first time this also downloads the libraries ..."
  # Maven adds libraries and takes none away: of one in two versions either might be used.
  rm -rf "$dist/lib" "$dist/.built"
  local log=$root/$module/target/build.log
  mkdir -p "$(dirname "$log")"
  if ! (cd "$root" && mvn -B -ntp -DskipTests -Dspotless.check.skip=true -pl "$module" -am package 2>&1) |
    tee "$log" | sed -un 's/^\[INFO\] Building \(AttachRelay.*[^ ]\)  *[0-9][^ ]*  *\(\[[0-9]*\/[0-9]*\]\)$/  \2 \1/p' >&2; then
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2 || true
    say "$name: the build failed; all of its output is in $log"
    exit 1
  fi
  touch "$dist/.built"
}

# Of several started at once the first builds and the others wait for it: two builds in one folder break each other.
# Without flock, as on macOS, they are on their own.
build_in_turn() {
  mkdir -p "$root/target"
  (
    if command -v flock >/dev/null && ! flock -n 9; then
      say "$name: waiting for the build that another one has begun ..."
      flock 9
    fi
    is_built || build
  ) 9>"$root/target/build.lock"
}

# Sets $jdk; ends with a message if there is none or the build fails.
ready() {
  if ! jdk=$(find_jdk); then
    say "$name: no JDK 25 was found in JAVA_HOME, on the PATH or in the usual folders."
    say "Install one, for example Eclipse Temurin 25, or point JAVA_HOME at it."
    exit 1
  fi
  is_built || build_in_turn
}
