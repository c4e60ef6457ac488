#!/usr/bin/env python3
"""The arrows of docs/DESIGN.md: tools -> programs -> report -> cli -> io -> text -> core, core on the C library alone; and what no layer may do.

    test_layers.py BIN SOURCE

Two looks at each rule: at the source (includes, words) and, where nm and objdump are at hand, at the compiled library
(what each object needs from outside, and that nothing in it can be written to).
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
LIBRARY = BIN.parent / "src" / "libparindex.a"

LAYERS = ["core", "text", "io", "cli", "report", "programs", "tools"]  # each may use itself and what stands before it
C11 = set("assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool "
          "stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype".split())
# Core is pure: no files and no printing (stdio), no clock (time), no locale, no signals, no binary floating point.
CORE_C11 = {"errno", "inttypes", "limits", "stdarg", "stdbool", "stddef", "stdint", "stdlib", "string"}
TEXT_C11 = CORE_C11 | {"ctype"}
LIBRARIES = {"core": set(), "text": {"utf8proc.h"}, "io": {"csv.h", "cjson/cJSON.h", "immintrin.h", "xlsxwriter.h"}, "cli": {"cjson/cJSON.h"},
             "report": {"xlsxwriter.h"}, "programs": set(), "tools": set()}
# Whose private headers a layer may use beside its own.
LENDERS = {"report": ["cli"], "programs": ["report", "cli"], "tools": ["programs", "cli"]}
POSIX_LAYERS = {"io", "cli"}

# Public headers whose module is not a file of the same name.
HEADER_LAYERS = {"span": "core", "scores": "io", "year": "io", "verdicts": "io", "dossier_file": "io", "report_file": "io"}

# Words that no code of a layer (or of one below it) may use, with the layers that may.
WORDS = {
    "setlocale": set(), "localeconv": set(), "uselocale": set(), "newlocale": set(),
    "getenv": {"cli"}, "putenv": set(), "setenv": set(), "secure_getenv": set(),
    "time": set(), "clock": set(), "gettimeofday": set(), "clock_gettime": {"cli"}, "localtime": set(), "gmtime": set(), "strftime": set(),
    "rand": set(), "random": set(), "system": set(), "popen": set(), "mmap": set(),
    "exit": set(), "_exit": {"cli"}, "quick_exit": set(),
    "printf": {"cli"}, "fprintf": {"cli"}, "vprintf": {"cli"}, "vfprintf": {"cli"}, "puts": {"cli"}, "fputs": {"cli"},
    "putchar": {"cli"}, "perror": set(),
    "fopen": set(), "open": {"io", "cli"}, "creat": {"io"},
    "atoi": set(), "atol": set(), "atoll": set(), "atof": set(), "strtod": set(), "strtof": set(), "strtold": set(),
    "strtol": set(), "strtoll": set(),
    "strtoul": set(), "strtoull": set(), "sscanf": set(), "scanf": set(), "gets": set(), "strcpy": set(), "strcat": set(), "sprintf": set(),
    "strcoll": set(), "strtok": set(),
}
# Binary floating point: nowhere but where JSON's own numbers come in (read as the 15 digits they show), where maxima go
# into the cells of a workbook, and where it is said how sure a survey's figure is (errors and intervals, never the figure).
FLOAT_FILES = {"src/io/json.c", "src/io/form_workbook.c", "src/io/writer_xlsx.c",
               "include/parindex/distribution.h", "src/core/distribution.c", "src/core/error_rate.c",
               "include/parindex/estimate.h", "src/core/estimate_private.h", "src/core/estimate.c",
               "src/core/estimate_interval.c", "src/core/estimate_variance.c", "src/core/sampling_quantile.c",
               "src/core/estimate_difference.c", "include/parindex/calibration.h", "src/core/calibration.c",
               "src/core/calibration_private.h", "src/core/calibration_explain.c", "include/parindex/rank_set.h",
               "src/core/rank_set.c", "src/cli/survey/survey.h", "src/cli/survey/survey_table.c",
               "src/cli/survey/survey_rank.c", "src/cli/survey/survey_weights.c", "src/report/book_cells.c"}

# What the compiled core may need: memory, strings, sorting, mathematics, and the compiler's own helpers.
CORE_NEEDS = re.compile(r"(bcmp|(exp|log|log1p|sqrt|sin|asin|erfc?|fmin|fmax|copysign)|mem(cpy|set|cmp|move|chr)|str(len|n?cmp|r?chr|pbrk|c?spn|str|nlen)|malloc|calloc|realloc|free|qsort|abort"
                        r"|__(mem|str)\w+_chk|__stack_chk_fail|__\w*(div|mod|mul|float|fix|clz|ctz|popcount)\w*[sdt][if]\d*|_GLOBAL_OFFSET_TABLE_)")
INSTRUMENTS = re.compile(r"__(asan|ubsan|sanitizer|sancov|llvm_profile|gcov)_?\w*|_?__start___sancov\w*|__odr_asan\.\w+")

passed = failed = 0


def check(what, faults):
    global passed, failed
    if not faults:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}", *(f"    {fault}" for fault in sorted(faults)), sep="\n")


def name_of(path):
    return str(path.relative_to(SOURCE))


def code_of(path):
    """The text without comments, and with empty strings and characters in place of what they hold."""
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.S)
    return pattern.sub(lambda m: '""' if m[0][0] == '"' else " " * (m[0].count("\n") == 0) + "\n" * m[0].count("\n"), text)


def sources(layer):
    return sorted((SOURCE / "src" / layer).rglob("*.[ch]"))


def layer_of_header(name):
    """The layer of include/parindex/<name>.h: where its module is written."""
    if name in HEADER_LAYERS:
        return HEADER_LAYERS[name]
    return next((layer for layer in LAYERS if (SOURCE / "src" / layer / f"{name}.c").exists()), None)


def below(layer):
    return LAYERS[: LAYERS.index(layer) + 1]


# ---------------------------------------------------------------- the source

def include_faults(layer, path):
    text = path.read_text(encoding="utf-8")
    for bracket, name in re.findall(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', text, re.M):
        fault = include_fault(layer, path, bracket, name)
        if fault:
            yield f"{name_of(path)}: {name}: {fault}"


def include_fault(layer, path, bracket, name):
    if name.startswith("parindex/"):
        owner = layer_of_header(Path(name).stem)
        return f"a header of {owner}" if owner not in below(layer) else None
    if bracket == '"':
        if name.endswith(".c"):
            return "a source file is included"
        if "/" in name:
            return "a private header stands in its layer's folder and is named without one"
        own = any(list((SOURCE / "src" / lender).rglob(name)) for lender in [layer, *LENDERS.get(layer, [])])
        return None if own else "a private header of another layer"
    stem = name.removesuffix(".h")
    if stem in C11:
        allowed = {"core": CORE_C11, "text": TEXT_C11}.get(layer, C11) | ({"math"} if name_of(path) in FLOAT_FILES else set())
        return None if stem in allowed else "not for this layer"
    if name in LIBRARIES[layer]:
        return None
    others = set().union(*LIBRARIES.values())
    if name in others:
        return "a library of another layer"
    return None if layer in POSIX_LAYERS else "POSIX stands in io and cli alone"


def check_includes():
    for layer in LAYERS:
        check(f"includes of {layer}", [f for path in sources(layer) for f in include_faults(layer, path)])
    names = [path.name for layer in LAYERS for path in sources(layer) if path.suffix == ".h"]
    check("no two private headers of one name", [name for name in set(names) if names.count(name) > 1])
    headers = sorted((SOURCE / "include" / "parindex").glob("*.h"))
    check("every public header belongs to a layer", [name_of(h) for h in headers if layer_of_header(h.stem) is None])
    check("includes of the public headers",
          [f for h in headers if layer_of_header(h.stem) for f in include_faults(layer_of_header(h.stem), h)])


def check_words():
    faults = []
    for layer in LAYERS:
        for path in sources(layer):
            for number, line in enumerate(code_of(path).splitlines(), 1):
                for word in re.findall(r"(?<![\w.>])(\w+)\s*\(", line):
                    if word in WORDS and layer not in WORDS[word]:
                        faults.append(f"{name_of(path)}:{number}: {word}")
    check("words that a layer may not use", faults)


def check_outputs():
    """What a program writes goes through par_cli_output_open (src/cli/manifest/record.h), which a manifest knows of and which par-audit
    verify keeps from writing."""
    faults = []
    for layer in ("cli", "report", "programs", "tools"):
        for path in sources(layer):
            for number, line in enumerate(code_of(path).splitlines(), 1):
                if re.search(r"\bpar_output_open\s*\(", line) and path.name != "record.c":
                    faults.append(f"{name_of(path)}:{number}")
    check("outputs are opened by par_cli_output_open", faults)


def check_floats():
    faults = []
    paths = [p for layer in LAYERS for p in sources(layer)] + sorted((SOURCE / "include" / "parindex").glob("*.h"))
    for path in paths:
        for number, line in enumerate(code_of(path).splitlines(), 1):
            if re.search(r"\b(float|double|long double)\b", line) and name_of(path) not in FLOAT_FILES:
                faults.append(f"{name_of(path)}:{number}")
    check("no binary floating point", faults)


def check_state():
    """No variable of a file or a function outlives a call: state is in structs that the caller owns."""
    faults = []
    for layer in LAYERS:
        for path in sources(layer):
            for number, line in enumerate(code_of(path).splitlines(), 1):
                static = re.match(r"\s*static\s+(?!const\b|inline\b|_Noreturn\b)[^()]*(=|;)", line)
                if static and not re.search(r"\bconst\b", line):
                    faults.append(f"{name_of(path)}:{number}: {line.strip()}")
    check("no state in static variables", faults)


def check_guards():
    faults = []
    for path in [p for layer in LAYERS for p in sources(layer)] + sorted((SOURCE / "include" / "parindex").glob("*.h")):
        if path.suffix == ".h" and not re.search(r"^#ifndef (\w+)\n#define \1$", path.read_text(encoding="utf-8"), re.M):
            faults.append(name_of(path))
    check("every header has its guard", faults)


# ---------------------------------------------------------------- the compiled library

def tool_lines(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def symbols():
    """{object name: (defined, needed)} of the library."""
    found, at = {}, None
    for line in tool_lines("nm", LIBRARY):
        if line.endswith(":") and ".o" in line:
            at = found.setdefault(line[:-1], (set(), set()))
        elif line and at:
            *_, kind, name = line.split()
            if kind in "uUwv":
                at[1].add(name)
            elif kind.isupper():
                at[0].add(name)
    return found


def layer_of_object(name):
    stem = name.removesuffix(".o").removesuffix(".c")
    return next((layer for layer in LAYERS if (SOURCE / "src" / layer / f"{stem}.c").exists()), None)


def check_objects():
    objects = symbols()
    defined = {}
    for name, (own, _) in objects.items():
        for symbol in own:
            defined[symbol] = layer_of_object(name)
    arrows, outside = [], []
    for name, (own, needed) in objects.items():
        layer = layer_of_object(name)
        for symbol in needed - own:
            if symbol in defined:
                if defined[symbol] not in below(layer):
                    arrows.append(f"{layer}/{name} needs {symbol} of {defined[symbol]}")
            elif layer == "core" and not CORE_NEEDS.fullmatch(symbol) and not INSTRUMENTS.fullmatch(symbol):
                outside.append(f"core/{name} needs {symbol}")
    check("no object needs a layer above it", arrows)
    check("core needs the C library alone: memory, strings, sorting, mathematics", outside)
    check("names that the library exports begin with par_",
          [f"{symbol} of {layer}" for symbol, layer in defined.items() if not symbol.startswith("par_") and not INSTRUMENTS.fullmatch(symbol)])


def check_sections():
    """Tables of pointers are relocated once (.data.rel.ro); nothing stands in .data or .bss."""
    faults, at = [], ""
    for line in tool_lines("objdump", "-t", LIBRARY):
        if ".o:" in line:
            at = line.split(":")[0]
        match = re.search(r"\s(\.(?:data|bss)(?:\.(?!rel\.ro)\S+)?)\s+([0-9a-f]+)\s+(\S+)$", line)
        if match and int(match[2], 16) and not INSTRUMENTS.match(match[3]):
            faults.append(f"{at}: {match[3]} in {match[1]}")
    check("nothing in the library can be written to", faults)


def is_instrumented():
    return any(INSTRUMENTS.fullmatch(s) for _, needed in symbols().values() for s in needed)


def main():
    check_includes()
    check_words()
    check_outputs()
    check_floats()
    check_state()
    check_guards()
    if LIBRARY.exists() and shutil.which("nm"):
        check_objects()
        if shutil.which("objdump") and not is_instrumented():
            check_sections()
    else:
        print(f"skipped: the compiled library ({LIBRARY} or nm is not there)")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
