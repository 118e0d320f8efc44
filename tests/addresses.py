"""One address of each page, and of each kind of thing that a page can be about.

Tests of every page, in the client and in the browser, go through them.
"""

from dashboard import brief, clock

WEEK = brief.week_of(clock.today(clock.now())).name  # its draft is made with the tests' data

PAGES = {
    "ringkasan": ["/"],
    "indikator": [
        "/indikator",
        "/indikator/poverty_rate",
        "/indikator/apbd_absorption",
        "/indikator/births",
        "/indikator/births?wilayah=35.22.15",
        "/indikator/hdi?pada=2020-01-01",
    ],
    "wilayah": ["/wilayah", "/wilayah?indikator=road_good_condition", "/wilayah?indikator=hdi"],
    "profil wilayah": [
        "/wilayah/35.22.15",
        "/wilayah/35.22",
        "/wilayah/35.22.15.2002",
        "/wilayah/35.22.15.1001",
        "/wilayah/35.22.15?pada=2026-10-01",
    ],
    "permasalahan": [
        "/permasalahan",
        "/permasalahan?skpd=5.02&misi=4",
        "/permasalahan?wilayah=35.22.15",
    ],
    "asal": ["/asal/poverty_rate?wilayah=35.22&periode=2025-01-01"],
    "skpd": ["/skpd", "/skpd?jenis=kecamatan"],
    "rapor": ["/skpd/1.02", "/skpd/7.01.15", "/skpd/5.01", "/skpd/bps"],
    "capaian": ["/capaian", "/capaian?rencana=rpjmd-2018"],
    "program": ["/program"],
    "satu program": ["/program/jalan-jembatan"],
    "perkembangan": [
        "/perkembangan",
        "/perkembangan?rentang=bulan",
        "/perkembangan?rentang=tahun&tema=kesehatan",
    ],
    "banding": [
        "/banding",
        "/banding?indikator=hdi&kelompok=mirip",
        "/banding?indikator=poor_people",
    ],
    "bantuan": ["/bantuan", "/bantuan?daftar=aladin", "/bantuan?pada=2026-10-01"],
    "daftar kerja": ["/bantuan/lansia/temuan", "/bantuan/aladin/temuan?alasan=not_found&halaman=2"],
    "pemeriksaan": ["/sumber-data/pemeriksaan"],
    "satu daftar": ["/bantuan/lansia", "/bantuan/pasien_puskesmas?kecamatan=35.22.15"],
    "tindak lanjut": ["/tindak-lanjut"],
    "satu tindak lanjut": ["/tindak-lanjut/poverty_rate", "/tindak-lanjut/hdi"],
    "laporan": ["/laporan"],
    "satu laporan": [f"/laporan/{WEEK}", f"/laporan/{WEEK}/area-35.22.15?kode=X"],
    "masuk": ["/masuk"],
    "sumber": ["/sumber-data"],
    "anggaran": ["/anggaran", "/anggaran?tahun=2023", "/anggaran?jenis=kecamatan"],
    "spbe": ["/spbe"],
}
EVERY = [address for addresses in PAGES.values() for address in addresses]
ONE_EACH = [addresses[0] for addresses in PAGES.values()]
