#!/bin/sh
# Builds the fuzz targets and runs each on the samples and criteria, then for a few seconds on what it makes of them.
#   tests/fuzz/replay.sh [SECONDS]    default 10 per target
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-10}
[ -f build/fuzz/build.ninja ] || cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -- --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/set" "$work/table" "$work/assessment" "$work/number" "$work/encoding" "$work/book" "$work/survey" \
    "$work/bulk"
cp criteria/*.json "$work/set"
for file in samples/*/*.csv samples/*/*/*.csv tests/cli/cases/*/*/*.csv; do
    [ -f "$file" ] || continue
    name=$(echo "$file" | tr / _)
    head -c 4000 "$file" >"$work/table/$name"
    cp "$work/table/$name" "$work/assessment/$name"
    cp "$work/table/$name" "$work/bulk/$name"
done
printf 'unit,criterion,answer,a,b,d,e,s1,s2,score\n01,1,x,,,,,,,1\n01,2,,3,4,,,,,\n01,3,,,,2025-01-02,3/1/2025,,,\n' \
    >"$work/assessment/small.csv"
printf 'unit,1,2,4\n01,x,3/4,0.5\n02,y,KAD,=\n' >"$work/assessment/wide.csv"
printf '1.234,5' >"$work/number/a"; printf '2025-02-29' >"$work/number/b"; printf '%s' '-12.50e3' >"$work/number/c"
cp tests/oracle/text/* "$work/encoding"
cp samples/bang-tieu-chi/*.xlsx "$work/book"
printf '\036id,h,x,w,n,q1,q2,k\n1,A,1,2.5,9,5,3,a;b\n2,A,2,1,9,,5,\n3,B,1,1,9,3,3,x\n' >"$work/survey/wide"
printf '\037id,h,x,w,n,question,answer\n1,A,1,1,9,q1,5\n1,A,1,1,9,q2,3\n2,A,2,1,9,q1,Rất hài lòng\n' >"$work/survey/long"
head -c 3000 samples/khao-sat/tra-loi.csv | sed '1s/^/@/' >"$work/survey/sample"
for target in set table bulk assessment number encoding book survey; do
    echo "fuzz_$target: $(ls "$work/$target" | wc -l) inputs, then $seconds seconds"
    build/fuzz/bin/fuzz_$target -max_total_time="$seconds" -max_len=8000 -rss_limit_mb=2048 -print_final_stats=0 \
        -verbosity=0 -artifact_prefix="$work/" "$work/$target" >"$work/log" 2>&1 ||
        { cat "$work/log"; echo "fuzz_$target failed"; exit 1; }
done
