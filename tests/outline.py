"""The text of a page with what it stands in: a test can ask of each number where it leads."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "meta", "link", "path", "circle", "rect"}


class Outline(HTMLParser):
    """`texts`: (text, [(tag, attributes), …] from outermost to innermost), in order."""

    def __init__(self, html):
        super().__init__()
        self.inside, self.texts = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.inside.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            while self.inside and self.inside.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if data.strip():
            self.texts.append((data.strip(), list(self.inside)))


def main_of(html):
    """The outline of the first HTML's main part."""
    return Outline("<main" + html.partition("<main")[2].partition("</main>")[0] + "</main>")
