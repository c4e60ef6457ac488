"""Pages to test: those of the sample years, and of the same with names that look like code."""

import csv
import html.parser
import subprocess

HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "]]>", "\"'><img src=x onerror=alert(1)>", "&lt;b&gt; &amp;",
           "Xã\u202eđảo", "مدينة", "Phường 🏛️ số 5", "--><svg onload=alert(1)>", "{1} %t %n ${x}", "</title></style>",
           "Một tên rất dài " + "và dài thêm nữa " * 8, "KhôngCóDấuCáchNàoCả" * 6, "javascript:alert(1)"]


class Pages:
    """Makes the files that a page is made of, and pages, in a folder. `check`: notes what went wrong."""

    def __init__(self, programs, source, folder, check):
        self.programs, self.source, self.folder, self.check = programs, source, folder, check
        self.files = []

    def run(self, program, *arguments):
        done = subprocess.run([self.programs / program, *map(str, arguments)], capture_output=True, text=True,
                              check=False)
        self.check(f"{program} runs", done.returncode == 0, done.stderr[-1500:])

    def sample_year(self):
        """Three sample years, with a survey of the departments made up here."""
        folder = self.folder
        year = [self.source / f"samples/nam-mau-{n}/nam.json" for n in (2023, 2024, 2025)]
        for number, file in zip((2023, 2024, 2025), year):
            self.run("par-score", "--year", file, "-q", "-o", folder / f"scores-{number}.csv")
            earlier = ["--previous", folder / f"ranking-{number - 1}.csv"] if number > 2023 else []
            self.run("par-rank", "--year", file, "-q", *earlier, "-o", folder / f"ranking-{number}.csv",
                     folder / f"scores-{number}.csv")
        self.run("par-audit", "lost", "--year", year[2], "-q", "--history", folder / "scores-2024.csv",
                 "-o", folder / "lost.csv")
        self.run("par-audit", "plan-table", "--lang", "vi", "--year", year[2], "-q", "-o", folder / "plan.csv")
        self.run("par-trend", *year, "-q", "-o", folder / "trend.csv")
        self.run("par-trend", *year, "-q", "--by", "criterion", "-o", folder / "shifts.csv")
        self.survey()
        self.files = [folder / f"{name}.csv" for name in (
            "ranking-2023", "ranking-2024", "ranking-2025", "scores-2025", "lost", "plan", "trend", "shifts", "figures",
            "places")]

    def survey(self):
        folder, figures, places = self.folder, [], []
        for title, node, kind, percent in (("Phiếu khảo sát", "total", "total", "83.94"),
                                           ("Tiếp cận dịch vụ", "1", "factor", "88.10"),
                                           ("Thủ tục hành chính", "2", "factor", "79.35")):
            figures.append(figure("", "*", node, kind, title, percent))
        units = [row for row in rows_of(folder / "ranking-2025.csv") if row["bloc"] == "so" and row["rank"]][:6]
        for i, row in enumerate(units):
            percent = f"{90 - 2 * i}.50"
            figures.append(figure("unit", row["unit"], "total", "total", "Phiếu khảo sát", percent))
            places.append({"grouping": "unit", "bloc": "so", "group": row["unit"], "name": row["name"], "rank": i + 1,
                           "best_rank": max(1, i), "worst_rank": min(6, i + 2), "alike_next": 1 if i < 5 else 0, "n": 200,
                           "percent": percent, "se": "1.500000", "low": f"{86 - 2 * i}.120000",
                           "high": f"{94 - 2 * i}.480000", "interval": "beta", "flags": ""})
        write_rows(folder / "figures.csv", figures)
        write_rows(folder / "places.csv", places)

    def page(self, *options, name="page.html", language="vi"):
        sets = [f"-c{self.source}/criteria/mau-{level}-2025.json" for level in ("so", "xa")]
        self.run("par-report", "--lang", language, "-q", *sets, "-u",
                 self.source / "samples/nam-mau-2025/units.csv", *options, "-o", self.folder / name, *self.files)
        return self.folder / name

    def renamed(self):
        """The same files with the units of a bloc under hostile names, and fields judged beside them."""
        folder = self.folder
        target = folder / "hostile"
        target.mkdir()
        codes = [row["unit"] for row in rows_of(folder / "ranking-2025.csv") if row["bloc"] == "xa"]
        names = dict(zip(codes, HOSTILE))
        for file in self.files:
            rows = rows_of(file)
            for row in rows:
                if row.get("unit") in names and "name" in row:
                    row["name"] = names[row["unit"]]
                for column in ("title", "solution", "reason"):
                    if column in row and row.get("unit") in names:
                        row[column] = names[row["unit"]]
            write_rows(target / file.name, rows)
        units = rows_of(self.source / "samples/nam-mau-2025/units.csv")
        for row in units:
            row["name"] = names.get(row["unit"], row["name"])
        write_rows(target / "units.csv", units)
        write_rows(target / "field.csv", [row for row in rows_of(target / "ranking-2025.csv") if row["stt"] != "2"])
        return target, [target / file.name for file in self.files]

    def hostile_page(self):
        """A page with the names of HOSTILE in its title, as a field, as units, criteria and plans."""
        target, files = self.renamed()
        sets = [f"-c{self.source}/criteria/mau-{level}-2025.json" for level in ("so", "xa")]
        self.run("par-report", "--lang", "vi", "-q", *sets, "-u", target / "units.csv", "--title", HOSTILE[3],
                 "--field", f"{HOSTILE[0]}={target / 'field.csv'}", "-o", target / "page.html", *files)
        return target / "page.html"


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def figure(grouping, group, node, kind, title, percent):
    low, high = float(percent) - 4, float(percent) + 4
    return {"grouping": grouping, "group": group, "name": "", "node": node, "kind": kind, "option": "", "title": title,
            "n": 200, "percent": percent, "se": "2.000000", "deff": "", "n_eff": "", "df": "", "low": f"{low:.6f}",
            "high": f"{high:.6f}", "interval": "beta", "flags": "", "mean_score": ""}


class Reader(html.parser.HTMLParser):
    """Tags and text, and whether every element that must be ended is ended where it was begun."""

    LOOSE = {"td", "th", "tr", "li", "dt", "dd", "thead", "tbody", "tfoot", "option"}
    EMPTY = {"meta", "link", "input", "br"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.faults, self.text = set(), [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if any(name.startswith("on") for name, _ in attrs):
            self.faults.append(f"{tag} {attrs}")
        if tag not in self.LOOSE | self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        if tag in self.LOOSE:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        self.text.append(data)
