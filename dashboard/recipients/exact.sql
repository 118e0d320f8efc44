-- The exact part of the verification, written once in DuckDB's words; `_engine.py` says it to
-- PostgreSQL and Spark in theirs. Tables that are loaded: persons, deaths, departures, arrivals
-- (the register), claims (every list, what its rules need already reckoned), verdicts (what the
-- comparison of names said). A statement's name stands in the line above it.

-- name: register
-- Dead is only who is no resident and whose death is recorded with a day: never by a flag alone.
SELECT
    p.nik, p.kk, p.name, p.sex, p.born, p.kecamatan, p.desa,
    CASE
        WHEN p.active = 1 THEN 'resident'
        WHEN d.died IS NOT NULL THEN 'dead'
        WHEN g.left_on IS NOT NULL THEN 'moved_out'
        ELSE 'inactive'
    END AS state,
    CASE WHEN p.active = 1 THEN NULL ELSE d.died END AS died,
    g.left_on,
    a.came_on
FROM persons AS p
LEFT JOIN (SELECT nik, MIN(day) AS died FROM deaths GROUP BY nik) AS d ON d.nik = p.nik
LEFT JOIN (SELECT nik, MAX(day) AS left_on FROM departures GROUP BY nik) AS g ON g.nik = p.nik
LEFT JOIN (SELECT nik, MAX(day) AS came_on FROM arrivals GROUP BY nik) AS a ON a.nik = p.nik

-- name: asked
-- The persons whom any claim names, so that what follows does not grow with the register.
SELECT r.*
FROM register AS r
JOIN (
    SELECT nik FROM claims WHERE nik <> ''
    UNION
    SELECT other_nik FROM claims WHERE other_nik <> ''
) AS c ON c.nik = r.nik

-- name: names
-- Names that are not the same text; the rules of spelling are Python's.
SELECT c.list, c.claim, c.name, r.name AS theirs, 'nik' AS whose
FROM claims AS c
JOIN asked AS r ON r.nik = c.nik
WHERE c.fault = '' AND UPPER(TRIM(c.name)) <> UPPER(TRIM(r.name))
UNION ALL
SELECT c.list, c.claim, c.other_name AS name, h.name AS theirs, 'other' AS whose
FROM claims AS c
JOIN asked AS h ON h.nik = c.other_nik
WHERE c.deceased = 1 AND c.other_fault = '' AND UPPER(TRIM(c.other_name)) <> UPPER(TRIM(h.name))

-- name: matched
-- Each claim beside the person whose NIK it names, and beside the heir.
SELECT
    c.list, c.claim, c.nik, c.fault, c.how, c.warning, c.born, c.sex, c.kk, c.paid, c.bucket,
    c.year, c.parts, c.household, c.deceased, c.resident_by, c.late, c.other_fault,
    r.nik AS found, r.state, r.died, r.left_on, r.came_on,
    r.born AS their_born, r.sex AS their_sex, r.kk AS their_kk,
    h.nik AS heir, h.state AS heir_state, h.died AS heir_died, h.kk AS heir_kk,
    COALESCE(v.nik_name, '') AS nik_name,
    COALESCE(v.other_name, '') AS other_name,
    CASE WHEN f.nik IS NULL THEN 0 ELSE 1 END AS is_kk,
    CASE
        WHEN c.fault = '' AND r.nik IS NOT NULL AND COALESCE(v.nik_name, '') <> 'other' THEN 1
        ELSE 0
    END AS known
FROM claims AS c
LEFT JOIN asked AS r ON r.nik = c.nik
LEFT JOIN asked AS h ON h.nik = c.other_nik
LEFT JOIN verdicts AS v ON v.list = c.list AND v.claim = c.claim
LEFT JOIN (
    SELECT DISTINCT b.nik
    FROM claims AS b
    LEFT JOIN asked AS q ON q.nik = b.nik
    JOIN register AS k ON k.kk = b.nik
    WHERE q.nik IS NULL AND b.nik <> ''
) AS f ON f.nik = c.nik

-- name: repeated
-- Known persons who receive more often than their programme allows; the first ones stand.
SELECT n.list, n.claim
FROM (
    SELECT
        m.list, m.claim, m.parts,
        ROW_NUMBER() OVER (
            PARTITION BY m.list, m.nik, m.bucket ORDER BY m.paid, m.claim
        ) AS place
    FROM matched AS m
    WHERE m.known = 1
) AS n
WHERE n.place > n.parts

-- name: crowded
-- Persons of one family card beyond the number that their programme allows; the first ones stand.
SELECT DISTINCT k.list, k.nik, k.bucket
FROM (
    SELECT
        p.list, p.nik, p.bucket, p.household,
        ROW_NUMBER() OVER (
            PARTITION BY p.list, p.their_kk, p.bucket ORDER BY p.first_paid, p.first_claim
        ) AS place
    FROM (
        SELECT
            m.list, m.nik, m.bucket, m.household, m.their_kk,
            MIN(m.paid) AS first_paid, MIN(m.claim) AS first_claim
        FROM matched AS m
        WHERE m.known = 1 AND m.household > 0 AND m.their_kk <> ''
        GROUP BY m.list, m.nik, m.bucket, m.household, m.their_kk
    ) AS p
) AS k
WHERE k.place > k.household

-- name: shared
-- Persons who receive two programmes that exclude each other in one year.
SELECT DISTINCT m.list, m.nik, m.year
FROM matched AS m
JOIN excludes AS e ON e.list = m.list
JOIN matched AS o ON o.list = e.other AND o.nik = m.nik AND o.year = m.year
WHERE m.known = 1 AND o.known = 1

