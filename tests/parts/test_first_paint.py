"""The first HTML: every component as escaped text, without ids and scripts."""

from dash import dcc, html

from dashboard import parts


def test_text_and_attributes_are_escaped():
    made = html.P("<script>x</script>", title='a"b', className="soft", id="gone")
    assert parts.to_html(made) == (
        '<p class="soft" title="a&quot;b">&lt;script&gt;x&lt;/script&gt;</p>'
    )


def test_links_marks_and_nested_lists_are_written():
    made = [dcc.Link("Asal", href="/x"), [parts.mark("<svg></svg>"), None, 3]]
    assert parts.to_html(made) == ('<a href="/x">Asal</a><span class="mark"><svg></svg></span>3')


def test_void_elements_and_flags():
    assert parts.to_html(html.Details([html.Br()], open=True)) == "<details open><br></details>"


def test_what_needs_a_script_is_left_out():
    assert parts.to_html(dcc.Store(id="s", data={"secret": 1})) == ""


def test_aria_and_data_attributes_pass():
    made = html.Nav("x", **{"aria-label": "Menu", "data-x": "1"})
    assert parts.to_html(made) == '<nav aria-label="Menu" data-x="1">x</nav>'


def test_a_publication_is_a_link_only_when_it_is_an_address():
    assert parts.to_html(parts.link("https://www.bps.go.id/x")).startswith("<a ")
    assert parts.to_html(parts.link("javascript:alert(1)")) == "javascript:alert(1)"
    assert parts.to_html(parts.link("BRS BPS 01/12/2021")) == "BRS BPS 01/12/2021"
