"""The checks of baby-names 1.0.0 in DuckDB: load once, then three queries.

usage: duckdb_checks.py FILE THREADS TEMPFOLDER

FILE is CSV, NDJSON (.ndjson), a JSON array (.json) or Parquet. Prints the number of failing places for each check. What DuckDB is asked is what hvdlint does: code lists, ranges, the
characters, length, form and padding of names, what belongs together in a record, a unique key of four columns, and the
competition rank of counts in each group. It does not say where a place is.
"""

import os
import sys

import duckdb

path, threads, temp = sys.argv[1:4]
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

for query in QUERIES:
    result = db.execute(query)
    names = [column[0] for column in result.description]
    for name, value in zip(names, result.fetchone()):
        print(f"{name}\t{value}")
