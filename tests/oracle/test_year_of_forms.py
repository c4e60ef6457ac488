#!/usr/bin/env python3
"""The whole sample year by way of workbooks: forms out, filled in, back, collected, scored.

    test_year_of_forms.py BIN SOURCE

The units' forms are filled in with the sample's own answers, the appraisers' with its appraisals, and par-score must give
from what was collected what it gives from the sample's own tables, for every unit and node. Then units explain what was
cut and the council decides, in workbooks and, written here, in plain CSV: the outcome must be one. Then what goes wrong
in such a year: a workbook forgotten, a row left blank or deleted, files swapped, of last year or sent twice. Each must be
named by its code and exit status before anything is ranked. Expected is what the sample's tables and this file say.
"""
import csv
import datetime
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append("/usr/lib/python3/dist-packages")  # openpyxl of the system, whichever Python runs this
import openpyxl  # noqa: E402

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SAMPLE = SOURCE / "samples" / "nam-mau-2025"
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
SETS = ["mau-so-2025", "mau-xa-2025"]
EXPLAINING = 20  # units that explain what was cut
# Points claimed beside an answer that gives others: a form computes the points, so nobody can claim any there.
CLAIMS = {("so-giao-duc-dao-tao", "4.3"), ("030", "5.1")}
passed = failed = 0


def check(fine, what, why=""):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print(f"FAILED {what}: {why}")


def same(found, expected, what):
    """Two dicts or sets."""
    if isinstance(found, dict):
        odd = [f"{k}: {found.get(k)} for {expected.get(k)}" for k in {**expected, **found} if found.get(k) != expected.get(k)]
    else:
        odd = sorted(found ^ expected)
    check(not odd and expected, what, f"{len(odd)} of {len(expected)}: {odd[:4]}")


# ---------------------------------------------------------------- running

def run(program, *arguments, folder, status=0):
    """The findings, as a list of dicts. The arguments name the inputs."""
    done = subprocess.run([BIN / program, "--errors", "json", *map(str, arguments)], cwd=folder, env=ENV, capture_output=True,
                          check=False)
    lines = [json.loads(line) for line in done.stderr.decode().splitlines() if line.startswith("{")]
    check(done.returncode == status, f"{program} {' '.join(map(str, arguments))[-200:]}",
          f"ended with {done.returncode}, not {status}: {done.stderr.decode()[:1500]}")
    return lines


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def findings(lines, code):
    return [line for line in lines if line["code"] == code]


# ---------------------------------------------------------------- the sample

def leaves(node, source="report"):
    source = node.get("source", source)
    if "nodes" not in node:
        yield {**node, "source": source}
    for child in node.get("nodes", []):
        yield from leaves(child, source)


class Sample:
    def __init__(self):
        self.units = {row["unit"]: row for row in rows_of(SAMPLE / "units.csv")}
        self.leaves = {}
        for name in SETS:
            raw = json.loads((SOURCE / "criteria" / f"{name}.json").read_text(encoding="utf-8"))
            blocks = [raw, *(raw[block] for block in ("bonus", "penalty") if block in raw)]
            self.leaves[name] = {leaf["id"]: leaf for block in blocks for leaf in leaves(block)}
        self.answers, self.judgements = self.read("tu-danh-gia"), self.read("tham-dinh")

    def read(self, folder):
        """{unit: {criterion: cells}}; a cell of a wide table as the long one would say it."""
        found = {}
        for path in sorted((SAMPLE / folder).glob("*.csv")):
            for row in rows_of(path):
                cells = found.setdefault(row.pop("unit"), {})
                if "criterion" in row:
                    cells[row["criterion"]] = {k: v for k, v in row.items() if v and k != "criterion"}
                else:
                    said = {"=": {"agree": "yes"}, "KAD": {"applies": "no"}}
                    cells.update({c: said.get(v, {"score": v}) for c, v in row.items() if v})
        return found

    def set_of(self, unit):
        return "mau-xa-2025" if self.units[unit]["bloc"] == "xa" else "mau-so-2025"

    def rule(self, unit, criterion):
        leaf, who = self.leaves[self.set_of(unit)][criterion], self.units[unit]
        tags = {unit, who["bloc"], who["level"], *who["groups"].split("|")}
        return leaf.get("rule") or next(r["rule"] for r in leaf["rules"] if "for" not in r or tags & set(r["for"]))


def named(side):
    return [side] if isinstance(side, str) else side


