"""The single cases of the made-up years 2023 and 2024, and the list of the planted errors; read by generate.py."""

REASON = "Tài liệu kiểm chứng chưa chứng minh được kết quả (mẫu)"
DOC = "VB số 9{:02d} (mẫu)"
NA = {("so-noi-vu", "2.1.1"), ("so-noi-vu", "2.1.2"), ("van-phong-ubnd-tinh", "2.1.1"), ("van-phong-ubnd-tinh", "2.1.2"),
      ("thanh-tra-tinh", "2.1.1"), ("thanh-tra-tinh", "2.1.2")}
# (unit, criterion) -> round -> cells. A round that is left out says nothing, "self": None is no row at all.
CASES = {
    2023: {
        ("so-xay-dung", "2.3.1"): {"self": {"answer": "hoan-thanh-tot", "evidence": ""}, "appraisal": {"agree": "x"}},
        ("026", "1.1.1"): {"self": {"answer": "kip-thoi", "evidence": ""}, "appraisal": {"agree": "x"}},
        ("016", "1.4"): {"self": {}, "appraisal": {"score": "0", "reason": "Không tự đánh giá (mẫu)"}},
    },
    2024: {
        # one planted error of each kind: loi-cai-san.csv
        ("so-cong-thuong", "2.3.2"): {"self": {"answer": "dat"}, "appraisal": {"score": "0", "reason": REASON}},
        ("so-xay-dung", "3.1.2"): {
            "self": {"answer": "day-du-kip-thoi"}, "appraisal": {"score": "0.5", "reason": "Đăng tải chậm hai tháng (mẫu)"},
            "explanation": {"reason": "Đơn vị đã đăng tải đúng hạn (mẫu)"},
            "appraisal2": {"agree": "x", "reason": "Giải trình không kèm tài liệu (mẫu)"}},
        ("so-van-hoa-the-thao-du-lich", "5.3"): {
            "self": {"answer": "thuc-hien-nghiem"}, "appraisal": {"score": "1", "reason": REASON},
            "explanation": {"reason": "Quy chế đã sửa đổi trong quý I (mẫu)", "evidence": DOC.format(1)},
            "appraisal2": {"agree": "x", "reason": "Giữ điểm thẩm định (mẫu)"}, "council": {"score": "2"}},
        ("so-giao-duc-dao-tao", "2.3.1"): {
            "self": {"answer": "hoan-thanh-tot", "evidence": DOC.format(2)},
            "appraisal": {"score": "2", "reason": "Kết quả cao hơn mức đơn vị tự chấm (mẫu)"}},
        ("so-y-te", "2.2.1"): {
            "self": {"answer": "kip-thoi", "evidence": ""}, "appraisal": {"score": "0", "reason": "Không có tài liệu kiểm chứng (mẫu)"},
            "explanation": {"agree": "x", "reason": "Đơn vị nhất trí, không có tài liệu (mẫu)"}},
        ("030", "5.1"): {"self": {"answer": "cham", "score": "3"}, "appraisal": {"agree": "x"}},
        ("so-tu-phap", "1.2.1"): {"self": None, "appraisal": {"score": "0", "reason": "Không tự đánh giá (mẫu)"}},
        # withdrawn by the unit itself: after a cut, and without one
        ("so-tai-chinh", "7.1.1"): {
            "self": {"answer": "kip-thoi", "evidence": DOC.format(4)}, "appraisal": {"score": "0.5", "reason": REASON},
            "explanation": {"score": "0", "reason": "Đơn vị rút điểm: kế hoạch thuộc năm trước (mẫu)", "evidence": DOC.format(5)},
            "appraisal2": {"agree": "x"}},
        ("020", "2.2"): {
            "self": {"answer": "dat", "evidence": DOC.format(6)}, "appraisal": {"agree": "x"},
            "explanation": {"score": "0", "reason": "Đơn vị rút điểm: chưa rà soát đủ (mẫu)", "evidence": DOC.format(7)},
            "appraisal2": {"agree": "x"}},
        # restored fully at the second appraisal, in part there and fully by the council, lowered by the council
        ("so-cong-thuong", "6.2.1"): {
            "self": {"answer": "da-ban-hanh", "evidence": DOC.format(8)}, "appraisal": {"score": "0", "reason": REASON},
            "explanation": {"reason": "Bổ sung quy chế đã ban hành (mẫu)", "evidence": DOC.format(9)},
            "appraisal2": {"score": "1", "reason": "Đã có tài liệu (mẫu)"}},
        ("so-khoa-hoc-cong-nghe", "2.3.1"): {
            "self": {"answer": "hoan-thanh-xuat-sac", "evidence": DOC.format(10)}, "appraisal": {"score": "1", "reason": REASON},
            "explanation": {"reason": "Bổ sung báo cáo theo dõi (mẫu)", "evidence": DOC.format(11)},
            "appraisal2": {"score": "1.5", "reason": "Chấp nhận một phần (mẫu)"},
            "council": {"score": "2", "reason": "Hội đồng chấp nhận toàn bộ giải trình (mẫu)"}},
        ("thue-tinh", "6.1.2"): {
            "self": {"answer": "dung-han"}, "appraisal": {"agree": "x"},
            "council": {"score": "1", "reason": "Công khai sau thời hạn 10 ngày (mẫu)"}},
        # in part only: between two options, with a reason
        ("bao-hiem-xa-hoi-tinh", "5.3"): {
            "self": {"answer": "thuc-hien-nghiem"}, "appraisal": {"score": "1", "reason": REASON, "cause_kind": "chủ quan"},
            "explanation": {"reason": "Đã khắc phục trong năm (mẫu)", "evidence": DOC.format(12), "cause_kind": "khách quan"},
            "appraisal2": {"score": "1.5", "reason": "Thống nhất mức giữa (mẫu)", "cause_kind": "chủ quan"}},
    },
}
BONUS = {2023: {"so-tai-chinh": (2, None)}, 2024: {"so-noi-vu": (4, "nhan-rong-mot-so-noi"), "thue-tinh": (1, None)}}
PENALTY = {2023: {}, 2024: {("so-tai-nguyen-moi-truong", "P.1"): ("2", "Hai văn bản phê bình trong năm (mẫu)")}}

