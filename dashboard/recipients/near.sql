-- Which persons of the register a claim may mean: pairs that share enough to be worth scoring.
-- `sought`: the claims, with `nik` (letters read as digits), `raw` (as written), `born` and
-- `swapped` (YYYYMMDD or ""), `first` and `last` word of the name. DuckDB only.
WITH places AS (SELECT UNNEST(RANGE(1, 18)) AS spot),
digits AS (SELECT UNNEST(RANGE(0, 10)) AS digit),
near AS (
    SELECT id, nik FROM sought WHERE LENGTH(nik) = 16
    UNION
    SELECT id, SUBSTR(nik, 1, spot - 1) || digit || SUBSTR(nik, spot + 1)
    FROM sought, places, digits WHERE LENGTH(nik) = 16 AND spot <= 16
    UNION
    SELECT id, SUBSTR(nik, 1, spot - 1) || SUBSTR(nik, spot + 1, 1) || SUBSTR(nik, spot, 1)
        || SUBSTR(nik, spot + 2)
    FROM sought, places WHERE LENGTH(nik) = 16 AND spot <= 15
    UNION
    SELECT id, SUBSTR(nik, 1, spot - 1) || digit || SUBSTR(nik, spot)
    FROM sought, places, digits WHERE LENGTH(nik) = 15 AND spot <= 16
    UNION
    SELECT id, SUBSTR(nik, 1, spot - 1) || SUBSTR(nik, spot + 1)
    FROM sought, places WHERE LENGTH(nik) = 17
),
people AS (
    SELECT *, STRFTIME(born, '%Y%m%d') AS day, SPLIT_PART(name, ' ', 1) AS first,
        SPLIT_PART(name, ' ', -1) AS last
    FROM register
)
SELECT n.id, p.nik FROM near AS n JOIN people AS p ON p.nik = n.nik
UNION
SELECT s.id, p.nik FROM sought AS s JOIN people AS p
    ON p.day = s.born AND LEFT(p.name, 1) = LEFT(s.name, 1)
UNION
SELECT s.id, p.nik FROM sought AS s JOIN people AS p
    ON p.day = s.swapped AND LEFT(p.name, 1) = LEFT(s.name, 1)
UNION
SELECT s.id, p.nik FROM sought AS s JOIN people AS p ON p.kk = s.kk WHERE s.kk <> ''
UNION
SELECT s.id, p.nik FROM sought AS s JOIN people AS p
    ON p.name = s.name AND p.kecamatan = s.kecamatan
UNION
SELECT s.id, p.nik FROM sought AS s JOIN people AS p
    ON SUBSTR(p.nik, 7, 6) = SUBSTR(s.nik, 7, 6) AND LEFT(p.name, 3) = LEFT(s.name, 3)
    WHERE LENGTH(s.nik) = 16
UNION
SELECT s.id, p.nik FROM sought AS s JOIN people AS p ON p.desa = s.desa AND p.first = s.first
    WHERE s.desa <> '' AND JARO_WINKLER_SIMILARITY(p.name, s.name) > 0.85
UNION
SELECT s.id, p.nik FROM sought AS s JOIN people AS p ON p.desa = s.desa AND p.last = s.last
    WHERE s.desa <> '' AND JARO_WINKLER_SIMILARITY(p.name, s.name) > 0.7
