"""Large numbers side by side."""

from dashboard import parts


def html_of(*items):
    return parts.to_html(parts.numbers(items))


def test_a_number_and_its_note_open_their_origin():
    html = html_of(parts.Number("Serapan", "43,4 %", "rencana 61,0 %", "/asal/x"))
    assert html.count('href="/asal/x"') == 2


def test_stand_ins_are_told_once_when_all_are_and_one_by_one_when_some_are():
    made = parts.Number("a", "1", origin="/asal/x", simulated=True)
    real = parts.Number("b", "2", origin="/asal/y")
    missing = parts.Number("c", "–", "belum ada")
    assert html_of(made, made, missing).count("data simulasi") == 1
    assert html_of(made, made, real).count("data simulasi") == 2
    assert "data simulasi" not in html_of(missing)


def test_an_amount_in_a_note_is_not_broken_apart():
    html = html_of(parts.Number("a", "1", "12,5 % dari Rp 3,2 miliar"))
    assert "12,5\u00a0% dari Rp\u00a03,2\u00a0miliar" in html
