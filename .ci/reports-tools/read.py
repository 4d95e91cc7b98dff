"""Reads the reports of Frictionless back with frictionless itself, and CSV with the csv of Python: read.py FOLDER."""

import csv
import json
import pathlib
import sys

from frictionless import Report

folder = pathlib.Path(sys.argv[1])
faults = []


def check_report(where, descriptor):
    # Frictionless writes what it read, so that a key that it does not know, or takes for another, shows.
    report = Report.from_descriptor(descriptor)
    again = report.to_descriptor()
    for key in ("valid", "stats", "errors", "warnings"):
        if again[key] != descriptor[key]:
            faults.append(f"{where}: {key} comes back as {again[key]}")
    for task, was in zip(again["tasks"], descriptor["tasks"], strict=True):
        for key, value in was.items():
            if key != "errors" and task.get(key) != value:
                faults.append(f"{where}: {key} of {was['name']} comes back as {task.get(key)}")
        for error, wrote in zip(task["errors"], was["errors"], strict=True):
            for key, value in wrote.items():
                # Frictionless says these in its own words, in English, whatever a report says.
                if key not in ("title", "description", "message") and error.get(key) != value:
                    faults.append(f"{where}: {key} of an error {wrote['type']} comes back as {error.get(key)!r}, was {value!r}")
    listed = sum(len(task["errors"]) for task in descriptor["tasks"])
    if len(report.flatten(["rowNumber", "fieldNumber", "type"])) != listed:
        faults.append(f"{where}: not all of {listed} errors come back")
    valid = Report.validate_descriptor(descriptor)
    if not valid.valid:
        faults.append(f"{where}: no valid descriptor: {valid.to_summary()}")
    report.to_summary()


def check_table(where, path, report):
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file, strict=True))
    for row in [header, *rows]:
        if len(row) != len(header):
            faults.append(f"{where}: a row of {len(row)} cells instead of {len(header)}")
        for cell in row:
            if cell.lstrip(" \u00a0")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell.strip(" \u00a0"):
                faults.append(f"{where}: {cell[:40]!r} is a formula")
            if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in cell):
                faults.append(f"{where}: {cell[:40]!r} has control characters")
    # Column 12 counts places; all rows together are the totals.
    counted = sum(int(row[12]) for row in rows)
    totals = sum(sum(run["totals"].values()) for run in report["runs"])
    if counted != totals:
        faults.append(f"{where}: the rows count {counted} places, the report {totals}")


def read(name, language, kind):
    return json.loads((folder / f"{name}.{language}.{kind}").read_text(encoding="utf-8"))


for name in json.loads((folder / "cases.json").read_text()):
    for language in ("en", "fr"):
        where = f"{name} in {language}"
        for kind in ("frictionless", "ckan"):
            check_report(f"{where} as {kind}", read(name, language, kind))
        for key, report in read(name, language, "ckan-canada").items():
            check_report(f"{where} as ckan-canada, {key}", report)
        check_table(f"{where} as csv", folder / f"{name}.{language}.csv", read(name, language, "json"))

for fault in faults[:40]:
    print("FAULT:", fault)
print(f"frictionless and csv: {len(faults)} faults" if faults else "frictionless and csv: as expected")
sys.exit(1 if faults else 0)
