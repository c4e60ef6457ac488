#!/usr/bin/env python3
"""Writes bang-tieu-chi.xlsx: a small criteria table as decisions print it, made up for this project.

    python3 generate.py     (needs python3-openpyxl)
"""
import datetime
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side

TITLES = [
    "ỦY BAN NHÂN DÂN TỈNH MẪU",
    "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CÁC SỞ, BAN, NGÀNH NĂM 2025",
    "(SỐ LIỆU GIẢ ĐỊNH: bảng do dự án parindex đặt ra, không phải của cơ quan nào)",
]
HEADER = ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa"]
ROWS = [
    ("1", "CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH", 3),
    ("1.1", "Kế hoạch cải cách hành chính năm", 2),
    ("1.1.1", "Ban hành kế hoạch", 1),
    ("", "Ban hành kịp thời: 1", None),
    ("", "Ban hành không kịp thời: 0,5", None),
    ("", "Không ban hành: 0", None),
    ("1.1.2", "Mức độ hoàn thành kế hoạch", 1),
    ("", "Hoàn thành 100% kế hoạch: 1", None),
    ("", "Từ 70% đến dưới 100% kế hoạch: 0,5", None),
    ("", "Dưới 70% kế hoạch: 0", None),
    ("1.2", "Sáng kiến cải cách hành chính", 1),
    ("", "Mỗi sáng kiến được công nhận: 0,5", None),
    ("2", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 5),
    ("2.1", "Tỷ lệ hồ sơ giải quyết đúng hạn", 2),
    ("", "Từ 95% trở lên: 2", None),
    ("", "Từ 80% đến 95%: 1", None),  # the fault: 95 % stands in two options
    ("", "Dưới 80%: 0", None),
    ("2.2", "Chỉ số hài lòng về sự phục vụ của cơ quan (SIPAS)", 3),
    ("", "TỔNG ĐIỂM", 8),
]


def main():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bảng tiêu chí"
    book.properties.creator = "parindex"
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
    for number, title in enumerate(TITLES, 1):
        sheet.cell(number, 1, title).font = Font(bold=number < len(TITLES), italic=number == len(TITLES))
        sheet.cell(number, 1).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(HEADER))
    line = Side(style="thin")
    for number, row in enumerate([HEADER, *ROWS], len(TITLES) + 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value if value != "" else None)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.font = Font(bold=row is HEADER or (row[2] is not None and row[0].count(".") < 2))
            cell.alignment = Alignment(horizontal=None if column == 2 and row is not HEADER else "center",
                                       vertical="center", wrap_text=True)
            cell.number_format = "@" if column == 1 else "General"
    for letter, width in zip("ABC", (8, 70, 12)):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[2].height = 34
    book.save(Path(__file__).with_name("bang-tieu-chi.xlsx"))


main()
