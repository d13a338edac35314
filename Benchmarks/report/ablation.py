#!/usr/bin/env python3
"""Put the headline figures of several reports side by side, as a Markdown table.

usage: ablation.py NAME=report.json NAME=report.json …

The first is the one that the others are compared with: ▲ more, ▼ less; ✓ better, ✗ worse.
"""
import argparse
import sys

import headline
from evaluation import ReportError
from markdown_page import text


def named(argument):
    """(name, report) of `NAME=FILE`."""
    name, equals, path = argument.partition("=")
    if not (name and equals and path):
        raise ReportError(f"{argument}: expected NAME=report.json")
    return name, headline.load(path)


def table(reports):
    """The Markdown table of [(name, report)]."""
    columns = [{n: (v, b) for n, v, b in headline.headline(report)} for _, report in reports]
    names = list(dict.fromkeys(name for column in columns for name in column))
    names.sort(key=lambda name: not name.startswith("MAP@5"))
    lines = ["| figure | " + " | ".join(text(name) for name, _ in reports) + " |", "|---" + "|--:" * len(reports) + "|"]
    for name in names:
        first, _ = columns[0].get(name, (None, None))
        cells = []
        for k, column in enumerate(columns):
            value, better = column.get(name, (None, None))
            difference = headline.change(value, first, better)[0] if k else ""
            cells.append(f"{headline.number(value)} ({difference})" if difference else headline.number(value))
        lines.append(f"| {text(name)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(argv=None):
    a = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], epilog=__doc__.split("\n\n", 2)[2])
    a.add_argument("reports", nargs="+", metavar="NAME=FILE", help="a report.json of report.py, with a name for it")
    try:
        reports = [named(argument) for argument in a.parse_args(argv).reports]
        for name, report in reports[1:]:
            if report["sample"] != reports[0][1]["sample"]:
                print(f"ablation: {name} used another sample of the backgrounds than {reports[0][0]}", file=sys.stderr)
        print(table(reports))
    except ReportError as error:
        sys.exit(f"ablation: {error}")


if __name__ == "__main__":
    main()
