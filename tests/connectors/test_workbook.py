"""A source that is a file, or a folder of files, described by its .toml alone."""

import codecs
from datetime import date

import pandas as pd
import pytest
from openpyxl import Workbook
from pulling import pulled as whole

from connectors import SourceChanged, SourceUnreachable, source_of
from connectors._rows import text

FACTS = {
    "title": "Laporan dinas",
    "owner": "3.27",
    "system": "laporan bulanan",
    "dbms": "files",
    "refresh": "weekly",
    "rows_min": 1,
    "database": "LAPORAN_FOLDER",
}
LONG = {"indicator": "kode", "area": "wilayah", "period": "bulan", "value": "jumlah"}
RICE = {
    "title": "Beras",
    "unit": "ton",
    "frequency": "month",
    "better": "higher",
    "range": [0, 9_999],
}
PLACES = {"kecamatan": "Kecamatan", "desa": "Desa", "period": "Bulan"}


def declared(**facts):
    return source_of("laporan", FACTS | facts | {"indicator": {"rice": RICE, "corn": RICE}})


SOURCE = declared(columns=LONG)


def pulled(path, since=date(1900, 1, 1), source=SOURCE):
    return whole(source, path, since)


def rows(*entries):
    return pd.DataFrame(entries, columns=list(LONG.values()))


def excel(path, *lines, sheet="Data", **more):
    book = Workbook()
    book.active.title = sheet
    for name, cells in {sheet: lines, **more}.items():
        page = book[name] if name in book.sheetnames else book.create_sheet(name)
        for line in cells:
            page.append(line)
    book.save(path)
    return path


def values(frame):
    return {(row.area, f"{row.period:%Y-%m}", row.indicator): row.value for row in
            frame.itertuples()}  # fmt: skip


def test_a_folder_of_csv_and_excel_is_one_source(tmp_path):
    rows(("rice", "35.22", "2026-09", "12,5")).to_csv(tmp_path / "a.csv", index=False)
    day = pd.Timestamp(2026, 10, 1)
    rows(("rice", "35.22", day, 13)).to_excel(tmp_path / "b.xlsx", index=False)
    (tmp_path / "catatan.txt").write_text("bukan data")
    (tmp_path / "~$b.xlsx").write_text("Excel sedang membukanya")
    frame = pulled(tmp_path)
    assert list(frame["value"]) == [12.5, 13.0]
    assert list(frame["period"].dt.month) == [9, 10]
    assert len(pulled(tmp_path, since=date(2026, 10, 1))) == 1


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        (("rice", "35.22", "2026-09", "1.2O5"), r'a.csv › D2: "1.2O5" bukan angka'),
        (("rice", "35.22", "Septembre", "1"), r'a.csv › C2: "Septembre" bukan tanggal'),
        (("rice", "35.22", "2026-13", "1"), r'a.csv › C2: "2026-13" bukan tanggal yang ada'),
        (("rice", "35.22", "", "1"), r"a.csv › C2: tanggal kosong"),
        (("rice", "35.99", "2026-09", "1"), "«35.99» tidak dikenal"),
        (("corn2", "35.22", "2026-09", "1"), "kode corn2 belum dikenal"),
        (("rice", "35.22", "Desember 2026", "1"), "periode setelah hari ini"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path, entry, named):
    rows(entry).to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(SourceChanged, match=named):
        pulled(tmp_path)


def test_one_bad_cell_keeps_the_good_rows_out_until_it_is_mended(tmp_path):
    good = [("rice", "35.22", f"2026-0{month}", "1") for month in range(1, 9)]
    rows(*good, ("rice", "35.22", "2026-09", "I")).to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(SourceChanged, match=r"D10"):
        pulled(tmp_path)
    rows(*good, ("rice", "35.22", "2026-09", "1")).to_csv(tmp_path / "a.csv", index=False)
    assert len(pulled(tmp_path)) == 9


