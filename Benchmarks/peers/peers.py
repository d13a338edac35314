#!/usr/bin/env python3
"""Compare Errata with what a user would pick in its place, on the same machine in the same run.

usage: peers.py --workload FOLDER [--errata PATH] [--sizes 10k 100k 1m] [--peers all|none|NAME …] [--seconds N]
                [--rounds N] [--markdown FILE] [--json FILE] [--check]

It prints a Markdown table a size: building, memory, speed on one core, recall where one in 1,000 background posts
matches falsely, recall by perturbation, and how much faster Errata is. README.md beside it tells how each is measured.
A peer whose package is missing is skipped, one that fails is named; the others are measured all the same.
"""
import argparse
import json
import os
import pathlib
import platform
import sys

import catalogue
import errata
import processes
import promises
import table
from bench import CLOCKS, Bench, Progress
from workload import PeersError, Workload, normalizer

FORMAT = 1
SIZES = ("10k", "100k", "1m")


def arguments(argv):
    listed = "\n".join(f"  {p.name:20} {p.what}" + (f" ({', '.join(p.sizes)} only)" if p.sizes else "")
                       for p in catalogue.PEERS)
    a = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], epilog=f"peers:\n{listed}",
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--errata", default=".build/release/errata", help="the built tool (default: %(default)s)")
    a.add_argument("--workload", required=True, metavar="FOLDER",
                   help="holds data/corpus_SIZE.jsonl and data/queries.jsonl")
    a.add_argument("--sizes", nargs="+", default=SIZES, metavar="SIZE", help="corpora to run (default: 10k 100k 1m)")
    a.add_argument("--peers", nargs="+", default=["all"], metavar="NAME", help="all, none, or the peers to run",
                   choices=["all", "none", *catalogue.BY_NAME])
    a.add_argument("--seconds", type=float, default=30, metavar="N",
                   help="time for the rounds of an engine at a size; one that can't do all posts in it does a sample "
                        "(default: %(default)s)")
    a.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of each engine (default: %(default)s)")
    a.add_argument("--posts", type=int, default=0, metavar="N", help="run only N posts, for a quick look")
    a.add_argument("--clock", choices=CLOCKS, default="wall",
                   help="time that speeds are told in; cpu helps where other work runs (default: %(default)s)")
    a.add_argument("--fold-script", action="store_true",
                   help="give the peers traditional Chinese folded to simplified, by OpenCC")
    a.add_argument("--patience", type=float, default=3600, metavar="N",
                   help="give up an engine that builds or runs a round for N seconds (default: %(default)s)")
    a.add_argument("--memory", type=float, metavar="GIB",
                   help="memory that a peer may take (default: 9/10 of the machine's)")
    a.add_argument("--markdown", type=pathlib.Path, metavar="FILE", help="write the tables into a file too")
    a.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write all figures into a file")
    a.add_argument("--check", action="store_true",
                   help="check what the project promises; exit 1 when it isn't reached")
    a.add_argument("--quiet", action="store_true", help="say nothing of the progress")
    options = a.parse_args(argv)
    for name, least in (("seconds", 0.001), ("rounds", 1), ("posts", 0), ("patience", 1), ("memory", 0.1)):
        if getattr(options, name) is not None and getattr(options, name) < least:
            a.error(f"--{name}: {getattr(options, name)} is too small")
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    options.memory = int(options.memory * (1 << 30)) if options.memory else int(0.9 * whole)
    options.sizes = list(dict.fromkeys(options.sizes))
    return options


def machine():
    return {"system": platform.system(), "processor": platform.machine(), "cores": len(processes.usable_cores()),
            "python": platform.python_version()}


def run(options, progress):
    """The figures of all sizes; each table is printed as soon as it is there."""
    peers = catalogue.chosen(options.peers)
    workload, normalize = Workload(options.workload), normalizer(options.fold_script)
    workload.require(options.sizes)
    versions = {"errata": errata.version(options.errata), **catalogue.installed_versions(peers)}
    for words in catalogue.other_than_pinned(versions, catalogue.pinned_versions()):
        progress.say(f"note: {words}")
    result = {"format": FORMAT, "machine": machine(), "pinned": processes.can_pin(), "versions": versions,
              "rounds": options.rounds, "seconds": options.seconds, "clock": options.clock,
              "fold_script": options.fold_script, "peers": [p.name for p in peers], "sizes": {}}
    print(table.head(result), flush=True)
    for size in options.sizes:
        claims = workload.claims(size)
        posts = workload.posts(claims, options.posts)
        result["sizes"][size] = Bench(options, size, peers, claims, posts, normalize, progress).run()
        print("\n" + table.size_section(size, result["sizes"][size], result["pinned"]), flush=True)
    return result


def write(path, text):
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PeersError(f"{path}: can't be written: {error.strerror}") from None


def main(argv=None):
    options = arguments(argv)
    try:
        result = run(options, Progress(options.quiet))
        checks = promises.check_all(result) if options.check else []
        if checks:
            print("\n" + table.promises_section(checks))
        if options.markdown:
            write(options.markdown, table.document(result, checks))
        if options.json:
            write(options.json, json.dumps({**result, "checks": [vars(c) for c in checks]}, indent=1,
                                           ensure_ascii=False) + "\n")
    except PeersError as error:
        sys.exit(f"peers: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    return 1 if any(c.failed for c in checks) else 0


if __name__ == "__main__":
    sys.exit(main())
