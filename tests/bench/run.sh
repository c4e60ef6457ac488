#!/bin/sh
# Benches of the release build: ratios to a baseline measured in the same run. --quick: a quarter of the units.
set -eu
cd "$(dirname "$0")/../.."
[ -f build/release/build.ninja ] || cmake --preset release -DBUILD_TESTING=OFF >/dev/null
cmake --build --preset release -- --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -o "$work/csv_empty" tests/bench/csv_empty.c -lcsv
python3 tests/bench/run.py build/release/bin "$work/csv_empty" "$work" "$@"
cc -O3 -Iinclude -o "$work/bulk_tally" tests/bench/bulk_tally.c build/release/src/libparindex.a \
    -lcsv -lcjson -lutf8proc -lzip -lexpat -lxlsxwriter -lmd -lpthread
python3 tests/bench/bulk.py build/release/bin "$work/csv_empty" "$work/bulk_tally" "$work" "$@"
python3 tests/bench/collect.py build/release/bin "$work" "$@"
python3 tests/bench/audit.py build/release/bin "$work" "$@"
python3 tests/bench/report.py build/release/bin "$work" "$@"
python3 tests/bench/survey.py build/release/bin "$work/csv_empty" "$work" criteria/sipas/sipas-2023-2026.json "$@"
python3 tests/bench/coverage.py build/release/bin "$work" "$@"
python3 tests/bench/rank_coverage.py build/release/bin "$work" "$@"
