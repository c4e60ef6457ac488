#!/usr/bin/env python3
"""cmake --install into an empty folder: all is there, a small program builds against it, the installed samples run.

    test_install.py BIN SOURCE
"""
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
BUILD = BIN.parent
PROGRAMS = ["par-check", "par-collect", "par-dossier", "par-form", "par-import", "par-rank", "par-score"]
PAGES = [f"man1/{p}.1" for p in PROGRAMS] + [f"man5/par-{f}.5" for f in ("criteria", "assessment", "units", "scores", "ranking")]
USER = r"""
#include <parindex/files.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    struct par_arena *arena = par_arena_new(abort);
    struct par_diags *diags = par_diags_new(arena, 20, 20);
    struct par_set *set = argc == 2 ? par_set_load(argv[1], arena, diags) : NULL;
    printf("%s %d\n", set ? set->id : "none", set ? (int)set->component_count : 0);
    par_arena_free(arena);
    return set ? 0 : 1;
}
"""
passed = failed = 0


def check(what, fine, detail=""):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print(f"FAILED {what}" + (f": {detail}" if detail else ""))


def run(*command, env=None, cwd=None):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, env=env, cwd=cwd, check=False)


def finish():
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def check_files(prefix):
    for program in PROGRAMS:
        check(f"bin/{program}", os.access(prefix / "bin" / program, os.X_OK))
    libraries = list(prefix.glob("lib*/**/libparindex.*"))
    check("the library", libraries)
    headers = sorted(p.name for p in (SOURCE / "include" / "parindex").glob("*.h"))
    check("headers", sorted(p.name for p in (prefix / "include" / "parindex").glob("*.h")) == headers)
    check("the pkg-config file", list(prefix.glob("lib*/**/parindex.pc")))
    for page in PAGES:
        check(f"share/man/{page}", (prefix / "share" / "man" / page).is_file())
    for page in (f"man1/{p}.1" for p in PROGRAMS):
        check(f"share/man/vi/{page}", (prefix / "share" / "man" / "vi" / page).is_file())
    for name in ("criteria", "samples"):
        mine, theirs = prefix / "share" / "parindex" / name, SOURCE / name
        wanted = [p.relative_to(theirs) for p in theirs.rglob("*") if p.suffix in (".json", ".csv") and "ket-qua" not in str(p)]
        check(f"share/parindex/{name}", wanted and all((mine / p).is_file() for p in wanted), f"{len(wanted)} files wanted")
    for name in ("LICENSE", "NOTICE"):
        check(name, list(prefix.glob(f"share/doc/*/{name}")))
    strangers = [p for p in prefix.iterdir() if p.name not in ("bin", "include", "lib", "lib64", "share")]
    check("nothing else", not strangers, str(strangers))


def check_user(prefix, folder):
    """The program of a person who has only what was installed."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    package = shutil.which("pkg-config")
    if not compiler or not package:
        print("skipped: no C compiler or no pkg-config")
        return
    cache = (BUILD / "CMakeCache.txt").read_text(encoding="utf-8")
    sanitized = "PARINDEX_SANITIZE:BOOL=ON" in cache
    env = {**os.environ, "PKG_CONFIG_PATH": str(next(prefix.glob("lib*/**/parindex.pc")).parent)}
    flags = run(package, "--cflags", "--libs", "parindex", env=env)
    check("pkg-config knows the package", flags.returncode == 0, flags.stderr)
    check("pkg-config names the folder it was installed to", str(prefix) in flags.stdout, flags.stdout.strip())
    version = run(package, "--modversion", "parindex", env=env).stdout.strip()
    check("one version", version and version in run(prefix / "bin" / "par-score", "--version").stdout)
    (folder / "user.c").write_text(USER, encoding="utf-8")
    extra = ["-fsanitize=address,undefined"] if sanitized else []
    strict = [*shlex.split(compiler), "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
    built = run(*strict, "user.c", "-o", "user", *extra, *shlex.split(flags.stdout), cwd=folder)
    check("a program of ten lines builds", built.returncode == 0, built.stderr)
    if built.returncode == 0:
        done = run(folder / "user", prefix / "share" / "parindex" / "criteria" / "pci-2012.json")
        check("and reads an installed set", done.stdout == "pci-2012 9\n", done.stdout + done.stderr)
    include = str(prefix / "include")
    for header in sorted((prefix / "include" / "parindex").glob("*.h")):
        (folder / "alone.c").write_text(f"#include <parindex/{header.name}>\nint alone;\n", encoding="utf-8")
        alone = run(*strict, "-fsyntax-only", "-I", include, "alone.c", cwd=folder)
        check(f"{header.name} stands alone", alone.returncode == 0, alone.stderr)


def check_samples(prefix):
    """The installed programs on the installed sample, from another folder."""
    year = prefix / "share" / "parindex" / "samples" / "pci-2012" / "nam.json"
    scores = run(prefix / "bin" / "par-score", "-q", "--year", year, "-o", "-", "--wide", cwd="/")
    check("an installed sample is scored", scores.returncode == 0 and len(scores.stdout.splitlines()) == 64, scores.stderr)


def main():
    if not shutil.which("cmake") or not (BUILD / "cmake_install.cmake").exists():
        print(f"skipped: {BUILD} is no build folder of cmake")
        finish()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        prefix = folder / "prefix"
        done = run("cmake", "--install", BUILD, "--prefix", prefix)
        check("cmake --install", done.returncode == 0, done.stderr)
        if not (prefix / "bin").is_dir():
            print("skipped: nothing is installed yet")
            finish()
        check_files(prefix)
        check_user(prefix, folder)
        check_samples(prefix)
    finish()


if __name__ == "__main__":
    main()
