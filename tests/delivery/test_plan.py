"""The operator's file: what it may say, and what is said of what it may not."""

from pathlib import Path

import pytest
from carried import SECRET

from dashboard import delivery
from dashboard.delivery import DeliveryWrong
from dashboard.settings import settings

PASSWORD = "sandi-rahasia"
ENVIRON = {
    "POS": f"smtps://dasbor:{PASSWORD}@surat.contoh.go.id",
    "KAIT": "https://layanan.contoh.go.id/laporan?token=kunci-alamat",
    "RAHASIA": SECRET,
}
MAIL = """
[mail]
server = "POS"
from = "Dasbor Bupati <dasbor@contoh.go.id>"

[mail.to]
pimpinan = ["bupati@contoh.go.id", "wabup@contoh.go.id"]
bappeda = ["kepala.bappeda@contoh.go.id", "Bupati@Contoh.go.id"]

[mail.scopes]
"skpd-dinkes" = ["dinkes@contoh.go.id"]
"area-35.22.15" = ["camat@contoh.go.id"]
"""
FOLDER = '[folder]\npath = "/srv/laporan"\n'
HOOK = '[webhook]\nurl = "KAIT"\nsecret = "RAHASIA"\n'
TIMES = '[schedule]\nday = "friday"\nhour = 7\nminute = 30\n'


@pytest.fixture
def read(planned):
    return lambda text, **environ: delivery.plan(planned(text, **(ENVIRON | environ)))


def test_without_a_file_nothing_is_delivered():
    made = delivery.plan(settings({}))
    assert made == delivery.Plan() and made.wanted() == []


def test_an_empty_file_says_monday_at_six_and_nobody(read):
    made = read("")
    assert (made.weekday, made.hour, made.minute) == (0, 6, 0)
    assert made.wanted() == [] and made.scopes == []


def test_each_address_gets_the_brief_once_under_its_first_role(read):
    assert read(MAIL + FOLDER + HOOK).wanted() == [
        ("mail", "pimpinan", "bupati@contoh.go.id"),
        ("mail", "pimpinan", "wabup@contoh.go.id"),
        ("mail", "bappeda", "kepala.bappeda@contoh.go.id"),
        ("folder", "arsip", "/srv/laporan"),
        ("webhook", "aplikasi", "layanan.contoh.go.id"),
    ]


def test_a_brief_of_one_agency_goes_to_its_own_addresses(read):
    made = read(MAIL)
    assert made.scopes == ["area-35.22.15", "skpd-dinkes"]
    assert made.wanted("skpd-dinkes") == [("mail", "skpd-dinkes", "dinkes@contoh.go.id")]
    assert made.wanted("skpd-lain") == []


@pytest.mark.parametrize(("word", "weekday"), [("friday", 4), ("jumat", 4), ("Minggu", 6)])
def test_a_day_is_read_in_both_languages(read, word, weekday):
    made = read(TIMES.replace("friday", word))
    assert (made.weekday, made.hour, made.minute) == (weekday, 7, 30)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtps://u:s@surat.contoh.go.id", ("tls", "surat.contoh.go.id", 465, "u", "s")),
        ("smtp+starttls://u:s%40%2F@h:25", ("starttls", "h", 25, "u", "s@/")),
        ("smtp+starttls://h", ("starttls", "h", 587, "", "")),
        ("smtp://localhost:2525", ("plain", "localhost", 2525, "", "")),
        ("smtp://[::1]", ("plain", "::1", 25, "", "")),
    ],
)
def test_the_address_of_a_mail_server_is_taken_apart(read, url, expected):
    server = read(MAIL, POS=url).mail.server
    assert (server.security, server.host, server.port, server.user, server.password) == expected


def test_nothing_secret_is_in_what_a_plan_shows(read):
    shown = repr(read(MAIL + HOOK))
    assert PASSWORD not in shown and SECRET not in shown and "kunci-alamat" not in shown
    assert "POS" in shown and "KAIT" in shown


