#!/bin/sh
# Collects the texts of the sources into po/parindex.pot and merges them into po/vi.po.
#   po/update.sh           after texts were added or changed; then translate what vi.po has empty
#   po/update.sh --check   changes nothing; fails when the files are out of date or a text is not translated
# Needs xgettext, msgmerge, msgattrib and msgfmt (gettext). The same sources give the same bytes.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

collect() {
    find src -name '*.c' | sort | xgettext --files-from=- --language=C --from-code=UTF-8 --output="$work/new.pot" \
        --keyword --keyword=N_ --keyword=par_cli_text:2 --keyword=par_cli_say:2 --keyword=par_cli_usage_error:2 \
        --flag=N_:1:no-c-format --flag=par_cli_text:2:no-c-format --flag=par_cli_say:2:no-c-format \
        --flag=par_cli_usage_error:2:no-c-format \
        --add-location=file --no-wrap --package-name=parindex --copyright-holder='the parindex authors' \
        --foreign-user
    sed -e '/^"POT-Creation-Date:/d' -e '/^#, no-c-format$/d' -e 's/CHARSET/UTF-8/' -e '1,/^#$/d' "$work/new.pot" >"$work/parindex.pot"
    msgmerge --quiet --no-wrap --no-fuzzy-matching --add-location=file --output-file="$work/new.po" \
        po/vi.po "$work/parindex.pot"
    msgattrib --no-obsolete --no-wrap --add-location=file "$work/new.po" | sed '/^"POT-Creation-Date:/d' >"$work/vi.po"
}

check() {
    cmp "$work/parindex.pot" po/parindex.pot
    cmp "$work/vi.po" po/vi.po
    open=$(msgattrib --untranslated --no-wrap po/vi.po | grep -c '^msgid ".' || true)
    [ "$open" -eq 0 ] || { echo "po/vi.po: $open texts are not translated" >&2; exit 1; }
}

collect
if [ "${1:-}" = --check ]; then
    check
else
    cp "$work/parindex.pot" po/parindex.pot
    cp "$work/vi.po" po/vi.po
    msgfmt --check --statistics --output-file=/dev/null po/vi.po
fi
