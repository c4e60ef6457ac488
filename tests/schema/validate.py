#!/usr/bin/python3
"""Checks criteria/ against its JSON Schema, and the schema against broken sets.

    tests/schema/validate.py [SET.json ...]     (default: every set in criteria/)

Every set must be valid JSON without repeated keys, UTF-8 in NFC, named after its id, and accepted by the schema.
Every set of the table BROKEN must be refused, at the place given. Needs python3-jsonschema (Debian).
"""
import copy
import glob
import json
import os
import sys
import unicodedata

import jsonschema

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CRITERIA = os.path.join(ROOT, "criteria")
SCHEMA = os.path.join(CRITERIA, "parindex-criteria-1.schema.json")
FORMS = os.path.join(CRITERIA, "sipas")
FORM_SCHEMA = os.path.join(FORMS, "parindex-sipas-form-1.schema.json")
DELETE = object()

GOOD = {
    "format": "parindex-criteria/1",
    "id": "thu",
    "year": 2025,
    "title": {"vi": "Thử"},
    "source": {"status": "sample"},
    "max": 2,
    "inputs": {"a": {"kind": "count"}, "b": {"kind": "count"}},
    "nodes": [
        {"id": "1", "name": {"vi": "Một"}, "max": 2, "nodes": [
            {"id": "1.1", "name": {"vi": "Chọn"}, "max": 1, "rule": {"type": "choice", "options": [
                {"key": "dat", "label": {"vi": "Đạt"}, "points": 1},
                {"key": "khong-dat", "label": {"vi": "Không đạt"}, "points": 0}]}},
            {"id": "1.2", "name": {"vi": "Mức"}, "max": 1, "rule": {"type": "bands", "of": {"percent": ["a", "b"]},
                "bands": [{"from": 90, "points": 1}, {"below": 90, "points": 0}]}},
        ]},
    ],
}
CHOICE = "nodes/0/nodes/0"
BANDS = "nodes/0/nodes/1"

# Rules that the schema must accept in place of the second component's.
RULES = [
    {"type": "bands", "of": {"ratio": ["a", "b"]}, "bands": [{"from": "3/4", "share": "1/2"}, {"share": 0}]},
    {"type": "linear", "of": {"percent": [["a", "-b"], "b"], "over_100": True}, "full_at": 95, "zero_below": 80},
    {"type": "between", "of": {"change": ["a", "b"], "relative": True}, "zero_at": 0, "full_at": -10},
    {"type": "per_item", "of": {"count": "a"}, "points": -0.5},
    {"type": "survey", "weights": {"a": 100, "b": 0}},
    {"type": "index", "of": {"value": "a"}},
    {"type": "minmax", "of": {"value": "a", "zero": "full"}, "low": 0.1, "high": 1, "less_is_better": True},
    {"type": "bands", "of": {"days": ["a", "b"]}, "bands": [{"to": 0, "points": 1}, {"above": 0, "share": "50%"}]},
    {"type": "cases", "cases": [
        {"when": {"all": [{"answer": "co"}, {"of": {"count": "a"}, "from": 1}]},
         "rule": {"type": "linear", "of": {"value": "a"}, "full_at": "1/2"}},
        {"rule": {"type": "index", "of": {"value": "a"}}}]},
    {"type": "manual", "min": 0.5, "step": 0.5},
]

