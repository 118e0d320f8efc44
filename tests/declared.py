"""Declarations that the tests vary: a source of prices, a source of health, a price."""

SIHARGA = {
    "title": "Harga pangan",
    "owner": "2.17",
    "system": "SIHARGA",
    "dbms": "mysql",
    "refresh": "daily",
    "rows_min": 1,
    "database": "SIHARGA_URL",
}
SIMPUS = {
    "title": "Puskesmas",
    "owner": "1.02",
    "system": "SIMPUS",
    "dbms": "mysql",
    "refresh": "daily",
    "rows_min": 1,
    "database": "SIMPUS_URL",
    "query": ["SELECT 1"],
    "indicator": {},
}
RICE = {
    "title": "Harga beras",
    "unit": "Rp/kg",
    "frequency": "month",
    "better": "lower",
    "range": [5_000, 40_000],
    "source_code": "BRS",
}
