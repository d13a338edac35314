#!/usr/bin/env python3
"""Run every evaluation set and write a page that shows the figures and the worst errors.

usage: report.py [--errata PATH] [--data DIR] [--output DIR] [--only NAME …] [--sample N] [--before FILE.json]
                 [--jobs N] [--worst N]

It writes report.md, report.html and report.json. The two pages quote the evaluation sets, so they belong outside the
repository; report.json holds figures only and serves `--before` and ablation.py. The same inputs give the same bytes.
Only the Python standard library is used.
"""
import argparse
import json
import pathlib
import sys

import headline
import html_page
import markdown_page
import measure
from build import Layout
from evaluation import EvaluationData, ReportError
from findings import KINDS, worst_of
from tool import Errata, Progress


def arguments(argv):
    a = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], epilog=__doc__.split("\n\n", 2)[2],
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--errata", default=".build/release/errata", help="the built tool (default: %(default)s)")
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/eval"),
                   help="a folder with sets/, background/ and stance/ (default: %(default)s)")
    a.add_argument("--output", type=pathlib.Path, default=pathlib.Path(".build/report"),
                   help="the folder to write into (default: %(default)s, which Git ignores)")
    a.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only the sets whose name contains NAME")
    a.add_argument("--sample", type=int, default=0, metavar="N", help="at most N rows of each background")
    a.add_argument("--before", type=pathlib.Path, metavar="FILE", help="an earlier report.json to compare with")
    a.add_argument("--jobs", type=int, default=1, metavar="N", help="sets to measure at once (default: %(default)s)")
    a.add_argument("--worst", type=int, default=20, metavar="N", help="errors to show of each kind (default: 20)")
    a.add_argument("--quiet", action="store_true", help="say nothing of the progress")
    options = a.parse_args(argv)
    for name in ("sample", "jobs", "worst"):
        if getattr(options, name) < (name != "sample"):
            a.error(f"--{name}: {getattr(options, name)} is too small")
    return options


def figures_of(sets, stance_sets, pooled, sample):
    """What report.json holds."""
    report = {"format": headline.FORMAT, "sample": sample, "sets": {m.name: m.figures for m in sets},
              "stance": {m.name: m.figures for m in stance_sets}}
    if sets:
        report["pooled"] = measure.pooled_figures(*pooled)
    report["headline"] = [{"figure": n, "value": v, "better": b} for n, v, b in headline.headline(report)]
    return report


def write(path, content):
    path.write_text(content, encoding="utf-8", newline="\n")


def run(options):
    progress = Progress(options.quiet)
    before = headline.load(options.before) if options.before else None
    data = EvaluationData(options.data, options.only, options.sample, options.worst)
    tool = Errata(options.errata, progress)
    try:
        options.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"{options.output}: can't be made: {error.strerror}") from None
    sets, stance_sets = measure.run_all(tool, data, options.jobs)
    pooled = measure.pool(sets)
    report = figures_of(sets, stance_sets, pooled, options.sample)
    collectors = [m.collector for m in sets + stance_sets]
    measure.fill_texts([f for kind in KINDS for f in worst_of(collectors, kind, options.worst)])
    parts = list(Layout(report, before, sets, stance_sets, pooled, options.worst).parts())
    write(options.output / "report.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    write(options.output / "report.md", markdown_page.render(parts))
    write(options.output / "report.html", html_page.render(parts))
    progress.say(f"wrote report.html, report.md and report.json into {options.output}\n"
                 "The pages quote the evaluation sets: keep them out of the repository and don't publish them.")


def main(argv=None):
    try:
        run(arguments(argv))
    except ReportError as error:
        sys.exit(f"report: {error}")
    except OSError as error:
        sys.exit(f"report: {error.filename or 'a file'}: {error.strerror}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