WRONG = {  # a plan → what is said of it
    "kirim = 1": r"\[kirim\]: tidak dikenal; yang dikenal: schedule, mail, folder, webhook",
    "mail = 1": r"\[mail\]: salah jenis; isi dengan bagian \[mail\]",
    "[schedule]\nday = 1": r"\[schedule\] day: salah jenis; isi dengan hari",
    '[schedule]\nday = "ahad"': r"\[schedule\] day: «ahad» bukan hari",
    "[schedule]\nhour = 24": r"\[schedule\] hour: 24 tidak mungkin.*0 sampai 23",
    "[schedule]\nhour = true": r"\[schedule\] hour: salah jenis; isi dengan bilangan bulat",
    "[schedule]\nhour = 6.5": r"\[schedule\] hour: salah jenis",
    "[schedule]\nminute = -1": r"\[schedule\] minute: -1 tidak mungkin",
    "[schedule]\nsecond = 1": r"\[schedule\] second: tidak dikenal; yang dikenal: day, hour",
    MAIL.replace('server = "POS"', ""): r"\[mail\] server: belum ada",
    MAIL.replace('"POS"', "5"): r"\[mail\] server: salah jenis",
    MAIL.replace('"POS"', '"smtps://u:bocor@h"'): r"\[mail\] server: tulis NAMA variabel",
    MAIL.replace('"POS"', '"KOSONG"'): r"\[mail\] server: variabel KOSONG belum diisi",
    MAIL.replace("from =", "dari ="): r"\[mail\] from: belum ada",
    MAIL.replace("dasbor@contoh.go.id", "dasbor"): r"\[mail\] from: bukan satu alamat surel",
    MAIL.replace("from =", 'reply = "x"\nfrom ='): r"\[mail\] reply: tidak dikenal",
    MAIL.replace("from =", 'ca = "ca.pem"\nfrom ='): r"\[mail\] ca: tulis jalur lengkap",
    MAIL.replace("from =", 'ca = "/tidak/ada"\nfrom ='): r"\[mail\] ca: /tidak/ada tidak ada",
    MAIL.split("[mail.to]")[0]: r"\[mail\] to: belum ada",
    MAIL.replace(
        '["dinkes@contoh.go.id"]', "[]"
    ): r"\[mail.scopes\] skpd-dinkes: isi dengan daftar",
    MAIL.replace(
        '["dinkes@contoh.go.id"]', "[1]"
    ): r"\[mail.scopes\] skpd-dinkes: isi dengan daftar",
    MAIL.replace(
        '"camat@', '"camat '
    ): r"\[mail.scopes\] area-35.22.15: «camat contoh.go.id» bukan",
    MAIL.replace('"area-35.22.15"', "kapas"): r"\[mail.scopes\] kapas: bukan laporan",
    MAIL.replace('"wabup@', r'"wabup\r\nBcc: x@'): r"\[mail.to\] pimpinan: «.*» bukan alamat surel",
    MAIL.replace("bappeda =", f"{'a' * 81} ="): r"\[mail.to\] a{80}: nama harus 1 sampai 80",
    "[folder]": r"\[folder\] path: belum ada",
    '[folder]\npath = "laporan"': r"\[folder\] path: bukan jalur lengkap",
    '[folder]\npath = ""': r"\[folder\] path: kosong",
    FOLDER + 'mode = "x"': r"\[folder\] mode: tidak dikenal; yang dikenal: path",
    HOOK.replace('secret = "RAHASIA"', ""): r"\[webhook\] secret: belum ada",
    HOOK.replace("RAHASIA", "PENDEK"): r"\[webhook\] secret: terlalu pendek; sedikitnya 32",
    HOOK.replace("KAIT", "TERBUKA"): r"\[webhook\] url: isi TERBUKA tanpa TLS hanya boleh",
    HOOK.replace("KAIT", "BERNAMA"): r"\[webhook\] url: isi BERNAMA memuat pengguna",
    HOOK.replace("KAIT", "BERSPASI"): r"\[webhook\] url: isi BERSPASI tidak terbaca",
    HOOK + "retries = 3": r"\[webhook\] retries: tidak dikenal",
    "[mail": "akhir berkas bukan TOML yang benar",
    "a = 1\na = 2\nb = 3": "baris 2 bukan TOML yang benar",
}


@pytest.mark.parametrize("text", WRONG, ids=[said[:50] for said in WRONG.values()])
def test_a_file_that_is_wrong_is_explained(read, tmp_path, text):
    more = {
        "PENDEK": "rahasia-bocor",
        "TERBUKA": "http://contoh.go.id/bocor",
        "BERNAMA": "https://u:bocor@contoh.go.id/",
        "BERSPASI": "https://contoh.go.id/bocor bocor",
    }
    with pytest.raises(DeliveryWrong, match=WRONG[text]) as caught:
        read(text, **more)
    said = str(caught.value)
    assert said.isprintable()
    assert said.startswith(f"{tmp_path / 'pengiriman.toml'}: ")
    assert "bocor" not in said and PASSWORD not in said and SECRET not in said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("imap://u:bocor@h", "harus dimulai dengan smtps://"),
        ("smtp://u:bocor@contoh.go.id", "tanpa TLS hanya boleh untuk mesin ini"),
        ("smtps://u:bo/cor@h", "tidak terbaca|setelah nama server"),
        ("smtps://u:bo?cor@h", "tidak terbaca|setelah nama server"),
        ("smtps://u:bocor@h:99999", "tidak terbaca"),
        ("smtps://u:bocor@h:0", "tidak terbaca"),
        ("smtps://u:bocor@", "tidak terbaca"),
        ("smtps://u:bocor@h\nx", "tidak terbaca"),
        ("smtps://bocor@h", "pengguna dan sandi, atau tidak keduanya"),
        ("smtps://u:boc%C3%B3r@h", "hanya boleh memuat tanda ASCII"),
    ],
)
def test_an_address_that_is_wrong_is_explained_without_its_password(read, url, said):
    with pytest.raises(DeliveryWrong, match=said) as caught:
        read(MAIL, POS=url)
    assert "bocor" not in str(caught.value) and "bo/cor" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_the_example_of_the_guide_is_a_plan(read, tmp_path, ca):
    guide = (Path(__file__).parents[2] / "docs" / "panduan-operator.md").read_text("utf-8")
    text = guide.partition("## 13 ")[2].partition("```toml\n")[2].partition("```")[0]
    made = read(
        text.replace("/etc/dasbor/ca.pem", str(ca)),
        DASHBOARD_SMTP_URL=ENVIRON["POS"],
        DASHBOARD_WEBHOOK_URL=ENVIRON["KAIT"],
        DASHBOARD_WEBHOOK_SECRET=SECRET,
    )
    assert made.mail and made.folder and made.webhook and len(made.wanted()) == 5
    assert made.scopes == ["area-35.22.15", "skpd-1.02"]


def test_a_file_that_is_not_there_or_no_text_is_explained(tmp_path):
    path = tmp_path / "rencana.toml"
    found = settings({"DASHBOARD_DELIVERY": str(path)})
    with pytest.raises(DeliveryWrong, match="rencana.toml: berkas ini tidak ada"):
        delivery.plan(found)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DeliveryWrong, match="bukan teks UTF-8"):
        delivery.plan(found)
    path.unlink()
    path.mkdir()
    with pytest.raises(DeliveryWrong, match="tidak dapat dibaca"):
        delivery.plan(found)
