"""Reads the reports of Frictionless back with frictionless itself, CSV with the csv of Python, and workbooks with openpyxl: read.py FOLDER."""

import csv
import json
import pathlib
import sys

import openpyxl
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


def check_table(where, path, report, encoding):
    with path.open(encoding=encoding, newline="") as file:
        header, *rows = list(csv.reader(file, strict=True))
    for row in [header, *rows]:
        if len(row) != len(header):
            faults.append(f"{where}: a row of {len(row)} cells instead of {len(header)}")
        for cell in row:
            if cell.lstrip(" \u00a0")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell.strip(" \u00a0"):
                faults.append(f"{where}: {cell[:40]!r} is a formula")
            if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in cell):
                faults.append(f"{where}: {cell[:40]!r} has control characters")
    # Column 12 counts places, column 15 says which of them count; those together are the totals.
    counted = sum(int(row[12]) for row in rows if len(row) == 15 or row[15] in ("new", "nouveau"))
    totals = sum(sum(run["totals"].values()) for run in report["runs"])
    if counted != totals:
        faults.append(f"{where}: the rows count {counted} places, the report {totals}")


def check_workbook(where, path):
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    faults.append(f"{where}: {sheet.title}!{cell.coordinate} is a formula")
                if cell.hyperlink and cell.hyperlink.target and cell.hyperlink.target != "https://github.com/cogwg/hvdlint":
                    faults.append(f"{where}: {sheet.title}!{cell.coordinate} leads to {cell.hyperlink.target}")


formats = json.loads((folder / "formats.json").read_text())


def read(name, language, kind):
    return json.loads((folder / f"{name}.{language}.{kind}").read_text(encoding="utf-8"))


for name in json.loads((folder / "cases.json").read_text()):
    for language in ("en", "fr"):
        where = f"{name} in {language}"
        for kind in ("frictionless", "ckan"):
            check_report(f"{where} as {kind}", read(name, language, kind))
        for key, report in read(name, language, "ckan-canada").items():
            check_report(f"{where} as ckan-canada, {key}", report)
        for kind, encoding in (("csv", "utf-8-sig"), ("csv-plain", "utf-8")):
            if kind in formats:
                check_table(f"{where} as {kind}", folder / f"{name}.{language}.{kind}", read(name, language, "json"), encoding)
        if "xlsx" in formats:
            check_workbook(f"{where} as xlsx", folder / f"{name}.{language}.xlsx")

for fault in faults[:40]:
    print("FAULT:", fault)
print(f"frictionless, csv and workbooks: {len(faults)} faults" if faults else "frictionless, csv and workbooks: as expected")
sys.exit(1 if faults else 0)
