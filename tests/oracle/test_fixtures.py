#!/usr/bin/env python3
"""Tables in every encoding that offices have: read right, refused with advice, or warned of - never wrong in silence.

    test_fixtures.py BIN SOURCE

The nine files of tests/oracle/text, and texts that this script makes from the names and scores below, which are the truth:
written by hand, never taken from the program. The tables of the old encodings are this script's own (RFC 1456 for VISCII,
TCVN 5712:1993, the VNI-Windows convention), so that the program's are tested and not repeated.

Each text is given to par-score, as the unit list or as the file of a round that knows units by their names only. What the
user may see is one of

    right     exit 0, all names and scores as in the truth
    warned    exit 0 and a warning about the encoding
    refused   exit 1 or 3 and an error that tells what to do: --encoding, or the line and the name that does not fit
"""
import csv
import io
import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
FOLDER = SOURCE / "tests" / "oracle" / "text"
ENV = {"PATH": "/usr/bin:/bin", "PARINDEX_LANG": "en"}
passed = failed = 0


def check(what, fault, detail=""):
    global passed, failed
    if not fault:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}: {fault}")
    if detail:
        print("    " + detail.strip()[:1500].replace("\n", "\n    "))


# --- Encoders -----------------------------------------------------------------------------------------------------------

def nfd(text):
    return unicodedata.normalize("NFD", text)


TCVN_SMALL = dict(zip(
    "ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF))) | dict(zip("àảãáạ", range(0xB5, 0xBA))) | dict(zip("ằẳẵắ", range(0xBB, 0xBF))) | dict(zip(
        "ặầẩẫấậè", range(0xC6, 0xCD))) | dict(zip("ẻẽéẹềểễếệìỉ", range(0xCE, 0xD9))) | dict(zip("ĩíịò", range(0xDC, 0xE0))) | dict(
            zip("ỏõóọồổỗốộờởỡớợù", range(0xE1, 0xF0))) | dict(zip("ủũúụừửữứựỳỷỹýỵ", range(0xF1, 0xFF)))
TCVN_CAPITAL = dict(zip("ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ", range(0x80, 0xA0))) | {
    "Ú": 1, "Ụ": 2, "Ừ": 4, "Ử": 5, "Ữ": 6, "Ứ": 0x11, "Ự": 0x12, "Ỳ": 0x13, "Ỷ": 0x14, "Ỹ": 0x15, "Ý": 0x16, "Ỵ": 0x17,
    "Ằ": 0xAF, "Ẳ": 0xBA, "Ẵ": 0xBF, "Ắ": 0xC0, "Ầ": 0xC1, "Ẩ": 0xC2, "Ẫ": 0xC3, "Ấ": 0xC4, "Ề": 0xC5, "Ể": 0xCD,
    "Ễ": 0xD9, "Ế": 0xDA, "Ồ": 0xDB, "Ổ": 0xE0, "Ỗ": 0xF0, "Ố": 0xFF}
