"""Writes the figures as Markdown: one table a size, one of the promises."""
MEBIBYTE = 1 << 20
DASH = "–"


def significant(value):
    """Three significant digits, without an exponent."""
    if value is None:
        return DASH
    if abs(value) >= 100:
        digits = len(str(int(abs(value))))
        return f"{round(value, 3 - digits):,.0f}"
    return f"{value:.3g}"


def share(value, digits=3):
    return DASH if value is None else f"{value:.{digits}f}"


def spread(values, unit=""):
    """Median and, in brackets, least and most."""
    if not values:
        return DASH
    return f"{significant(values['median'])}{unit} ({significant(values['min'])} to {significant(values['max'])})"


def mebibytes(value):
    return DASH if value is None else significant(value / MEBIBYTE)


def table(head, lines, words=1):
    """A table whose first columns hold words, the others numbers."""
    cells = lambda line: "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |"
    return "\n".join([cells(head), "|" + "---|" * words + "--:|" * (len(head) - words), *map(cells, lines)])


def _index(engine):
    return mebibytes(engine["index_bytes"]) + (" in files" if engine["index_in_files"] else "")


def _recall(engine):
    score = engine["score"]
    return share(score["recall"]) + ("" if score["measurable"] else " *")


ROWS = (
    ("building, s", lambda e: significant(e["build_seconds"])),
    ("index, MiB", _index),
    ("peak memory to build, MiB", lambda e: mebibytes(e["peak_build"])),
    ("peak memory to match, MiB", lambda e: mebibytes(e["peak_match"])),
    ("**posts/s on one core**", lambda e: spread(e["speed"])),
    ("**Errata is faster by**", lambda e: spread(e.get("ratio"), " ×")),
    ("posts run (of these planted)", lambda e: f"{e['score']['posts']:,} ({e['score']['planted']:,})"),
    ("**recall at 1 false match in 1,000**", _recall),
    ("Errata's on the same posts", lambda e: share(e.get("errata_recall"))),
    ("planted, but another claim named", lambda e: share(e["score"]["wrong_claim"])),
    ("background matched without a cut", lambda e: share(e["score"]["false_without_cut"], 4)),
    ("quotes of 8 to 12 characters matched", lambda e: share(e["score"]["quotes_matched"])),
)


def _kinds(engines):
    return sorted({kind for e in engines for kind in e["score"]["kinds"]})


def _kind_recall(engine, kind):
    found = engine["score"]["kinds"].get(kind)
    return share(found and found["recall"], 2)


def size_table(result):
    """The table of one size: a column for each engine that was measured."""
    engines = result["engines"]
    if not engines:
        return "Nothing could be measured."
    lines = [[name, *(figure(e) for e in engines.values())] for name, figure in ROWS]
    lines += [[f"recall: {kind}", *(_kind_recall(e, kind) for e in engines.values())]
              for kind in _kinds(engines.values())]
    return table(["", *("Errata" if name == "errata" else name for name in engines)], lines)


def notes(result, pinned):
    """What has to be said below the table."""
    if any(not e["score"]["measurable"] for e in result["engines"].values()):
        yield "\\* fewer than 1,000 background posts were run: recall with no false match among them."
    two = result["engines"].get("errata", {}).get("two_cores")
    if two:
        yield f"Errata on two cores: {significant(two['speed'])} posts/s, {two['ratio']:.2f} × one core."
    if not pinned:
        yield "This system can't pin a process to a core."
    if (result["other_work"] or 0) >= 0.03:
        yield (f"Other work took {result['other_work']:.0%} of the core's time: speeds by the wall clock are lower "
               "bounds; the ratios are of rounds that followed each other.")
    for words in ("skipped", "failed"):
        for name, reason in result[words].items():
            yield f"{name}: {words}: {reason}."


def size_section(size, result, pinned):
    intro = (f"{result['claims']:,} claims; {result['posts']:,} posts, of which {result['planted']:,} are planted "
             f"copies and {result['background']:,} unrelated. Left out for every engine, since they in truth repeat a "
             f"claim: {len(result['left_out'])}.")
    below = "\n".join(f"- {note}" for note in notes(result, pinned))
    return "\n\n".join(filter(None, [f"## {size} claims", intro, size_table(result), below]))


def promises_section(checks):
    return "## Promises\n\n" + table(["promise", "figure", "kept"], [[c.text, c.figure, c.status] for c in checks], 3)


def head(run):
    versions = ", ".join(f"{name} {version}" for name, version in run["versions"].items())
    machine = run["machine"]
    return (f"{machine['system']} on {machine['processor']} with {machine['cores']} cores, Python {machine['python']}; "
            f"{versions}. Median of {run['rounds']} rounds (least to most), {run['clock']} time."
            + (" The peers' text has traditional Chinese folded to simplified." if run["fold_script"] else ""))


def document(run, checks=()):
    parts = [head(run), *(size_section(size, result, run["pinned"]) for size, result in run["sizes"].items())]
    if checks:
        parts.append(promises_section(checks))
    return "\n\n".join(parts) + "\n"