# What is wrong, {place: value or DELETE}, where the schema must complain.
BROKEN = [
    ("unknown format", {"format": "parindex-criteria/2"}, "format"),
    ("missing id", {"id": DELETE}, ""),
    ("id with capitals", {"id": "Thu"}, "id"),
    ("missing title", {"title": DELETE}, ""),
    ("title without Vietnamese", {"title": {"en": "Try"}}, "title"),
    ("title is a plain string", {"title": "Thử"}, "title"),
    ("year as text", {"year": "2025"}, "year"),
    ("unknown key at the root", {"colour": "red"}, ""),
    ("unknown key in a node", {CHOICE + "/weigth": 1}, CHOICE),
    ("unknown key in a rule", {CHOICE + "/rule/of": {"count": "a"}}, CHOICE + "/rule"),
    ("unknown key in an option", {CHOICE + "/rule/options/0/score": 1}, CHOICE + "/rule/options/0"),
    ("unknown source status", {"source/status": "real"}, "source/status"),
    ("missing source status", {"source/status": DELETE}, "source"),
    ("date in another order", {"source/date": "15/10/2025"}, "source/date"),
    ("unknown not_applicable", {"not_applicable": "skip"}, "not_applicable"),
    ("unknown ties", {"ties": "olympic"}, "ties"),
    ("unknown rounding mode", {"rounding": {"mode": "up"}}, "rounding/mode"),
    ("seven decimals", {"rounding": {"points": 7}}, "rounding/points"),
    ("a round settles an unknown source", {"rounds": [{"id": "self", "settles": ["rumour"]}]}, "rounds/0/settles/0"),
    ("no nodes", {"nodes": []}, "nodes"),
    ("node without id", {CHOICE + "/id": DELETE}, CHOICE),
    ("node with the reserved id", {CHOICE + "/id": "total"}, CHOICE + "/id"),
    ("node without name", {CHOICE + "/name": DELETE}, CHOICE),
    ("node without max", {CHOICE + "/max": DELETE}, CHOICE),
    ("max as text", {CHOICE + "/max": "1,5"}, CHOICE + "/max"),
    ("leaf without a rule", {CHOICE + "/rule": DELETE}, CHOICE),
    ("rule and nodes in one node", {"nodes/0/rule": {"type": "manual"}}, "nodes/0"),
    ("unknown source of points", {CHOICE + "/source": "web"}, CHOICE + "/source"),
    ("unknown evidence", {CHOICE + "/evidence": "yes"}, CHOICE + "/evidence"),
    ("may_not_apply as text", {CHOICE + "/may_not_apply": "yes"}, CHOICE + "/may_not_apply"),
    ("owner without lead", {CHOICE + "/owner": {"with": ["x"]}}, CHOICE + "/owner"),
    ("unknown rule type", {CHOICE + "/rule": {"type": "guess"}}, CHOICE + "/rule/type"),
    ("rule without type", {CHOICE + "/rule/type": DELETE}, CHOICE + "/rule"),
    ("choice without options", {CHOICE + "/rule/options": DELETE}, CHOICE + "/rule"),
    ("option without key", {CHOICE + "/rule/options/0/key": DELETE}, CHOICE + "/rule/options/0"),
    ("option with points and share", {CHOICE + "/rule/options/0/share": 1}, CHOICE + "/rule/options/0"),
    ("share over 1", {CHOICE + "/rule/options/0": {"key": "x", "label": {"vi": "x"}, "share": 75}},
     CHOICE + "/rule/options/0/share"),
    ("negative points", {CHOICE + "/rule/options/0/points": -1}, CHOICE + "/rule/options/0/points"),
    ("unknown pick", {CHOICE + "/rule/pick": "two"}, CHOICE + "/rule/pick"),
    ("bands without a quantity", {BANDS + "/rule/of": DELETE}, BANDS + "/rule"),
    ("band with from and above", {BANDS + "/rule/bands/0/above": 90}, BANDS + "/rule/bands/0"),
    ("band without points", {BANDS + "/rule/bands/0/points": DELETE}, BANDS + "/rule/bands/0"),
    ("bound as text", {BANDS + "/rule/bands/0/from": "90%"}, BANDS + "/rule/bands/0/from"),
    ("two quantities at once", {BANDS + "/rule/of/count": "a"}, BANDS + "/rule/of"),
    ("percent of one input", {BANDS + "/rule/of/percent": ["a"]}, BANDS + "/rule/of/percent"),
    ("unknown zero", {BANDS + "/rule/of/zero": "skip"}, BANDS + "/rule/of/zero"),
    ("reserved input name", {"inputs": {"score": {"kind": "count"}}}, "inputs"),
    ("input name with marks", {"inputs": {"tổng": {"kind": "count"}}}, "inputs"),
    ("unknown kind of input", {"inputs/a/kind": "money"}, "inputs/a/kind"),
    ("per_item of 0 points", {BANDS + "/rule": {"type": "per_item", "of": {"count": "a"}, "points": 0}},
     BANDS + "/rule/points"),
    ("survey weight over 100", {BANDS + "/rule": {"type": "survey", "weights": {"a": 101}}}, BANDS + "/rule/weights/a"),
    ("case without a rule", {BANDS + "/rule": {"type": "cases", "cases": [{"when": {"answer": "x"}}]}},
     BANDS + "/rule/cases/0"),
    ("condition without a bound", {BANDS + "/rule": {"type": "cases", "cases": [
        {"when": {"of": {"count": "a"}}, "rule": {"type": "index", "of": {"value": "a"}}}]}},
     BANDS + "/rule/cases/0/when"),
    ("typed score inside cases", {BANDS + "/rule": {"type": "cases", "cases": [{"rule": {"type": "manual"}}]}},
     BANDS + "/rule/cases/0/rule"),
    ("unknown fault accepted", {CHOICE + "/accept": [{"fault": "ugly", "reason": {"vi": "x"}}]},
     CHOICE + "/accept/0/fault"),
    ("fault accepted without a reason", {CHOICE + "/accept": [{"fault": "bands-gap"}]}, CHOICE + "/accept/0"),
    ("misprint without what was printed", {CHOICE + "/accept": [{"fault": "id-misprint", "reason": {"vi": "x"}}]},
     CHOICE + "/accept/0"),
    ("class with from and above", {"classes": [{"steps": [{"name": {"vi": "x"}, "from": 1, "above": 1}]}]},
     "classes/0/steps/0"),
    ("rule group without a rule", {CHOICE + "/rule": DELETE, CHOICE + "/rules": [{"for": ["x"]}]}, CHOICE + "/rules/0"),
    ("bonus without nodes", {"bonus": {"id": "T", "name": {"vi": "x"}}}, "bonus"),
    ("not an object", {"": []}, ""),
]