def test_a_number_of_a_person_is_not_repeated_in_an_error(tmp_path):
    rows(("rice", "35.22", "2026-09", "3522010101900001x")).to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(SourceChanged) as told:
        pulled(tmp_path)
    assert "35220101" not in str(told.value) and "••••" in str(told.value)


def test_a_column_that_is_gone_is_named_with_those_that_are_there(tmp_path):
    rows(("rice", "35.22", "2026-09", "1")).drop(columns="jumlah").to_csv(
        tmp_path / "a.csv", index=False
    )
    with pytest.raises(SourceChanged, match="kolom «jumlah» tidak ada; yang ada: kode, wilayah"):
        pulled(tmp_path)


def test_a_file_or_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SourceUnreachable, match="tidak ditemukan"):
        pulled(tmp_path / "x.csv")
    with pytest.raises(SourceUnreachable, match="tidak berisi berkas"):
        pulled(tmp_path)


def test_a_file_that_is_half_copied_is_told_and_read_the_next_time(tmp_path):
    whole_file = excel(tmp_path / "b.xlsx", list(LONG.values()), ["rice", "35.22", "2026-09", 1])
    content = whole_file.read_bytes()
    whole_file.write_bytes(content[: len(content) // 2])
    with pytest.raises(SourceUnreachable, match="b.xlsx tidak dapat dibuka"):
        pulled(tmp_path)
    whole_file.write_bytes(content)
    assert len(pulled(tmp_path)) == 1


def test_an_old_excel_file_is_told_what_to_become(tmp_path):
    (tmp_path / "lama.xls").write_bytes(codecs.BOM_UTF8)
    with pytest.raises(SourceChanged, match=r"lama.xls berformat Excel lama .* simpan sebagai"):
        pulled(tmp_path)


def test_another_encoding_is_told_and_can_be_declared(tmp_path):
    text = "kode,wilayah,bulan,jumlah,ket\nrice,35.22,2026-09,1,Café\n"
    (tmp_path / "a.csv").write_bytes(text.encode("cp1252"))
    with pytest.raises(SourceChanged, match="tidak terbaca sebagai utf-8"):
        pulled(tmp_path)
    assert len(pulled(tmp_path, source=declared(columns=LONG, layout={"encoding": "cp1252"}))) == 1


REPORT = [
    ["LAPORAN PRODUKSI PANGAN"],
    ["Kabupaten Bojonegoro, Januari–September 2026"],
    [],
    ["No", "Kecamatan", "Desa", "Bulan", "Produksi (ton)", None, "Keterangan"],
    [None, None, None, None, "Padi", "Jagung", None],
    [1, "KEC. KAPAS", "Tikusan", "September 2026", "1.234,5", 10, None],
    [2, None, "Desa Bakalan", "September 2026", "(2)", "-", "gagal"],
    [3, "Sumberejo", "Sumuragung", "9/2026", 7, 3, None],
    [None, "JUMLAH", None, None, "1.239,5", 13, None],
    ["Catatan: angka sementara"],
]
WIDE = {
    "columns": PLACES | {"period": "Bulan"},
    "layout": {"levels": 2, "fill": ["Kecamatan"]},
    "values": {"rice": "Produksi (ton) › Padi", "corn": "Produksi (ton) › Jagung"},
}


def test_titles_merged_cells_totals_and_footnotes_of_an_office_are_understood(tmp_path):
    report = [[cell if cell != "(2)" else "2" for cell in line] for line in REPORT]
    excel(tmp_path / "r.xlsx", *report)
    found = values(pulled(tmp_path, source=declared(**WIDE)))
    assert found == {
        ("35.22.14.2018", "2026-09", "rice"): 1234.5,
        ("35.22.14.2018", "2026-09", "corn"): 10.0,
        ("35.22.14.2014", "2026-09", "rice"): 2.0,
        ("35.22.12.2021", "2026-09", "rice"): 7.0,
        ("35.22.12.2021", "2026-09", "corn"): 3.0,
    }


def test_the_row_above_a_header_of_two_rows_is_not_taken_for_its_first(tmp_path):
    head = [["LAPORAN"], [], ["Tahun", "Nilai", None], [None, "Padi", "Jagung"]]
    excel(tmp_path / "r.xlsx", *head, [2025, 5, 3])
    with pytest.raises(SourceChanged, match="yang ada: Tahun, Nilai › Padi, Nilai › Jagung"):
        pulled(tmp_path, source=declared(columns={"year": "Tahun"}, layout={"levels": 2}))


def test_a_negative_in_brackets_is_read_and_refused_by_the_range(tmp_path):
    excel(tmp_path / "r.xlsx", *[line for line in REPORT if line[:1] != [3]])
    with pytest.raises(SourceChanged, match=r"di luar batas wajar.*-2\.0"):
        pulled(tmp_path, source=declared(**WIDE))


def test_a_bad_cell_of_an_excel_file_is_named_by_file_sheet_and_cell(tmp_path):
    broken = [[cell if cell != "1.234,5" else "1.2O5" for cell in line] for line in REPORT]
    excel(tmp_path / "Realisasi.xlsx", *broken, sheet="APBD")
    with pytest.raises(SourceChanged, match=r'Realisasi.xlsx › APBD › E6: "1.2O5" bukan angka'):
        pulled(tmp_path, source=declared(**WIDE))


def test_a_column_a_month_and_a_sheet_a_kecamatan_become_rows(tmp_path):
    head = ["Tahun", "Komoditas", "Januari", "Februari", "Mar"]
    excel(
        tmp_path / "panen 2026.xlsx",
        head,
        [2026, "padi", 5, "6,5", "-"],
        sheet="Kapas",
        Balen=[head, [2026, "padi", 1, None, 3]],
    )
    source = source_of(
        "laporan",
        FACTS
        | {
            "columns": {"kecamatan": "kecamatan", "year": "Tahun", "month": "month",
                        "indicator": "Komoditas", "value": "hasil"},
            "layout": {"sheet": "*", "sheet_name": "(?P<kecamatan>.+)", "months": "hasil"},
            "indicator": {"rice": RICE | {"source_code": "padi"}},
        },
    )  # fmt: skip
    found = values(pulled(tmp_path, source=source))
    assert found == {
        ("35.22.14", "2026-01", "rice"): 5.0,
        ("35.22.14", "2026-02", "rice"): 6.5,
        ("35.22.13", "2026-01", "rice"): 1.0,
        ("35.22.13", "2026-03", "rice"): 3.0,
    }
    excel(tmp_path / "panen 2026.xlsx", head, [2026, "padi", 5, "6,S", "-"], sheet="Kapas")
    with pytest.raises(SourceChanged, match=r'panen 2026.xlsx › Kapas › D2: "6,S" bukan angka'):
        pulled(tmp_path, source=source)


def test_rows_that_say_what_they_tell_become_columns_and_a_merged_total_is_left_out(tmp_path):
    head = ["Kecamatan", "Uraian", "Januari", "Februari"]
    report = [head, ["Kapas", "Luas", 2, "-"], [None, "Hasil", 10, "-"],
              ["Kapas", "Luas", 1, "-"], ["JUMLAH", "Luas", 9, 9], [None, "Hasil", 9, 9],
              ["Balen", "Luas", 4, "-"]]  # fmt: skip
    layout = {"fill": ["Kecamatan"], "months": "nilai", "spread": "Uraian",
              "file_name": r"(?P<tahun>20\d{2})"}  # fmt: skip
    source = declared(
        columns={"kecamatan": "Kecamatan", "year": "tahun", "month": "month"},
        values={"rice": {"sum": "Luas", "among": {"Luas": {"least": 0}}},
                "corn": {"sum": "Hasil", "over": "Luas"}},
        layout=layout,
    )  # fmt: skip
    excel(tmp_path / "panen 2026.xlsx", *report)
    found = values(pulled(tmp_path, source=source))
    assert found == {
        ("35.22.13", "2026-01", "rice"): 4.0,
        ("35.22.14", "2026-01", "rice"): 3.0,
        ("35.22", "2026-01", "rice"): 7.0,
        ("35.22.14", "2026-01", "corn"): 5.0,
        ("35.22", "2026-01", "corn"): 5.0,
    }
    report[2][2] = "l0"
    excel(tmp_path / "panen 2026.xlsx", *report)
    with pytest.raises(SourceChanged, match=r'panen 2026.xlsx › Data › C3: "l0" bukan angka'):
        pulled(tmp_path, source=source)
    report[2][1] = "Hazil"
    excel(tmp_path / "panen 2026.xlsx", *report)
    with pytest.raises(SourceChanged, match="Uraian «Hazil» belum dikenal"):
        pulled(tmp_path, source=source)


def test_what_a_files_name_says_is_a_column(tmp_path):
    lines = (["Desa", "hasil"], ["Tikusan", 4], ["Bakalan", 2])
    excel(tmp_path / "Kapas_2026-08.xlsx", *lines)
    layout = {"file_name": r"(?P<kecamatan>\w+)_(?P<bulan>\d{4}-\d{2})"}
    source = declared(
        columns={"kecamatan": "kecamatan", "desa": "Desa", "period": "bulan"},
        values={"rice": {"sum": "hasil"}},
        layout=layout,
    )
    found = values(pulled(tmp_path, source=source))
    assert found[("35.22.14", "2026-08", "rice")] == 6.0
    assert found[("35.22", "2026-08", "rice")] == 6.0
    excel(tmp_path / "rekap.xlsx", *lines)
    with pytest.raises(SourceChanged, match="«rekap.xlsx» tidak mengikuti pola"):
        pulled(tmp_path, source=source)


CHILDREN = {
    "columns": {"kecamatan": "Kec", "period": "Tanggal"},
    "layout": {"blank": ["#N/A", "gagal"], "decimal": "."},
    "values": {
        "rice": {"count": ["NIK", ["Nama", "Lahir"]], "once": ["NIK", ["Nama", "Lahir"]],
                 "where": {"Skor": {"below": -2}}},
        "corn": {"count": ["NIK", ["Nama", "Lahir"]], "where": {"Skor": {"most": 9}}},
    },
}  # fmt: skip


def test_who_has_no_number_is_told_apart_by_what_else_is_known(tmp_path):
    excel(
        tmp_path / "r.xlsx",
        ["NIK", "Nama", "Lahir", "Kec", "Tanggal", "Skor"],
        ["3522990000000001", "Anak 1", "2024-01-01", "Kapas", "2026-09-02", "-3.1"],
        ["3522990000000001", "Anak Satu", "2024-01-01", "Kapas", "2026-09-20", "-1.9"],
        ["0000000000000000", "Anak 2", "2024-01-01", "Kapas", "2026-09-20", "-2.5"],
        ["", "ANAK 2 ", "2024-01-01", "Kapas", "2026-09-03", "-2.5"],
        ["0000000000000000", "Anak 3", "2024-01-01", "Kapas", "2026-09-03", -2.5],
        ["9999999999999999", "Anak 4", "", "Kapas", "2026-09-03", "-2.5"],
        ["3522990000000005", "Anak 5", "2024-01-01", "Kapas", "2026-09-03", "#N/A"],
        ["3522990000000006", "Anak 6", "2024-01-01", "Kapas", "2026-09-03", "gagal"],
    )
    found = values(pulled(tmp_path, source=declared(**CHILDREN)))
    assert found[("35.22.14", "2026-09", "rice")] == 2
    assert found[("35.22.14", "2026-09", "corn")] == 3
    with pytest.raises(SourceChanged, match='F9: "gagal" bukan angka'):
        pulled(tmp_path, source=declared(**CHILDREN | {"layout": {"blank": ["#N/A"]}}))


def test_a_word_that_nobody_foresaw_stops_the_source(tmp_path):
    excel(tmp_path / "r.xlsx", ["Kec", "Bulan", "Status", "t"], ["Kapas", "2026-09", "TETAP", 2],
          ["Kapas", "2026-09", "baru", 5])  # fmt: skip
    told = {
        "columns": {"kecamatan": "Kec", "period": "Bulan"},
        "values": {"rice": {"sum": "t", "where": {"Status": ["tetap"]}}},
    }
    found = values(pulled(tmp_path, source=declared(**told, known={"Status": ["tetap", "baru"]})))
    assert found[("35.22.14", "2026-09", "rice")] == 2
    with pytest.raises(SourceChanged, match=r'"baru" belum dikenal di \[known\]'):
        pulled(tmp_path, source=declared(**told, known={"Status": ["tetap"]}))


def test_a_code_beside_blanks_is_still_that_code():
    codes = pd.Series([21, None, 31])  # pandas makes floats of them
    assert list(codes.map(text)) == ["21", "", "31"]


def test_no_area_is_named_like_a_total():
    import re

    from connectors import areas
    from connectors._sheets import Layout

    words = "|".join(Layout().totals)
    assert not [area for area in areas().values() if re.match(rf"({words})\b", area.name, re.I)]


SCORES = (["Aspek", "Tahun", "Nilai"], ["Layanan", 2025, 3], ["Audit", 2025, "2,0"])


def scored(**facts):
    reckoned = {"rice": {"mean": "Nilai", "weight": "Aspek"}, "corn": {"mean": "Nilai"}}
    return declared(columns={"year": "Tahun"}, values=reckoned, facts=facts)


def test_a_weighted_mean_takes_its_weights_from_the_facts(tmp_path):
    excel(tmp_path / "r.xlsx", *SCORES)
    source = scored(weights={"Aspek": {"Layanan": 3.0, "Audit": 1.0}})
    frame = pulled(tmp_path, source=source).set_index("indicator")["value"]
    assert frame.to_dict() == {"rice": (3 * 3 + 2) / 4, "corn": 2.5}


def test_a_word_without_a_weight_is_named(tmp_path):
    excel(tmp_path / "r.xlsx", *SCORES)
    with pytest.raises(SourceChanged, match=r'r.xlsx › Data › A3: "Audit" belum dikenal'):
        pulled(tmp_path, source=scored(weights={"Aspek": {"Layanan": 3.0}}))


def test_a_word_that_is_not_among_those_listed_is_named(tmp_path):
    excel(tmp_path / "r.xlsx", *SCORES)
    kept = {"rice": {"count": "Nilai", "where": {"Aspek": ["audit"]}}}
    listed = {"columns": {"year": "Tahun"}, "values": kept}
    known = declared(**listed, known={"Aspek": ["Audit", "Layanan"]})
    assert pulled(tmp_path, source=known)["value"].to_list() == [1.0]
    with pytest.raises(SourceChanged, match=r'r.xlsx › Data › A2: "Layanan" belum dikenal'):
        pulled(tmp_path, source=declared(**listed, known={"Aspek": ["Audit"]}))


def test_a_desa_is_read_only_where_the_toml_names_it_beside_the_kecamatan(tmp_path):
    lines = (["Kecamatan", "Desa", "Bulan", "hasil"], ["Kapas", "Entah", "2026-08", 4])
    excel(tmp_path / "a.xlsx", *lines)
    places = {"kecamatan": "Kecamatan", "period": "Bulan"}
    values_of = {"values": {"rice": {"sum": "hasil"}}}
    found = values(pulled(tmp_path, source=declared(columns=places, **values_of)))
    assert found == {("35.22.14", "2026-08", "rice"): 4.0, ("35.22", "2026-08", "rice"): 4.0}
    with pytest.raises(SourceChanged, match="«Entah"):
        pulled(tmp_path, source=declared(columns=places | {"desa": "Desa"}, **values_of))
