"""One figure, one source: what two sources would both claim is found before the store."""

import pandas as pd
from pulling import TODAY, pulled

import connectors
from dashboard import demo

SCALE = 0.002


def test_no_two_sources_claim_the_same_figure(tmp_path):
    claims = []
    for code, source in connectors.sources().items():
        if code in demo.SYSTEMS:
            demo.make(tmp_path, source, TODAY, SCALE)
        elif not source.files:
            continue  # neither published nor with a stand-in: nothing to hold against the others
        frame = pulled(source, demo.address(tmp_path, code))
        claims.append(frame[connectors.KEY].assign(source=code))
    whole = pd.concat(claims, ignore_index=True)
    twice = whole[whole.duplicated(connectors.KEY, keep=False)]
    assert twice.empty, twice.sort_values(connectors.KEY).head(10).to_string()