def inputs_of(cells, rule):
    """What a row says of the inputs, value, num and den being other words for those of the rule."""
    found = {k: v for k, v in cells.items()
             if k not in ("answer", "value", "num", "den", "score", "applies", "evidence", "note")}
    of = rule.get("of", {})
    if "value" in cells:
        found[of.get("value") or of["count"]] = cells["value"]
    if "num" in cells:
        first, second = map(named, of.get("percent") or of["ratio"])
        found[second[0]] = cells["den"]
        if first[0] == second[0]:  # all less the bad ones
            found[first[1].lstrip("-")] = str(int(cells["den"]) - int(cells["num"]))
        else:
            found[first[0]] = cells["num"]
            found.update({name.lstrip("-"): "0" for name in first[1:]})
    return found


def options_of(rule):
    yield from rule.get("options", [])
    for case in rule.get("cases", []):
        yield from options_of(case["rule"])


def label_of(rule, text):
    """The label of the option that an answer names by key, number or label: what the list of the form offers."""
    for position, option in enumerate(options_of(rule), 1):
        label = option.get("label", {}).get("vi", option["key"])
        if text in (option["key"], label, str(position)):
            return label
    return text


def typed(text):
    """As a person types it: dates and numbers are no texts in a workbook."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, form)
        except ValueError:
            pass
    return float(text) if "." in text else int(text)


# ---------------------------------------------------------------- workbooks

class Form:
    """A form of par-form; its columns by number, its rows by key."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]
        self.rows = {row[0].value: row for row in self.sheet.iter_rows()
                     if isinstance(row[0].value, str) and "#" in row[0].value[:40]}
        about = {row[0].value: row[1].value for row in self.book["parindex"].iter_rows()}
        self.unit, self.appraiser = about["unit"], about["appraiser"]

    def put(self, key, column, value):
        cell = self.rows[key][column - 1]
        check(cell.protection.locked is False, f"{self.unit or self.appraiser} {key}", f"column {column} cannot be filled in")
        cell.value = value

    def save(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path


RESPONSE, APPLIES, EVIDENCE, NOTE = 7, 9, 10, 11  # the unit's own form
SCORE, AGREE, NO_MORE, REASON = 10, 11, 12, 13  # the form of an appraiser; of the council one further
WHY, PROOF = 8, 9  # an explanation


def fill_own(form, sample):
    for criterion, cells in sample.answers.get(form.unit, {}).items():
        rule, key = sample.rule(form.unit, criterion), f"#{criterion}"
        ticks = [k for k in form.rows if k.startswith(f"{key}#")]
        for part in cells.get("answer", "").split("|") if cells.get("answer") else []:
            if ticks:
                form.put(f"{key}#{part}", RESPONSE, "x")
            else:
                form.put(key, RESPONSE, label_of(rule, part))
        for name, text in inputs_of(cells, rule).items():
            form.put(f"{key}/{name}", RESPONSE, typed(text))
        if rule["type"] == "manual" and "score" in cells:
            form.put(key, RESPONSE, typed(cells["score"]))
        for name, column, value in (("applies", APPLIES, "Không áp dụng"), ("evidence", EVIDENCE, None), ("note", NOTE, None)):
            if name in cells:
                form.put(key, column, value or cells[name])
    return form


def judge(form, key, cells, first=SCORE):
    for name, column, value in (("score", 0, typed(cells.get("score", "0"))), ("agree", 1, "Đồng ý"),
                                ("applies", 2, "Không áp dụng"), ("reason", 3, cells.get("reason"))):
        if name in cells:
            form.put(key, first + column, value)


def fill_appraisal(form, sample):
    for key in form.rows:
        unit, criterion = key.split("|#")
        judge(form, key, sample.judgements.get(unit, {}).get(criterion, {}))
    return form


# ---------------------------------------------------------------- comparing

def scores(path):
    """Of every unit and node everything but who said so, and that a claim differs from its answer: see CLAIMS."""
    found = {}
    for row in rows_of(path):
        row["flags"] = "|".join(flag for flag in row["flags"].split("|") if flag != "claim-differs")
        found[row["unit"], row["node"]] = {k: v for k, v in row.items() if k != "appraiser"}
    return found


def differing_claims(path):
    return {(row["unit"], row["node"]) for row in rows_of(path) if "claim-differs" in row["flags"]}


def totals(path):
    return {row["unit"]: row for row in rows_of(path) if row["node"] == "total"}


class Year:
    """A folder with the sample's lists, and the sets of this year and of the one before."""

    def __init__(self, folder):
        self.folder, self.sample = folder, Sample()
        for name in ("units.csv", "facts.csv"):
            shutil.copy(SAMPLE / name, folder)
        for name in SETS:
            raw = json.loads((SOURCE / "criteria" / f"{name}.json").read_text(encoding="utf-8"))
            self.write_set(folder / "sets" / f"{name}.json", raw)
            before = json.loads(json.dumps(raw))
            before["year"], before["period"] = 2024, "2024"
            self.write_set(folder / "last-year" / f"{name}.json", before)

    @staticmethod
    def write_set(path, raw):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")

    def known(self, sets="sets"):
        return [arg for name in SETS for arg in ("-c", f"{sets}/{name}.json")] + ["-u", "units.csv"]

    def run(self, program, *arguments, sets="sets", status=0):
        return run(program, *self.known(sets), *arguments, folder=self.folder, status=status)

    def forms(self, out, *arguments, sets="sets"):
        self.run("par-form", "-q", "--lang", "vi", "-o", out, *arguments, sets=sets)
        return sorted((self.folder / out).iterdir())

    def collect(self, round_id, out, *arguments, status=0, sets="sets"):
        return self.run("par-collect", "-v", "--round", round_id, "-o", f"{out}.csv", "--intake", f"{out}-intake.csv", *arguments,
                        status=status, sets=sets)

    def score(self, out, *arguments, sets="sets"):
        """The findings; the scores are in out.csv."""
        return self.run("par-score", "-v", "--facts", "facts.csv", "-o", f"{out}.csv", *arguments, sets=sets)

    def rank(self, scored, status):
        (self.folder / "rank.csv").unlink(missing_ok=True)
        return self.run("par-rank", "-v", "-o", "rank.csv", f"{scored}.csv", status=status)

    def intake(self, name):
        return rows_of(self.folder / f"{name}-intake.csv")

    def ranked(self):
        return {row["unit"]: row for row in rows_of(self.folder / "rank.csv")}


# ---------------------------------------------------------------- the year as it should go

SELF, APPRAISED = ["--round", "self=self.csv"], ["--round", "appraisal=appraisal.csv"]
OWN_SELF, OWN_APPRAISED = ["--round", f"self={SAMPLE}/tu-danh-gia"], ["--round", f"appraisal={SAMPLE}/tham-dinh"]


def check_self(year):
    sent = year.forms("sent", "--round", "self")
    check(len(sent) == len(year.sample.units), "a form for each unit", len(sent))
    for path in sent:
        form = Form(path)
        if form.unit in year.sample.answers:
            fill_own(form, year.sample).save(year.folder / "self" / path.name)
    said = year.collect("self", "self", "self")
    absent = set(year.sample.units) - set(year.sample.answers)
    same({line["unit"] for line in findings(said, "not-submitted")}, absent, "who did not submit is named")
    states = {row["unit"]: row["state"] for row in year.intake("self")}
    same(states, {u: "not_submitted" if u in absent else "received" for u in year.sample.units}, "the intake of the units")


def check_appraisal(year):
    sent = year.forms("to-appraise", "--facts", "facts.csv", *SELF, "--round", "appraisal")
    appraisers = {path.stem.partition("-")[2] for path in sent}
    asked = set()
    for path in sent:
        form = Form(path)
        asked |= {tuple(key.split("|#")) for key in form.rows}
        fill_appraisal(form, year.sample).save(year.folder / "appraisal" / path.name)
    check(len(appraisers - {""}) >= 5, "at least five appraisers", appraisers)
    judged = {(unit, criterion) for unit, rows in year.sample.judgements.items() for criterion in rows}
    check(judged <= asked, "each judgement of the sample has its row", sorted(judged - asked)[:5])
    year.collect("appraisal", "appraisal", "appraisal")
    collected = rows_of(year.folder / "appraisal.csv")
    same({(row["unit"], row["criterion"]) for row in collected}, judged, "the judgements that were collected")


def check_scores(year):
    for out, rounds in (("scores", SELF + APPRAISED), ("own-scores", OWN_SELF + OWN_APPRAISED)):
        said = year.score(out, *rounds)
        check(not findings(said, "pending"), f"{out}: nothing is pending")
    same(scores(year.folder / "scores.csv"), scores(year.folder / "own-scores.csv"), "scores by forms and by tables")
    same(differing_claims(year.folder / "own-scores.csv"), CLAIMS, "claims by tables")
    check(not differing_claims(year.folder / "scores.csv"), "no claims by forms")
    year.rank("scores", 0)
    expected = {row["unit"]: row["rank"] for row in rows_of(SAMPLE / "expected-totals.csv")}
    same({unit: row["rank"] for unit, row in year.ranked().items()}, expected, "the ranks")


# ---------------------------------------------------------------- explanations, and a council

def cut(year):
    """{unit: components that have fewer points than the unit claimed}, by the sample's own tables."""
    found = {}
    for row in rows_of(year.folder / "own-scores.csv"):
        is_leaf = row["node"] in year.sample.leaves[row["set"]]
        if is_leaf and row["points"] and row["points_self"] and float(row["points"]) < float(row["points_self"]):
            found.setdefault(row["unit"], []).append((row["node"], row["points_self"], row["points"]))
    return found


def decision(number, claimed):
    """Of three explained cuts the council gives one back, keeps one, and leaves one as it is by saying nothing."""
    return [{"score": claimed.lstrip("-"), "reason": "Giải trình được chấp nhận"}, {"agree": "yes"}, {}][number % 3]


def write_round(path, rows):
    columns = ["unit", "criterion", "score", "agree", "reason", "evidence"]
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def explain(year, rounds, explaining):
    """Explanations by form; the same as rows."""
    plain = []
    for path in year.forms("to-explain", *rounds, "--facts", "facts.csv", "--round", "explanation"):
        form = Form(path)
        if form.unit not in explaining:
            continue
        same({key[1:] for key in form.rows}, {node for node, _, _ in explaining[form.unit]}, f"{form.unit} is asked about its cuts")
        for key in form.rows:
            cells = {"reason": f"Đề nghị xem lại {key[1:]}; văn bản kèm theo", "evidence": "QĐ số 12"}
            form.put(key, WHY, cells["reason"])
            form.put(key, PROOF, cells["evidence"])
            plain.append({"unit": form.unit, "criterion": key[1:], **cells})
        form.save(year.folder / "explanation" / path.name)
    year.collect("explanation", "explanation", "explanation")
    write_round(year.folder / "own-explanation.csv", plain)


def decide(year, rounds, explaining):
    """Decisions by form; the same as rows."""
    (path,) = year.forms("to-decide", *rounds, "--facts", "facts.csv", "--round", "council")
    form, plain = Form(path), []
    wanted = [(f"{unit}|#{node}", claimed) for unit in sorted(explaining) for node, claimed, _ in explaining[unit]]
    same(set(form.rows), {key for key, _ in wanted}, "the council is asked what was explained")
    for number, (key, claimed) in enumerate(wanted):
        cells = decision(number, claimed)
        judge(form, key, cells, first=SCORE + 1)
        plain += [{"unit": key.split("|#")[0], "criterion": key.split("|#")[1], **cells}] if cells else []
    form.save(year.folder / "council" / path.name)
    year.collect("council", "council", "council")
    write_round(year.folder / "own-council.csv", plain)
    return {tuple(key.split("|#")): (claimed if number % 3 == 0 else None) for number, (key, claimed) in enumerate(wanted)}


def check_council(year):
    before = cut(year)
    explaining = {unit: before[unit] for unit in sorted(before)[:EXPLAINING]}
    check(len(explaining) == EXPLAINING, "units that explain", len(explaining))
    rounds = SELF + APPRAISED
    explain(year, rounds, explaining)
    rounds = rounds + ["--round", "explanation=explanation.csv"]
    given = decide(year, rounds, explaining)
    year.score("final", *rounds, "--round", "council=council.csv")
    year.score("own-final", *OWN_SELF, *OWN_APPRAISED, "--round", "explanation=own-explanation.csv", "--round",
               "council=own-council.csv")
    final = scores(year.folder / "final.csv")
    same(final, scores(year.folder / "own-final.csv"), "decisions by forms and by tables")
    kept = {(unit, node): points for unit, rows in before.items() for node, _, points in rows}
    for at, claimed in given.items():
        check(final[at]["points"] == (claimed or kept[at]), f"what the council made of {at}", final[at]["points"])


# ---------------------------------------------------------------- what goes wrong

def expect(lines, code, severity, what, **at):
    """Exactly one finding of the code, with what it must name."""
    found = findings(lines, code)
    fine = len(found) == 1 and found[0]["severity"] == severity and all(str(value) in str(found[0].get(k)) for k, value in at.items())
    check(fine, what, f"{code}: {found[:3]}")


def others(year, folder, *without):
    return sorted(p for p in (year.folder / folder).iterdir() if not any(part in p.name for part in without))


def refuses_to_rank(year, appraisal, units, what):
    """What the appraisal lacks is pending by name, and nothing is ranked."""
    said = year.score("trap-scores", *SELF, "--round", f"appraisal={appraisal}.csv")
    check(findings(said, "pending"), f"{what}: par-score says what is pending", said[:2])
    states = totals(year.folder / "trap-scores.csv")
    same({u for u, row in states.items() if float(row["open_max"] or 0) > float(year.open_before[u] or 0)}, units, f"{what}: who waits")
    refused = {line["unit"] for line in findings(year.rank("trap-scores", 1), "rank-pending")}
    check(refused == units, f"{what}: par-rank names whom it cannot rank", sorted(refused ^ units)[:5])
    check(not (year.folder / "rank.csv").exists(), f"{what}: nothing is ranked")


def judged_by(year, appraiser):
    (path,) = [p for p in (year.folder / "appraisal").iterdir() if p.stem == f"appraisal-{appraiser}"]
    return path, {key.split("|#")[0] for key in Form(path).rows}


def forgotten(year):
    path, units = judged_by(year, "so-tu-phap")
    said = year.collect("appraisal", "trap", *others(year, "appraisal", path.name))
    expect(said, "return-no-appraiser", "warning", "a forgotten workbook", message="so-tu-phap")
    states = [row["state"] for row in year.intake("trap") if row["appraiser"] == "so-tu-phap"]
    check(states == ["not_submitted"], "a forgotten workbook stands in the intake", states)
    refuses_to_rank(year, "trap", units, "a forgotten workbook")


def left_standing(year):
    """One claim of one unit, to which the appraiser says nothing."""
    path, _ = judged_by(year, "so-noi-vu")
    form, key = Form(path), "003|#1.1.1"
    for column in (SCORE, AGREE, NO_MORE, REASON):
        form.put(key, column, None)
    spoilt = form.save(year.folder / "blank" / path.name)
    year.collect("appraisal", "trap", spoilt, *others(year, "appraisal", path.name))
    refuses_to_rank(year, "trap", {"003"}, "a claim left standing")
    states = {(row["unit"], row["node"]): row["state"] for row in rows_of(year.folder / "trap-scores.csv")}
    check(states["003", "1.1.1"] == "pending", "a claim left standing", states["003", "1.1.1"])


def appraiser_twice(year):
    """The same appraiser's workbook with that row and without it: neither counts."""
    path, units = judged_by(year, "so-noi-vu")
    said = year.collect("appraisal", "trap", year.folder / "blank" / path.name, *others(year, "appraisal"), status=1)
    same({(f["severity"], Path(f["file"]).parent.name) for f in findings(said, "return-twice")},
         {("error", "blank"), ("error", "appraisal")}, "an appraiser's two files")
    refuses_to_rank(year, "trap", units, "an appraiser's two files")


def row_deleted(year):
    """The row with a cut is gone from the appraiser's sheet: the file does not count."""
    path, units = judged_by(year, "so-khoa-hoc-cong-nghe")
    form = Form(path)
    form.sheet.delete_rows(next(iter(form.rows.values()))[0].row)
    spoilt = form.save(year.folder / "deleted" / path.name)
    said = year.collect("appraisal", "trap", spoilt, *others(year, "appraisal", path.name), status=1)
    rows = len(form.rows)
    expect(said, "return-rows", "error", "a deleted row", file=path.name, message=f"{rows} rows and has {rows - 1} now")
    states = {(row["state"], row["note"]) for row in year.intake("trap") if row["appraiser"] == "so-khoa-hoc-cong-nghe"}
    same(states, {("changed", "return-rows")}, "a deleted row in the intake")
    refuses_to_rank(year, "trap", units, "a deleted row")


def row_of_explanation_deleted(year):
    path = sorted((year.folder / "explanation").iterdir())[0]
    form = Form(path)
    form.sheet.delete_rows(next(iter(form.rows.values()))[0].row)
    spoilt = form.save(year.folder / "deleted" / path.name)
    said = year.collect("explanation", "trap", spoilt, status=1)
    expect(said, "return-rows", "error", "a deleted row of an explanation", file=path.name)


def row_of_council_deleted(year):
    (path,) = (year.folder / "council").iterdir()
    form = Form(path)
    form.sheet.delete_rows(next(iter(form.rows.values()))[0].row)
    spoilt = form.save(year.folder / "deleted" / path.name)
    said = year.collect("council", "trap", spoilt, status=1)
    expect(said, "return-rows", "error", "a deleted row of the council", file=path.name)


def own_file(year, unit):
    return next((year.folder / "self").glob(f"{unit}-*.xlsx"))


def swapped(year, folder):
    """Two units' files, each under the name of the other: warned of; against the log an error."""
    one, other = own_file(year, "023"), own_file(year, "024")
    for path, name in ((one, other.name), (other, one.name)):
        folder.mkdir(exist_ok=True)
        shutil.copy(path, folder / name)
    said = year.collect("self", "trap", folder)
    same({(f["severity"], f["unit"]) for f in findings(said, "return-name")}, {("warning", "023"), ("warning", "024")},
         "swapped files")
    collected = {(row["unit"], row["criterion"]) for row in rows_of(year.folder / "trap.csv")}
    same(collected, {(u, c) for u in ("023", "024") for c in year.sample.answers[u]}, "swapped files keep their units")
    year.log += [f"{one.name},023", f"{other.name},024"]
    write_log(year)
    said = year.collect("self", "trap", "--received", "log.csv", folder, status=1)
    same({(f["severity"], f["unit"]) for f in findings(said, "return-other-unit")}, {("error", "023"), ("error", "024")},
         "swapped files, by the log")


def write_log(year):
    (year.folder / "log.csv").write_text("file,unit\n" + "".join(f"{line}\n" for line in year.log))


def of_last_year(year, folder):
    (path,) = year.forms("sent-last-year", "--round", "self", "--unit", "030", sets="last-year")
    late = fill_own(Form(path), year.sample).save(folder / path.name)
    said = year.collect("self", "trap", late, status=1)
    expect(said, "return-year", "error", "a form of last year", file=path.name, message="2024")


def twice(year, folder):
    path = own_file(year, "040")
    form = Form(path)
    form.put("#1.1.1", EVIDENCE, "Văn bản khác")
    one, other = shutil.copy(path, folder / path.name), form.save(folder / "040-ban-sua.xlsx")
    said = year.collect("self", "trap", one, other, status=1)
    same({(f["severity"], f["unit"], Path(f["file"]).name) for f in findings(said, "return-twice")},
         {("error", "040", path.name), ("error", "040", other.name)}, "two different files")


def check_not_ranked(year, folder):
    """A year in which all of that happened to units: they stand in the ranking by name, without a rank; the others as before."""
    lost = {"023": "wrong_unit", "024": "wrong_unit", "030": "wrong_year", "040": "duplicate"}
    rest = others(year, "self", *(own_file(year, unit).name for unit in lost))
    year.collect("self", "trap", "--received", "log.csv", folder, *rest, status=1)
    states = {row["unit"]: row["state"] for row in year.intake("trap") if row["file"]}
    same({unit: states[unit] for unit in lost}, lost, "the intake of a bad year")
    judged = rows_of(year.folder / "appraisal.csv")
    with open(year.folder / "judged.csv", "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, judged[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(judged)
    year.score("trap-scores", "--round", "self=trap.csv", "--round", "appraisal=judged.csv", "--intake", "trap-intake.csv")
    found = totals(year.folder / "trap-scores.csv")
    same({unit: found[unit]["state"] for unit in lost}, {unit: "unreadable" for unit in lost}, "the scores of a bad year")
    said = year.rank("trap-scores", 0)
    ranked = year.ranked()
    same({unit: (ranked[unit]["rank"], ranked[unit]["state"]) for unit in lost}, {unit: ("", "unreadable") for unit in lost},
         "the ranking of a bad year")
    same({unit: ranked[unit]["points"] for unit in ranked if unit not in lost},
         {unit: row["points"] for unit, row in year.good.items() if unit not in lost}, "the others in a bad year")
    return said


def check_traps(year):
    year.open_before = {unit: row["open_max"] for unit, row in totals(year.folder / "scores.csv").items()}
    year.good, year.log = year.ranked(), []
    for trap in (forgotten, left_standing, appraiser_twice, row_deleted, row_of_explanation_deleted, row_of_council_deleted):
        trap(year)
    folder = year.folder / "bad"
    for trap in (swapped, of_last_year, twice):
        trap(year, folder)
    check_not_ranked(year, folder)


def main():
    with tempfile.TemporaryDirectory() as name:
        year = Year(Path(name))
        for part in (check_self, check_appraisal, check_scores, check_council, check_traps):
            part(year)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
