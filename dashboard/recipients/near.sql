-- Whom a claim may mean, before anything is weighed: pairs of a lost claim and a person of the
-- register that share something exact. Every table begins with `near_` and is dropped at the end.
-- A claim is known by its place `l` in the frame, a person by its `rowid`. `:few` is filled in.

-- name: near_names
-- Each name once: a third of the persons, so a third of the work on words.
SELECT
    row_number() OVER () AS id, name, n,
    string_split(regexp_replace(trim(CASE
        WHEN regexp_full_match(name, '[A-Z ]*') THEN name
        ELSE regexp_replace(
            regexp_replace(strip_accents(upper(split_part(name, ',', 1))), '[.''`’]', '', 'g'),
            '[^A-Z]+', ' ', 'g')
    END), '^M ', 'MUHAMMAD '), ' ') AS written
FROM (
    SELECT name, sum(n) AS n
    FROM (
        SELECT name, count(*) AS n FROM register GROUP BY name
        UNION ALL SELECT DISTINCT name, 0 AS n FROM near_given
    )
    GROUP BY name
)

-- name: near_keys
-- The words of each name as they sound; `near_sounds` is made in Python of all different words.
SELECT
    id, n, words, array_to_string(words, ' ') AS key,
    array_to_string(list_transform(words, lambda word: word[1]), '') AS initials
FROM (
    SELECT id, any_value(n) AS n, list_sort(list(sound)) AS words
    FROM (SELECT id, n, unnest(written) AS word FROM near_names)
    JOIN near_sounds USING (word)
    WHERE sound <> ''
    GROUP BY id
)

-- name: near_persons
SELECT r.rowid AS r, n.id FROM register AS r JOIN near_names AS n ON n.name = r.name

-- name: near_frequencies
-- Of a person met by chance. A name nobody has is taken for one that somebody has.
SELECT key, greatest(sum(n), 1) / (SELECT count(*) FROM register) AS tf_key
FROM near_keys GROUP BY key

-- name: near_lost
-- The claims. A NIK that is a family card's number is taken for one; who wrote no NIK has none.
SELECT
    g.l, g.written, CASE WHEN k.kk IS NULL THEN nullif(g.nik, '') END AS nik,
    g.born, g.sex, coalesce(nullif(g.kk, ''), k.kk) AS kk,
    nullif(g.kecamatan, '') AS kecamatan, nullif(g.desa, '') AS desa,
    y.key, y.words, y.initials
FROM near_given AS g
JOIN near_names AS n ON n.name = g.name
LEFT JOIN near_keys AS y ON y.id = n.id
LEFT JOIN (SELECT DISTINCT kk FROM register WHERE kk IN (SELECT nik FROM near_given)) AS k
    ON k.kk = g.nik

-- name: near_bearers
-- Who has the same name: in the desa, in the kecamatan or anywhere if few do. Where many do, the
-- name alone tells nobody, and whatever else is known has its own rule below.
WITH alike AS (
    SELECT p.r, y.key, y.n, p.id
    FROM near_keys AS y
    JOIN near_persons AS p ON p.id = y.id
    WHERE y.key IN (SELECT key FROM near_lost)
), placed AS (
    SELECT a.r, a.key, g.kecamatan, g.desa,
        count(*) OVER (PARTITION BY a.key) AS everywhere,
        count(*) OVER (PARTITION BY a.key, g.kecamatan) AS in_kecamatan
    FROM alike AS a
    JOIN register AS g ON g.rowid = a.r
)
SELECT l.l, p.r FROM near_lost AS l JOIN placed AS p ON p.key = l.key AND p.desa = l.desa
UNION ALL
SELECT l.l, p.r
FROM near_lost AS l JOIN placed AS p ON p.key = l.key AND p.kecamatan = l.kecamatan
WHERE p.in_kecamatan <= :few
UNION ALL
SELECT l.l, p.r FROM near_lost AS l JOIN placed AS p ON p.key = l.key WHERE p.everywhere <= :few

-- name: near_words
-- Who has a word of the name in the same desa, if few there have it: for a name spelt otherwise.
-- (Desa and word are one number, or else a planner may join by the word alone: 19 GiB.)
WITH asked AS (
    SELECT l, hash(desa, word) AS tag
    FROM (SELECT l, desa, unnest(words) AS word FROM near_lost WHERE desa IS NOT NULL)
), spoken AS (
    SELECT p.r, hash(g.desa, s.word) AS tag
    FROM (SELECT id, unnest(words) AS word FROM near_keys WHERE n > 0) AS s
    JOIN near_persons AS p ON p.id = s.id
    JOIN register AS g ON g.rowid = p.r
), placed AS (
    SELECT tag, list(r) AS bearers
    FROM spoken
    WHERE tag IN (SELECT tag FROM asked)
    GROUP BY tag
    HAVING count(*) <= :few
)
SELECT a.l, unnest(p.bearers) AS r FROM asked AS a JOIN placed AS p ON p.tag = a.tag

-- name: near_births
-- Who was born on a day that the claim tells, as date, with day and month swapped, or in its NIK,
-- and has a word of the name or lives in the desa.
SELECT l.l, p.r
FROM near_days AS d
JOIN near_lost AS l ON l.l = d.l
JOIN register AS g ON g.born = d.day
JOIN near_persons AS p ON p.r = g.rowid
JOIN near_keys AS y ON y.id = p.id
WHERE list_has_any(y.words, l.words) OR g.desa = l.desa

-- name: near_families
SELECT l.l, g.rowid AS r FROM near_lost AS l JOIN register AS g ON g.kk = l.kk

-- name: near_numbers
-- Whose NIK is one slip of the hand away; `near_slips` is made in Python.
SELECT s.l, g.rowid AS r
FROM near_slips AS s
JOIN (SELECT rowid, try_cast(nik AS BIGINT) AS number FROM register) AS g ON g.number = s.number

-- name: near_pairs
-- All of them once. Whose NIK was written is no candidate: that this is another person is why the
-- claim is lost.
SELECT DISTINCT b.l, b.r
FROM (
    SELECT * FROM near_bearers
    UNION ALL SELECT * FROM near_words
    UNION ALL SELECT * FROM near_births
    UNION ALL SELECT * FROM near_families
    UNION ALL SELECT * FROM near_numbers
) AS b
JOIN near_lost AS l ON l.l = b.l
JOIN register AS g ON g.rowid = b.r
WHERE g.nik <> l.written

-- name: near_claims
-- Both sides as Splink compares them. Digits are taken apart here, once, and not for each pair.
SELECT
    l AS unique_id, nik, born, sex, kk, kecamatan, desa, key, words, initials,
    CASE WHEN length(nik) = 16 THEN nik[1:6] END AS region,
    CASE WHEN length(nik) = 16 THEN nik[7:12] END AS six,
    CASE WHEN length(nik) = 16 THEN nik[13:16] END AS serial
FROM near_lost

-- name: near_people
SELECT
    g.rowid AS unique_id, g.nik, g.born, g.sex, g.kk, g.kecamatan, g.desa,
    y.key, y.words, y.initials,
    g.nik[1:6] AS region, g.nik[7:12] AS six, g.nik[13:16] AS serial
FROM register AS g
JOIN near_persons AS p ON p.r = g.rowid
LEFT JOIN near_keys AS y ON y.id = p.id
WHERE g.rowid IN (SELECT r FROM near_pairs)

-- name: near_blocked
SELECT
    '0' AS match_key,
    'near_claims-__-' || l AS join_key_l,
    'near_people-__-' || r AS join_key_r
FROM near_pairs