-- name: judged
-- Every claim of which there is something to say: one column a reason, 1 where it holds.
SELECT * FROM (
    SELECT
        m.list, m.claim, m.died, m.left_on, m.came_on,
        CASE WHEN m.is_kk = 1 THEN '' ELSE m.fault END AS fault,
        CASE WHEN m.is_kk = 1 AND m.known = 0 THEN 1 ELSE 0 END AS nik_is_kk,
        CASE WHEN m.fault = '' AND m.found IS NULL AND m.is_kk = 0 AND m.late = 0
            THEN 1 ELSE 0 END AS not_found,
        CASE WHEN m.fault = '' AND m.found IS NULL AND m.is_kk = 0 AND m.late = 1
            THEN 1 ELSE 0 END AS not_yet,
        CASE WHEN m.nik_name = 'other' THEN 1 ELSE 0 END AS name_differs,
        CASE WHEN m.nik_name = 'spelt' THEN 1 ELSE 0 END AS name_spelt,
        CASE WHEN m.known = 1 AND m.deceased = 0 AND m.state = 'dead'
            AND (m.paid IS NULL OR m.died < m.paid) THEN 1 ELSE 0 END AS dead_before,
        CASE WHEN m.known = 1 AND m.deceased = 0 AND m.state = 'dead'
            AND m.died >= m.paid THEN 1 ELSE 0 END AS dead_after,
        CASE WHEN m.known = 1 AND m.deceased = 1 AND m.state <> 'dead'
            THEN 1 ELSE 0 END AS deceased_alive,
        CASE WHEN m.known = 1 AND m.state = 'moved_out'
            AND (m.paid IS NULL OR m.left_on < m.paid) AND m.deceased = 0
            THEN 1 ELSE 0 END AS moved_out,
        CASE WHEN m.known = 1 AND m.state = 'inactive' AND m.deceased = 0
            THEN 1 ELSE 0 END AS not_resident,
        CASE WHEN m.known = 1 AND m.came_on > m.resident_by THEN 1 ELSE 0 END AS moved_in,
        CASE WHEN m.known = 1 AND m.born <> m.their_born
            AND EXTRACT(YEAR FROM m.born) = EXTRACT(YEAR FROM m.their_born)
            AND EXTRACT(DAY FROM m.born) = EXTRACT(MONTH FROM m.their_born)
            AND EXTRACT(MONTH FROM m.born) = EXTRACT(DAY FROM m.their_born)
            THEN 1 ELSE 0 END AS born_swapped,
        CASE WHEN m.known = 1 AND m.born <> m.their_born
            AND NOT (EXTRACT(YEAR FROM m.born) = EXTRACT(YEAR FROM m.their_born)
                AND EXTRACT(DAY FROM m.born) = EXTRACT(MONTH FROM m.their_born)
                AND EXTRACT(MONTH FROM m.born) = EXTRACT(DAY FROM m.their_born))
            THEN 1 ELSE 0 END AS born_differs,
        CASE WHEN m.known = 1 AND m.sex > 0 AND m.their_sex > 0 AND m.sex <> m.their_sex
            THEN 1 ELSE 0 END AS sex_differs,
        CASE WHEN m.known = 1 AND m.kk <> '' AND m.their_kk <> '' AND m.kk <> m.their_kk
            THEN 1 ELSE 0 END AS kk_differs,
        CASE WHEN d.claim IS NULL THEN 0 ELSE 1 END AS duplicate,
        CASE WHEN m.known = 1 AND c.nik IS NOT NULL THEN 1 ELSE 0 END AS household,
        CASE WHEN m.known = 1 AND s.nik IS NOT NULL THEN 1 ELSE 0 END AS excluded,
        CASE WHEN m.deceased = 1 AND (m.other_fault <> '' OR m.heir IS NULL
            OR m.other_name = 'other' OR (m.heir_state = 'dead' AND m.heir_died < m.paid))
            THEN 1 ELSE 0 END AS heir_invalid,
        CASE WHEN m.deceased = 1 AND m.other_fault = '' AND m.known = 1
            AND m.other_name <> 'other' AND NOT (m.heir_state = 'dead' AND m.heir_died < m.paid)
            AND m.heir_kk <> m.their_kk THEN 1 ELSE 0 END AS heir_unrelated,
        CASE WHEN m.how <> '' AND m.fault = '' THEN 1 ELSE 0 END AS nik_written,
        CASE WHEN m.warning <> '' AND m.known = 1 THEN 1 ELSE 0 END AS nik_district
    FROM matched AS m
    LEFT JOIN repeated AS d ON d.list = m.list AND d.claim = m.claim
    LEFT JOIN crowded AS c ON c.list = m.list AND c.nik = m.nik AND c.bucket = m.bucket
    LEFT JOIN shared AS s ON s.list = m.list AND s.nik = m.nik AND s.year = m.year
) AS j
WHERE j.fault <> ''
    OR j.nik_is_kk + j.not_found + j.not_yet + j.name_differs + j.name_spelt + j.dead_before
    + j.dead_after + j.deceased_alive + j.moved_out + j.not_resident + j.moved_in + j.born_swapped
    + j.born_differs + j.sex_differs + j.kk_differs + j.duplicate + j.household + j.excluded
    + j.heir_invalid + j.heir_unrelated + j.nik_written + j.nik_district > 0
ORDER BY j.list, j.claim
