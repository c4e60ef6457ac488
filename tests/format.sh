#!/bin/sh
# Every source file is as clang-format lays it out.
set -eu
cd "$(dirname "$0")/.."
git ls-files -- '*.c' '*.h' | xargs clang-format --dry-run --Werror
echo "clang-format: all files as laid out"