# kind, unit, criterion, round, what was planted, which program must say it
PLANTED = [
    ("unanswered-cut", "so-cong-thuong", "2.3.2", "explanation", "cut from 1 to 0 at appraisal, no row in giai-trinh.csv", "par-audit lost"),
    ("explanation-without-evidence", "so-xay-dung", "3.1.2", "explanation", "a reason, no evidence", "par-audit lost"),
    ("council-without-reason", "so-van-hoa-the-thao-du-lich", "5.3", "council", "score 2 against 1, no reason", "par-audit lost"),
    ("appraised-above-self", "so-giao-duc-dao-tao", "2.3.1", "appraisal", "claimed 1.5, given 2", "par-audit lost"),
    ("evidence-missing", "so-y-te", "2.2.1", "self", "claimed 1 without the required evidence; cut to 0 for it", "par-score; par-audit lost (cause evidence)"),
    ("claim-differs", "030", "5.1", "self", "answer worth 1.5, claim 3; 1.5 counts", "par-score (flag claim-differs)"),
    ("not-answered", "so-tu-phap", "1.2.1", "self", "no row; given 0 at appraisal", "par-audit lost (cause missing)"),
    ("late-submission", "ban-dan-toc", "1.3.2", "self", "sent 2025-01-20, 5 days after the deadline; the criterion gives 0.5 of 1", "par-audit lost"),
    ("late-submission", "044", "1.2.3", "self", "sent 2025-01-18, 3 days after the deadline; the criterion, which nobody fills in, gives 1 of 2", "par-audit lost"),
    ("maximum-changed", "", "1.4.1", "", "set mau-so: 2 in 2024, 1 in 2025, same id", "par-trend 2024 2025"),
    ("published-sum", "so-tu-phap", "", "", "cong-bo.csv: Điểm thẩm định 73,14 for 71,34; the parts do not add up to the total", "par-audit published"),
    ("published-index", "thanh-tra-tinh", "", "", "cong-bo.csv: Chỉ số 76,83 for 76,38", "par-audit published"),
    ("published-rank", "so-xay-dung", "", "", "cong-bo.csv: Xếp hạng 21 for 12", "par-audit published"),
    ("published-truncated", "bao-hiem-xa-hoi-tinh", "", "", "cong-bo.csv: Chỉ số 82,97 for 82,98, cut off after two decimals", "par-audit published"),
    ("published-class", "so-ngoai-vu", "", "", "cong-bo.csv: Xếp loại Trung bình for Khá", "par-audit published"),
    ("scores-edited", "so-tai-chinh", "total", "", "to be made: see README.md", "par-audit verify"),
]
