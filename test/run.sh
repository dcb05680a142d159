#!/bin/bash
# The tests a contributor and CI run: lint, types, architecture and unit, live (a real sshd, real namespaces), end to end in Chromium.
# Ends with one line "N passed, N failed". Nothing is skipped silently: a part that cannot run counts as failed, with its reason.
set -u
cd "$(dirname "$0")/.." || exit 2
# The Node of the lockfile, whatever the machine's own is.
PATH=$PWD/node_modules/.bin:$PATH
work=test/.work
rm -rf "$work"
mkdir -p "$work"
passed=0
failed=0

count() { passed=$((passed + $1)); failed=$((failed + $2)); }

step() { # NAME COMMAND…: one pass or one failure
  local name=$1
  shift
  echo "== $name"
  if "$@" >"$work/$name.log" 2>&1; then
    count 1 0
  else
    count 0 1
    cat "$work/$name.log"
    echo "!! $name failed"
  fi
}

suite() { # PROJECT: as many passes and failures as the suite has tests
  echo "== $1"
  vitest run --project "$1" --reporter=dot --reporter=json --outputFile.json="$work/$1.json" >"$work/$1.log" 2>&1
  local rc=$? numbers
  numbers=$(node -e '
    const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(r.numPassedTests, r.numFailedTests + r.numPendingTests + r.numTodoTests);' "$work/$1.json" 2>/dev/null)
  count ${numbers:-0 1}
  case "$rc $numbers" in "0 "*" 0") ;; *)
    tail -n 300 "$work/$1.log"
    echo "!! $1 failed: ${numbers:-it did not finish}"
    # A suite can fail without a failing test: an error outside any test, or a file that does not load.
    [ "$rc" = 0 ] || case "$numbers" in *" 0") count 0 1 ;; esac ;;
  esac
}

step types tsc -b
step format-and-lint biome check .
step type-aware-lint oxlint --type-aware
step build node build/build.ts
suite unit
suite live
suite e2e
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
