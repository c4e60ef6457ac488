#!/usr/bin/env python3
"""Writes ho-so.csv: made-up dossiers of six communes of nam-mau-2025, with the headings of an export, to standard output."""
import datetime
import random
import sys

PROCEDURES = [("1.001", "Đăng ký khai sinh", "Hộ tịch", 1), ("1.002", "Đăng ký kết hôn", "Hộ tịch", 5),
              ("2.001", "Chứng thực bản sao", "Chứng thực", 0), ("3.001", "Trợ cấp xã hội", "Bảo trợ xã hội", 20)]
UNITS = ["001", "002", "003", "004", "005", "006"]


def day(date):
    return date.strftime("%d/%m/%Y")


def main():
    chance = random.Random(2025)
    print("Số hồ sơ,Mã đơn vị,Mã thủ tục,Tên thủ tục,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái,Hình thức nộp,Đã số hóa")
    for number in range(1, 481):
        unit = chance.choice(UNITS)
        code, name, field, days = chance.choice(PROCEDURES)
        received = datetime.date(2024, 12, 10) + datetime.timedelta(chance.randrange(386))
        due = received + datetime.timedelta(days)
        took = max(0, days + chance.choice([-3, -2, -1, -1, 0, 0, 0, 0, 1, 4] if unit != "004" else [-1, 0, 0, 1, 3, 6]))
        finished, status = received + datetime.timedelta(took), "Đã giải quyết"
        if chance.random() < 0.02:
            status = chance.choice(["Trả lại", "Rút hồ sơ"])
        if finished > datetime.date(2025, 12, 31) or chance.random() < 0.02:
            finished, status = None, "Đang giải quyết"
        print(f"HS{number:04},{unit},{code},{name},{field},{day(received)},{day(due)},{day(finished) if finished else ''},{status},"
              f"{chance.choice(['Trực tuyến', 'Trực tuyến', 'Trực tiếp', 'Bưu chính'])},{chance.choice(['Có', 'Có', 'Không'])}")


sys.stdout.reconfigure(encoding="utf-8", newline="\n")
main()
