"""The checks of baby-names 1.0.0 in DuckDB: load once, then ask.

usage: duckdb_checks.py FILE THREADS TEMPFOLDER [all]

FILE is CSV, NDJSON (.ndjson), a JSON array (.json) or Parquet. Prints the number of failing places for each check, and does not say where a place is.

Three queries ask what every validator is asked: code lists, ranges, the characters, length, form and padding of names, what belongs together in a
record, a unique key of four columns, and the competition rank of counts in each group. With "all" others ask for the rest that baby-names 1.0.0
requires of values and of records together, as simply as SQL can say it: words in the place of names, spellings, totals, proportions, years and
sexes that are missing, thresholds, exchanged sexes, cut names.
"""

import os
import sys

import duckdb

path, threads, temp = sys.argv[1:4]
everything = sys.argv[4:] == ["all"]
db = duckdb.connect(config={"threads": threads, "temp_directory": temp})
db.execute("set preserve_insertion_order = false")
COLUMNS = """{'jurisdiction': 'VARCHAR', 'year': 'INTEGER', 'sex': 'VARCHAR', 'first_name': 'VARCHAR',
    'count': 'INTEGER', 'rank': 'INTEGER', 'proportion': 'DECIMAL(8, 5)', 'status': 'VARCHAR'}"""
READERS = {
    ".csv": f"read_csv(?, header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false, columns = {COLUMNS})",
    ".ndjson": f"read_json(?, format = 'newline_delimited', columns = {COLUMNS})",
    ".json": f"read_json(?, format = 'array', columns = {COLUMNS})",
    ".parquet": "read_parquet(?)",
}
db.execute(f"create table t as select * from {READERS[os.path.splitext(path)[1]]}", [path])

QUERIES = [
    r"""
    select
        count(*) as records,
        count(*) filter (jurisdiction is null or jurisdiction not in
            ('NL','PE','NS','NB','QC','ON','MB','SK','AB','BC','YT','NT','NU','CA')) as jurisdiction,
        count(*) filter (year is null or year not between 1850 and 2100) as year,
        count(*) filter (sex is null or sex not in ('F', 'M')) as sex,
        count(*) filter (first_name is null
            or not regexp_full_match(first_name, '\p{L}[\p{L}\p{M}'' .\-]*')
            or length(first_name) not between 2 and 50) as first_name,
        count(*) filter (nfc_normalize(first_name) <> first_name) as not_nfc,
        count(*) filter (trim(first_name) <> first_name) as padded,
        count(*) filter (count < 5) as count,
        count(*) filter (rank < 1) as rank,
        count(*) filter (proportion <= 0 or proportion > 100) as proportion,
        count(*) filter (status is not null and status not in ('p', 'r', 'x')) as status,
        count(*) filter ((count is null) <> coalesce(status = 'x', false)) as suppressed
    from t
    """,
    """
    select coalesce(sum(n - 1), 0) as repeated_keys
    from (select count(*) as n from t group by jurisdiction, year, sex, first_name having n > 1)
    """,
    """
    select count(*) as wrong_ranks
    from (select rank, rank() over (partition by jurisdiction, year, sex order by count desc) as expected
          from t where count is not null and rank is not null)
    where rank <> expected
    """,
]

# What the other requirements ask. Groups are those of jurisdiction, year and sex.
OTHERS = [
    r"""
    select
        count(*) filter (word in ('TOTAL', 'ALL', 'TOUS', 'TOUTES', 'ENSEMBLE', 'GRAND TOTAL')) as totals,
        count(*) filter (word in ('OTHER', 'OTHERS', 'AUTRE', 'AUTRES', 'ALL OTHER NAMES')) as pooled,
        count(*) filter (word in ('N/A', '#N/A', 'N.A.', 'NULL', 'NONE', 'UNDEFINED', '-', '--', '.', '..', '?', 'S/O', 'N.D.', 'AUCUN')) as markers,
        count(*) filter (word in ('BABY', 'BABY BOY', 'BABY GIRL', 'INFANT', 'UNNAMED', 'NO NAME', 'BOY', 'GIRL', 'MALE', 'FEMALE',
            'UNKNOWN', 'NOT STATED', 'BEBE', 'GARCON', 'FILLE', 'INCONNU', 'INCONNUE', 'NON DECLARE', 'SANS NOM')) as placeholders,
        count(*) filter (regexp_matches(first_name, 'Ã[\x{80}-\x{BF}]|\x{FFFD}|[\x00-\x1F\x7F\x{200B}-\x{200F}]')) as unreadable,
        count(*) filter (not regexp_full_match(first_name, '[^ ]|[^ ][^ .][^ ]*( [^ ][^ .][^ ]*){0,2}')) as words,
        count(*) filter (status = 'x' and (proportion is not null or rank is not null)) as revealed,
        count(*) filter (upper(first_name) = first_name) as capitals,
        count(*) filter (lower(first_name) = first_name) as small
    from (select *, strip_accents(upper(first_name)) as word from t)
    """,
    """
    select count(*) as spellings
    from (select 1 from t group by jurisdiction, year, sex, nfc_normalize(upper(trim(first_name))) having min(first_name) <> max(first_name))
    """,
    "select length(first_name) as length, count(distinct first_name) as longest from t group by 1 order by 1 desc limit 1",
    """
    select
        count(*) filter (sum > 100.5) as sums,
        count(*) filter (least = 5 and 20 * pile >= n) as thresholds,
        max(n) as longest_list
    from (
        select sum(proportion) as sum, min(count) as least, count(*) filter (count = 5) as pile, count(*) as n
        from t group by jurisdiction, year, sex
    )
    """,
    """
    select count(*) as proportions
    from (
        select proportion, lag(proportion) over (partition by jurisdiction, year, sex order by count, proportion) as before from t
        where proportion is not null and count is not null
    )
    where proportion < before
    """,
    "select count(*) as gaps from (select max(year) - min(year) + 1 - count(distinct year) as n from t group by jurisdiction) where n > 0",
    "select count(*) as incomplete from (select count(distinct sex) as n from t group by jurisdiction, year) where n < 2",
    """
    select count(*) as jumps
    from (
        select year, total, lag(year) over w as year_before, lag(total) over w as before
        from (select jurisdiction, sex, year, sum(count) as total from t group by 1, 2, 3)
        window w as (partition by jurisdiction, sex order by year)
    )
    where year = year_before + 1 and greatest(total, before) >= 100 and abs(total - before) > 0.3 * before
    """,
    """
    with leanings as (
        select first_name, count(*) filter (sex = 'F') as f, count(*) as n from t group by first_name having n > 3 and (10 * f >= 9 * n or 10 * f <= n)
    )
    select count(*) as swapped
    from (
        select count(*) filter ((sex = 'F') <> (2 * f > n)) as differ, count(*) as spoken
        from t join leanings using (first_name) group by jurisdiction, year, sex
    )
    where differ >= 5 and 5 * differ >= 4 * spoken
    """,
]

for query in QUERIES + (OTHERS if everything else []):
    result = db.execute(query)
    names = [column[0] for column in result.description]
    for name, value in zip(names, result.fetchone()):
        print(f"{name}\t{value}")
