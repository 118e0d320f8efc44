"""Wires the parts together. `gunicorn app:server` serves it; only tests import it."""

import os

import dash
from dash import Dash, html

from connectors import regency
from dashboard import forms, guard, marking, papers, web

# The outlooks' library solves systems of three: on a busy machine the threads of its linear algebra
# spin for one another, and 0.03 s became 7 s. It loads late, so this comes in time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = Dash(
    "app",
    title=regency().product,
    update_title="",
    use_pages=True,
    pages_folder="dashboard/pages",
    assets_path_ignore=["ufuzzy"],  # the search box brings it when somebody searches
    # True: or else each worker runs every page's layout at its first request, to let the browser
    # check the ids. tests/pages/test_every_page.py checks them instead, before release.
    suppress_callback_exceptions=True,
    meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
)
app.layout = html.Div(dash.page_container)
web.install(app)
guard.install(app)
forms.install(app)
marking.install(app)
papers.install(app)
web.warm(app)
server = app.server

if __name__ == "__main__":
    app.run(debug=True)