VISCII = {letter: 0x80 + i for i, letter in enumerate(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ")}
VISCII |= {"Ẳ": 2, "Ẵ": 5, "Ẫ": 6, "Ỷ": 0x14, "Ỹ": 0x19, "Ỵ": 0x1E}
TONES = "\u0301\u0300\u0309\u0303\u0323"
VNI_TONE = dict(zip(TONES, "ùøûõï"))
VNI_HAT = dict(zip(TONES, "áàåãä"))
VNI_BREVE = dict(zip(TONES, "éèúüë"))
VNI_I = dict(zip(TONES, "íìæóò"))


def by_table(table):
    return lambda text: bytes(table.get(c) or ord(c) for c in text)


def tcvn3(text):
    """A capital with a tone is typed small (in the font .VnTimeH it looks big); capitals without tone exist."""
    return by_table(TCVN_SMALL)("".join(c if c in TCVN_SMALL or ord(c) < 128 else c.lower() for c in text))


def vni_letter(letter):
    parts = nfd(letter)
    base, marks = parts[0], parts[1:]
    tone = next((m for m in marks if m in TONES), "")
    upper = base.isupper()
    if base in "iI":
        out = VNI_I[tone]
        return out.upper() if upper else out
    if base in "yY" and tone == "\u0323":
        return "Î" if upper else "î"
    if "\u0302" in marks:
        mark = VNI_HAT[tone] if tone else "â"
    elif "\u0306" in marks:
        mark = VNI_BREVE[tone] if tone else "ê"
    else:
        mark = VNI_TONE[tone] if tone else ""
    if "\u031b" in marks:
        base = {"o": "ô", "O": "Ô", "u": "ö", "U": "Ö"}[base]
    return base + (mark.upper() if upper else mark)


def vni_text(text):
    """The characters that VNI's bytes are in Windows-1252."""
    return "".join({"đ": "ñ", "Đ": "Ñ"}.get(c) or (c if ord(c) < 128 else vni_letter(c)) for c in text)


def vni(text):
    return vni_text(text).encode("cp1252")


def cp1258(text):
    """Base letters with hat, breve and horn as one, tones as combining marks, as Windows-1258 has them."""
    out = ""
    for letter in text:
        parts = nfd(letter)
        tone = "".join(m for m in parts[1:] if m in TONES)
        out += unicodedata.normalize("NFC", "".join(p for p in parts if p not in tone)) + tone
    return out.encode("cp1258")


def cp1252_of(raw):
    """Bytes as the letters a Western computer shows, where Windows-1252 has none as they are."""
    return "".join(bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in raw)


def as_utf8(encoder):
    return lambda text: cp1252_of(encoder(text)).encode()


def utf8(text):
    return text.encode()


def mojibake(text):
    return cp1252_of(text.encode()).encode()


def as_nfd(text):
    return nfd(text).encode()


def utf16(order, mark):
    return lambda text: (("\ufeff" if mark else "") + text).encode("utf-16-" + order)


viscii = by_table(VISCII)
tcvn5712 = by_table(TCVN_SMALL | TCVN_CAPITAL)


# --- The truth ----------------------------------------------------------------------------------------------------------

SETS = json.dumps({
    "format": "parindex-criteria/1", "id": "thu", "year": 2025, "level": "so", "title": {"vi": "Thử"},
    "source": {"status": "sample"}, "max": 8, "rounds": [{"id": "self"}],
    "nodes": [{"id": "1", "name": {"vi": "Chung"}, "max": 8, "nodes": [
        {"id": i, "name": {"vi": name}, "max": most, "rule": {"type": "manual", "step": 0.05}} for i, name, most in
        (("1.1", "Kế hoạch", 1.5), ("1.2", "Tuyên truyền", 2), ("1.3", "Kiểm tra", 0.5), ("1.4", "Thể chế", 3),
         ("1.5", "Bộ máy", 1))]}]})

# The fixtures: code -> name, criterion, score.
FIXTURES = {
    "01": ("Sở Nội vụ", "1.1", 1.25), "02": ("Ủy ban nhân dân xã Ỷ La", "1.2", 0.5),
    "03": ("Phường Nguyễn Trãi", "1.3", 0.5), "04": ("Xã Đắk Rồ", "1.4", 2.75),
    "05": ("Tổ chức bộ máy hành chính nhà nước", "1.5", 1.0)}

OFFICES = {"01": ("Sở Nội vụ", 1.25), "02": ("Sở Tài chính", 2.5), "03": ("Sở Nông nghiệp và Môi trường", 0.75),
           "04": ("Văn phòng Ủy ban nhân dân tỉnh", 3.0), "05": ("Sở Giáo dục và Đào tạo", 1.75),
           "06": ("Ban Quản lý khu kinh tế", 0.5)}
ETHNIC = {"01": ("Xã Đắk Lắk", 1.0), "02": ("Xã Krông Pắc", 2.0), "03": ("Xã M'Drắk", 0.5), "04": ("Xã Cư M'gar", 1.5),
          "05": ("Xã Ea Kar", 2.5), "06": ("Phường Buôn Ma Thuột", 0.25), "07": ("Xã Dliê Ya", 1.75)}
CAPITALS = {"01": ("SỞ NỘI VỤ", 1.25), "02": ("SỞ TÀI CHÍNH", 2.5), "03": ("SỞ Y TẾ", 0.75), "04": ("THUẾ TỈNH ẴNG ỲA", 1.5)}
MIXED = {"01": ("Sở NỘI Vụ", 1.25), "02": ("SỞ Tài CHÍNH", 2.5), "03": ("sở y tế", 0.75), "04": ("THUẾ Tỉnh", 1.5)}
ENGLISH = {"01": ("Department of Home Affairs", 1.25), "02": ("Department of Finance", 2.5), "03": ("Tax Office", 0.75)}
FRENCH = {"01": ("Forêt de l'Été", 1.25), "02": ("Le Château où naît Noël", 2.5), "03": ("Très tôt, là-bas à côté", 0.75)}
GERMAN = {"01": ("Straßenamt Köln", 1.25), "02": ("Grün für Düren", 2.5), "03": ("Größe Müller", 0.75)}
ONE_WORD = {"01": ("So Noi vụ", 1.25), "02": ("Tax Office", 2.5)}
NUMBERS = {"01": ("1001", 1.25), "02": ("1002", 2.5), "03": ("1003", 0.75)}


# --- Programs -----------------------------------------------------------------------------------------------------------

def run(folder, *arguments, program="par-score"):
    done = subprocess.run([BIN / program, "-c", "set.json", *arguments], capture_output=True, cwd=folder, env=ENV,
                          check=False, timeout=60)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def unit_list(truth, separator=";", header="Mã đơn vị;Tên đơn vị"):
    lines = [header.replace(";", separator)]
    return "".join(line + "\n" for line in lines + [separator.join((code, quoted(row[0], separator))) for code, row in truth.items()])


def quoted(text, separator):
    return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text or "\n" in text else text


def round_file(truth, separator=";", header="Tên đơn vị;Mã tiêu chí;Điểm tự chấm"):
    rows = [header.replace(";", separator)]
    for name, score in truth.values():
        number = str(score).replace(".", ",")
        rows.append(separator.join((quoted(name, separator), "1.4", quoted(number, separator))))
    return "".join(row + "\n" for row in rows)


def codes_file(truth):
    return "unit;criterion;score\n" + "".join(f"{code};1.4;{str(row[1]).replace('.', ',')}\n" for code, row in truth.items())


def same_name(found, wanted, caseless):
    found, wanted = (unicodedata.normalize("NFC", " ".join(t.split())) for t in (found, wanted))
    return found == wanted or (caseless and found.lower() == wanted.lower())


def compare(out, truth, caseless):
    """The first thing that differs from the truth, or nothing."""
    rows = {row["unit"]: row for row in csv.DictReader(io.StringIO(out))}
    if set(rows) != set(truth):
        return f"units {sorted(rows)}, expected {sorted(truth)}"
    for code, wanted in truth.items():
        row = rows[code]
        if not same_name(row["name"], wanted[0], caseless):
            return f"unit {code} is \"{row['name']}\", expected \"{wanted[0]}\""
        if float(row["points"] or "nan") != wanted[-1]:
            return f"unit {code} has {row['points']} points, expected {wanted[-1]}"
    return ""


ADVICE = ("--encoding", "save the file again", "is not in the unit list", "this is ", "header-unknown")


def outcome(code, out, err, truth, caseless):
    """What the user got, and why it is none of the three if it is none."""
    if code:
        if code not in (1, 3):
            return "broken", f"exit {code}"
        return ("refused", "") if any(a in err for a in ADVICE) else ("broken", "refused without advice")
    fault = compare(out, truth, caseless)
    if "warning[text-" in err:
        return "warned", fault
    return ("wrong in silence", fault) if fault else ("right", "")


def judge(what, result, truth, wanted, caseless, says):
    code, out, err = result
    found, why = outcome(code, out, err, truth, caseless)
    if found not in wanted:
        check(what, f"{found} {why}; expected {' or '.join(wanted)}", err)
    else:
        check(what, "".join(f"\"{text}\" is not said; " for text in says if text not in err), err)


class Texts:
    """A folder with the set; texts are tried in it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        (self.folder / "set.json").write_text(SETS)

    def units(self, what, raw, truth, *wanted, caseless=None, says=(), options=()):
        """As the list of units; the scores come from a plain file."""
        (self.folder / "ds.csv").write_bytes(raw)
        (self.folder / "diem.csv").write_text(codes_file(truth))
        result = run(self.folder, "-u", "ds.csv", "--round", "self=diem.csv", "--wide", "-o", "-", *options)
        caseless = "tcvn3" in what.lower() if caseless is None else caseless
        judge(what + ", unit list", result, truth, wanted, caseless, says)

    def round(self, what, raw, truth, *wanted, says=(), options=()):
        """As the file of a round, with names in place of codes; the unit list is plain."""
        (self.folder / "ds.csv").write_text(unit_list(truth))
        (self.folder / "diem.csv").write_bytes(raw)
        result = run(self.folder, "-u", "ds.csv", "--round", "self=diem.csv", "--wide", "-o", "-", *options)
        judge(what + ", round", result, truth, wanted, False, says)

    def both(self, what, encode, truth, *wanted, caseless=None, says=(), options=()):
        self.units(what, encode(unit_list(truth)), truth, *wanted, caseless=caseless, says=says, options=options)
        self.round(what, encode(round_file(truth)), truth, *wanted, says=says, options=options)

    def told(self, name, encode, truth, caseless=False):
        """Both files in the encoding that is told; then each of them beside a plain one."""
        (self.folder / "ds.csv").write_bytes(encode(unit_list(truth)))
        (self.folder / "diem.csv").write_bytes(encode(round_file(truth)))
        what, options = f"{truth['01'][0]}, told {name}", ("--encoding", name)
        result = run(self.folder, "-u", "ds.csv", "--round", "self=diem.csv", "--wide", "-o", "-", *options)
        judge(what, result, truth, ("right",), caseless, ())
        self.both(what + ", beside plain UTF-8", encode, truth, "right", "warned", "refused", caseless=caseless, options=options)


# --- The nine files -----------------------------------------------------------------------------------------------------

def fixture_truth():
    return {code: (name, score) for code, (name, _, score) in FIXTURES.items()}


def check_fixture(texts, name, raw, note):
    """As it is: criteria, maxima and scores by code. Without its first column: the same by name. The first two as a list."""
    truth, caseless = fixture_truth(), name.startswith("tcvn3")
    says = [f"note[text-read-as]: the text is read as {note}:"] if note else []
    (texts.folder / "ds.csv").write_text(unit_list(FIXTURES))
    for what, data in ((name, raw), (name + " without codes", without_first(name, raw))):
        (texts.folder / "diem.csv").write_bytes(data)
        result = run(texts.folder, "-u", "ds.csv", "--round", "self=diem.csv", "--wide", "-o", "-")
        judge(what, result, truth, ("right",), caseless, says)
        check(what + ", findings", "" if note or "text-" not in result[2] else "a plain text was remarked on", result[2])
    texts.units(name, first_two(name, raw), truth, "right", caseless=caseless)


def cut(name, raw, choose):
    """Columns of a fixture, cut from its bytes: no letter of the old encodings is a separator."""
    wide = name.startswith("utf16")
    text = raw.decode("utf-16") if wide else raw.decode("latin-1")
    separator = "\t" if wide else "," if name.startswith("comma") else ";"
    mark = "ï»¿" if text.startswith("ï»¿") else ""
    rows = list(csv.reader(io.StringIO(text[len(mark):], newline=""), delimiter=separator))
    lines = [separator.join(quoted(field, separator) for field in choose(row)) for row in rows]
    text = mark + "".join(line + "\r\n" for line in lines)
    return text.encode("utf-16") if wide else text.encode("latin-1")


def without_first(name, raw):
    return cut(name, raw, lambda row: row[1:])


def first_two(name, raw):
    return cut(name, raw, lambda row: row[:2])


def nine_files(texts):
    notes = {"cp1258.csv": "windows-1258", "tcvn3_raw8bit.csv": "tcvn3", "vni_raw8bit_cp1252.csv": "vni",
             "tcvn3_as_utf8_mojibake.csv": "tcvn3 in utf-8"}
    files = sorted(FOLDER.glob("*.csv"))
    check("the nine files", "" if len(files) == 9 else f"{len(files)} are there")
    for path in files:
        check_fixture(texts, path.name, path.read_bytes(), notes.get(path.name))


# --- Made here ----------------------------------------------------------------------------------------------------------

OLD = {"tcvn3": tcvn3, "vni": vni, "viscii": viscii, "tcvn5712-1": tcvn5712, "windows-1258": cp1258}


def whole_tables(texts):
    for name, encode in OLD.items():
        says = [f"the text is read as {name}:"]
        texts.both(f"offices in {name}", encode, OFFICES, "right", says=says)
        texts.both(f"offices in {name} inside UTF-8", as_utf8(encode), OFFICES, "right")
        texts.told(name, encode, OFFICES, name == "tcvn3")
        texts.both(f"mixed case in {name}", encode, MIXED, "right", "warned", "refused", caseless=name == "tcvn3")
        texts.both(f"capitals in {name}", encode, CAPITALS, "right", "warned", "refused", caseless=name == "tcvn3")
        texts.told(name, encode, CAPITALS, name == "tcvn3")
        texts.both(f"names of the Highlands in {name}", encode, ETHNIC, "right", "warned", "refused")
        texts.told(name, encode, ETHNIC, name == "tcvn3")
        texts.both(f"one word in {name}", encode, ONE_WORD, "right", "warned", "refused")
    for what, encode in {"UTF-8": utf8, "decomposed UTF-8": as_nfd, "UTF-8 with a mark": lambda t: t.encode("utf-8-sig"),
                         "UTF-16LE": utf16("le", True), "UTF-16BE": utf16("be", True),
                         "UTF-16LE without a mark": utf16("le", False), "UTF-16BE without a mark": utf16("be", False),
                         "two marks": lambda t: ("\ufeff\ufeff" + t).encode(),
                         "mojibake": mojibake}.items():
        for truth in (OFFICES, ETHNIC, CAPITALS, MIXED):
            texts.both(f"{what}, {truth['01'][0]}", encode, truth, "right")
    texts.both("one word in UTF-8", utf8, ONE_WORD, "right")
    texts.both("one word as mojibake", mojibake, ONE_WORD, "right", "warned", "refused")
    texts.told("abc", tcvn3, OFFICES, True)
    texts.both("TCVN3 in UTF-16", utf16_of(tcvn3), OFFICES, "right")
    texts.both("VNI in UTF-16", utf16_of(vni), OFFICES, "right")
    texts.both("mojibake of mojibake", lambda t: cp1252_of(mojibake(t)).encode(), OFFICES, "warned", "refused")


def utf16_of(encode):
    return lambda text: cp1252_of(encode(text)).encode("utf-16")


def not_vietnamese(texts):
    for what, truth in (("English", ENGLISH), ("numbers", NUMBERS)):
        header, head = "unit;name", "name;criterion;score"
        for name, encode in {"bytes": utf8, "UTF-16": utf16("le", True), "UTF-16 without a mark": utf16("be", False)}.items():
            texts.units(f"{what} in {name}", encode(unit_list(truth, header=header)), truth, "right")
            texts.round(f"{what} in {name}", encode(round_file(truth, header=head)), truth, "right")
    for what, truth in (("French", FRENCH), ("German", GERMAN)):
        texts.both(f"{what} in UTF-8", utf8, truth, "right")
        latin = lambda t: ascii_header(t).encode("latin-1")
        texts.both(f"{what} in Latin-1", latin, truth, "refused", says=["--encoding"])
        texts.told("cp1252", latin, truth)


def ascii_header(text):
    """Vietnamese headings without their marks."""
    head, rest = text.split("\n", 1)
    plain = "".join(c for c in nfd(head) if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")
    return plain + "\n" + rest


def told_for_one_of_two(texts):
    """--encoding is told for a file that needs it; the list beside it, plain UTF-8, must not suffer in silence."""
    for name, encode in OLD.items():
        (texts.folder / "ds.csv").write_text(unit_list(OFFICES, header="unit;name"))
        rows = codes_file(OFFICES).splitlines()
        text = rows[0] + ";reason\n" + "".join(f"{row};đã có kế hoạch\n" for row in rows[1:])
        (texts.folder / "diem.csv").write_bytes(encode(text))
        result = run(texts.folder, "-u", "ds.csv", "--round", "self=diem.csv", "--wide", "-o", "-", "--encoding", name)
        judge(f"a plain list beside a round that is told to be {name}", result, OFFICES, ("right", "warned", "refused"), False, ())


def damaged(texts):
    text = unit_list(OFFICES)
    raw = text.encode()
    at = raw.index("Sở Tài".encode())
    stray = raw[:at] + b"\xE9" + raw[at:]
    texts.units("a stray byte", stray, OFFICES, "refused", says=["ds.csv:3: error[text-utf8]", "0xE9", "--encoding"])
    texts.units("cut off within a letter", (text + "07;Thuế tỉnh Phú Thọ").encode()[:-1], OFFICES, "refused", says=["ds.csv:8:"])
    texts.round("a stray byte", round_file(OFFICES).encode().replace(b"1,75", b"1,75\xE9"), OFFICES, "refused")
    for name, encode in OLD.items():
        rows = text.splitlines(keepends=True)
        mixed_bytes = b"".join(encode(row) if i % 2 else row.encode() for i, row in enumerate(rows))
        texts.units(f"rows in UTF-8 and {name} by turns", mixed_bytes, OFFICES, "refused")
        inside = b"".join(as_utf8(encode)(row) if i % 2 else row.encode() for i, row in enumerate(rows))
        texts.units(f"rows in Unicode and {name} inside UTF-8 by turns", inside, OFFICES, "refused", "warned")
        marked = b"\xEF\xBB\xBF" + encode(text)
        texts.units(f"{name} behind the mark of UTF-8", marked, OFFICES, "refused", "right")
    texts.units("tcvn3 and VNI by turns", b"".join((tcvn3, vni)[i % 2](r) for i, r in enumerate(text.splitlines(True))), OFFICES,
                "refused", "warned")
    texts.units("junk", bytes(range(256)) * 8, OFFICES, "refused")
    texts.units("a program", b"\x7fELF\x02\x01\x01" + bytes(9) + b"\xff\x80\x12" * 40, OFFICES, "refused")
    texts.units("zeros", bytes(4096), OFFICES, "refused")
    texts.units("a zero in the text", raw.replace(b"chinh", b"ch\0nh").replace("Tài".encode(), b"T\0i"), OFFICES, "refused")
    for order in ("le", "be"):
        wide = utf16(order, True)(text)
        texts.units(f"half a character in UTF-16{order}", wide[:-1], OFFICES, "refused", says=["save the file again"])
        texts.units(f"half a pair in UTF-16{order}", utf16(order, True)(text + "07;") + "😀".encode("utf-16-" + order)[:2],
                    OFFICES, "refused", says=["save the file again"])
    for name in ("utf-16le", "utf-16be", "cp1252"):
        texts.units(f"told {name}, is UTF-8", raw, OFFICES, "refused", options=("--encoding", name), says=["ds.csv:1:"])


def pasted_rows(texts):
    """A list in Unicode into which somebody pasted one row or some from a file in an old font."""
    for count in (20, 100, 500):
        names = [f"{kind} {word} {i}" for i, (kind, word) in enumerate(
            (k, w) for k in ("Sở", "Xã", "Phường", "Thị trấn", "Chi cục", "Trung tâm", "Văn phòng") for w in WORDS.split())]
        truth = {f"{i:03}": (names[i % len(names)], 1.25) for i in range(1, count)} | {"999": ("Sở Nội vụ", 1.25)}
        rows = unit_list(truth).splitlines(keepends=True)
        for name, encode in OLD.items():
            raw = "".join(rows[:-1]).encode() + as_utf8(encode)(rows[-1])
            texts.units(f"one row in {name} inside UTF-8 among {count}", raw, truth, "refused", "warned")


WORDS = ("Đồng Bình Phú Thạnh Vĩnh Hưng Lộc Mỹ Yên Hoà Lương Tỉnh Cẩm Khê Đức Thọ Quảng Trạch Hải Châu Sơn Trà Nghĩa Hành Tây Giang "
         "Điện Bàn Tiên Phước Hiệp Nông Lý Nhơn Cường Thắng Đại Thới Bửu Gò Dầu Trảng Bàng Tịnh Biên Chợ Mới Tân Hồng")


def look_alikes(texts):
    text = unit_list({"01": ("Sở Tư pháp Đắk Lắk", 1.25), "02": ("Ủy ban thị xã Đức Phổ Ươm", 2.5)})
    truth = {"01": ("Sở Tư pháp Đắk Lắk", 1.25), "02": ("Ủy ban thị xã Đức Phổ Ươm", 2.5)}
    alike = text.replace("Đ", "Ð").replace("Ư", "Ƣ").replace("ư", "ƣ")
    says = ["note[text-letters]"]
    texts.units("look-alikes", alike.encode(), truth, "right", says=says)
    texts.round("look-alikes", round_file(truth).replace("Đ", "Ð").replace("ư", "ƣ").replace("Ư", "Ƣ").encode(), truth, "right",
                says=says)
    texts.units("look-alikes in UTF-16", alike.encode("utf-16"), truth, "right", says=says)


def dialects(texts):
    """Quotes, line ends and sep= lines, in encodings where a byte of a letter could be taken for one."""
    notes = "\n".join(f'{code};1.4;{str(score).replace(".", ",")};"dòng một\nnói ""thật""; dòng hai"'
                      for code, (_, score) in OFFICES.items())
    text = "Mã đơn vị;Mã tiêu chí;Điểm tự chấm;Giải trình\n" + notes + "\n"
    lists = unit_list(OFFICES)
    for name, encode in {**OLD, "utf-8": utf8, "utf-16": lambda t: t.encode("utf-16")}.items():
        texts.round(f"line breaks and quotes within fields, {name}", encode(text), OFFICES, "right")
        texts.round(f"the same with CRLF, {name}", encode(text.replace("\n", "\r\n")), OFFICES, "right")
        texts.units(f"CR line ends, {name}", encode(lists.replace("\n", "\r")), OFFICES, "right")
        texts.units(f"CRLF, {name}", encode(lists.replace("\n", "\r\n")), OFFICES, "right")
        texts.units(f"no line end at the end, {name}", encode(lists.rstrip("\n")), OFFICES, "right")
        for word, separator in ((";", ";"), (",", ","), ("\t", "\t")):
            texts.units(f"sep={word!r}, {name}", encode(f"sep={word}\r\n" + unit_list(OFFICES, separator)), OFFICES, "right")
            texts.round(f"sep={word!r}, {name}", encode(f"SEP={word}\n" + round_file(OFFICES, separator)), OFFICES, "right")
        texts.units(f"tabs, {name}", encode(unit_list(OFFICES, "\t")), OFFICES, "right")
        texts.round(f"commas in quotation marks, {name}", encode(round_file(OFFICES, ",")), OFFICES, "right")
    texts.units("a sep= line in quotation marks", ('"sep=;"\n' + lists).encode(), OFFICES, "right", "refused")
    texts.units("blanks that do not break", lists.replace("Sở ", "Sở\u00a0").encode(), OFFICES, "right")
    texts.round("blanks that do not break", round_file(OFFICES).replace("Sở ", "Sở\u00a0").encode(), OFFICES, "right")
    texts.round("letters that cannot be seen", round_file(OFFICES).replace("Sở", "\u200bSở").encode(), OFFICES, "right")
    texts.round("signs of Word", round_file(ETHNIC).replace("'", "’").encode(), ETHNIC, "right")


LONG = 400 * 1024


def long_files(texts):
    """What decides stands far behind the beginning."""
    many = "".join(f"{i};Office {i}\n" for i in range(1000, 30000))
    truth = dict(OFFICES)

    def units_of(raw, *wanted, what, says=()):
        (texts.folder / "ds.csv").write_bytes(raw)
        (texts.folder / "diem.csv").write_text(codes_file(truth))
        code, out, err = run(texts.folder, "-u", "ds.csv", "--round", "self=diem.csv", "--wide", "-o", "-")
        rows = [row for row in csv.DictReader(io.StringIO(out)) if row["unit"] in truth]
        short = io.StringIO()
        writer = csv.DictWriter(short, ("unit", "name", "points"), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
        judge(what, (code, short.getvalue(), err), truth, wanted, True, says)

    assert len(many) > LONG
    ending = "".join(f"{code};{name}\n" for code, (name, _) in OFFICES.items())
    for name, encode in OLD.items():
        units_of(("unit;name\n" + many).encode() + encode(ending), "right", what=f"{name} behind much English")
        units_of(("unit;name\n" + many).encode() + as_utf8(encode)(ending), "right", what=f"{name} in UTF-8 behind much English")
    units_of(("unit;name\n" + many + ending).encode(), "right", what="UTF-8 behind much English")
    vietnamese = "".join(f"{i};Sở Nội vụ số {i}, kế hoạch năm {i}\n" for i in range(1000, 12000))
    assert len(vietnamese.encode()) > LONG
    for name, encode in OLD.items():
        units_of(("unit;name\n" + vietnamese).encode() + encode(ending), "refused", what=f"UTF-8, then {name}")
        units_of(("unit;name\n" + vietnamese).encode() + as_utf8(encode)(ending), "refused", "warned",
                 what=f"UTF-8, then {name} inside UTF-8")
    units_of(tcvn3("unit;name\n" + vietnamese) + ending.encode(), "refused", "warned", what="TCVN3, then UTF-8")


def main():
    with tempfile.TemporaryDirectory() as folder:
        texts = Texts(folder)
        for part in (nine_files, whole_tables, not_vietnamese, told_for_one_of_two, damaged, pasted_rows, look_alikes, dialects, long_files):
            part(texts)
    print(f"{passed} checks passed, {failed} failed")
    sys.exit(failed != 0)


main()