def put(doc, place, value):
    """Sets or deletes the value at a place such as nodes/0/id; the place "" is the whole document."""
    if not place:
        return value
    steps = [int(s) if s.isdigit() else s for s in place.split("/")]
    at = doc
    for step in steps[:-1]:
        at = at[step]
    if value is DELETE:
        del at[steps[-1]]
    else:
        at[steps[-1]] = value
    return doc


def changed(changes):
    doc = copy.deepcopy(GOOD)
    for place, value in changes.items():
        doc = put(doc, place, copy.deepcopy(value) if value is not DELETE else DELETE)
    return doc


def places(errors):
    """Every place an error or one of its causes names."""
    found = set()
    for error in errors:
        found.add("/".join(str(s) for s in error.absolute_path))
        found |= places(error.context)
    return found


def unique(pairs):
    keys = [k for k, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError("repeated key " + key)
    return dict(pairs)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return text, json.loads(text, object_pairs_hook=unique)


def faults_of_set(path, validator):
    try:
        text, doc = read(path)
    except (OSError, ValueError) as error:
        return [str(error)]
    faults = []
    if text != unicodedata.normalize("NFC", text):
        faults.append("not NFC")
    if "\r" in text or "\t" in text or not text.endswith("}\n"):
        faults.append("wants LF, no tabs and a last newline")
    name = os.path.splitext(os.path.basename(path))[0]
    if os.path.dirname(os.path.abspath(path)) in (CRITERIA, FORMS) and isinstance(doc, dict) and doc.get("id") != name:
        faults.append("the id is not the file name")
    for error in sorted(validator.iter_errors(doc), key=lambda e: list(map(str, e.absolute_path))):
        faults.append("/" + "/".join(str(s) for s in error.absolute_path) + ": " + error.message[:160])
    return faults


# What is wrong with a survey form, and where the schema must complain.
BROKEN_FORMS = [
    ("unknown format", {"format": "parindex-sipas-form/2"}, "format"),
    ("unknown index rule", {"index": "median"}, "index"),
    ("unknown blank rule", {"blanks/rule": "guess"}, "blanks/rule"),
    ("no scales", {"scales": {}}, "scales"),
    ("one choice", {"scales/hai-long/choices": [{"id": "1", "label": {"vi": "x"}}]}, "scales/hai-long/choices"),
    ("print with a code twice", {"scales/hai-long/prints/5-1": ["1", "1", "2", "3", "4"]}, "scales/hai-long/prints/5-1"),
    ("choice without a label", {"scales/hai-long/choices/0/label": DELETE}, "scales/hai-long/choices/0"),
    ("group with columns", {"nodes/0/columns": ["q1"]}, "nodes/0"),
    ("criterion without a name", {"nodes/0/nodes/0/name": DELETE}, "nodes/0/nodes/0"),
    ("node with the reserved id", {"nodes/0/id": "total"}, "nodes/0/id"),
    ("question without options", {"questions/0/options": DELETE}, "questions/0"),
    ("pick without most", {"questions/1/most": DELETE}, "questions/1"),
    ("single with most", {"questions/0/most": 2}, "questions/0"),
    ("unknown kind", {"questions/0/kind": "some"}, "questions/0/kind"),
]


def check_forms(report):
    schema = read(FORM_SCHEMA)[1]
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for path in sorted(p for p in glob.glob(os.path.join(FORMS, "*.json")) if not p.endswith(".schema.json")):
        report("form " + os.path.basename(path), faults_of_set(path, validator))
    good = read(os.path.join(FORMS, "mau-phieu.json"))[1]
    for name, changes, where in BROKEN_FORMS:
        doc = copy.deepcopy(good)
        for place, value in changes.items():
            doc = put(doc, place, value)
        found = places(validator.iter_errors(doc))
        report("refused: form, " + name, [] if where in found else ["no complaint at /%s, only at %s" % (where, sorted(found))])


def main(paths):
    results = []

    def report(name, faults):
        results.append(not faults)
        print(("ok    " if not faults else "FAIL  ") + name + "".join("\n      " + f for f in faults))

    schema = read(SCHEMA)[1]
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    report("the schema is a schema", [])
    sets = paths or sorted(p for p in glob.glob(os.path.join(CRITERIA, "*.json")) if not p.endswith(".schema.json"))
    report("there are sets", [] if sets else ["none in " + CRITERIA])
    for path in sets:
        report("set " + os.path.basename(path), faults_of_set(path, validator))
    report("accepted: the smallest set", [e.message for e in validator.iter_errors(GOOD)])
    for rule in RULES:
        errors = validator.iter_errors(changed({BANDS + "/rule": rule}))
        report("accepted: " + rule["type"] + " " + "".join(rule.get("of", {}))[:10], [e.message[:160] for e in errors])
    if not paths:
        check_forms(report)
    for name, changes, where in BROKEN:
        found = places(validator.iter_errors(changed(changes)))
        missed = ["no complaint at /%s, only at %s" % (where, sorted(found))]
        report("refused: " + name, [] if where in found else missed)
    print("%d passed, %d failed" % (results.count(True), results.count(False)))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
