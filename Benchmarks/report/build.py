"""Lays out the report: which tables, drawings and errors stand where."""
import charts
import findings
import headline as figures
from document import Errors, Figures, Heading, Paragraph, Table, Value
from headline import HIGHER, LOWER
from measure import STANCES

# What stands above the tables.
TEXTS = {key: " ".join(text.split()) for key, text in {
    "ranking": """
        Of `search`. Recall at k is the share of queries with a relevant claim among the first k; the mean
        reciprocal rank (MRR) looks at the first 50.""",
    "deciding": """
        Of the best match. Labelled: at the policy's cut, after guards and stance. Recall at 1 in 1,000: share
        of queries whose right claim scores above the cut that lets one in 1,000 background items through, by
        the score alone. The expected calibration error (ECE) is mostly that of the many scores near 0; the one
        of scores from 0.5 up tells of those that matter.""",
    "cuts": """
        The lowest `apply` cut at which 99 % of all labels are right, and the lowest at which at most one in
        10,000 background items is labelled, over queries and backgrounds together and after guards and stance;
        a dash where no cut does it. What lies below the review cut was not put before the guards, so a cut
        below it may do better than told. Precision depends on how much background there is for each query.""",
    "curves": """
        Queries and backgrounds together. Solid: by the score alone; dashed: what would be labelled, after
        guards and stance; the dot: the policy as it is. In the reliability diagram (Guo et al. 2017) bars are
        the share that is right, dots stand at the mean score, numbers are counts.""",
    "stance": """
        Published debunks and topics about rumors must not be labelled, verbatim copies must be.""",
    "stances": """
        Stance of all matches at or above the review cut (the best five of an item; of backgrounds the best):""",
    "errors": """
        At most {worst} of each kind are shown: the worst of each set in turn, so that none hides the others; debunks
        and topics by score alone. Counts are of all there are.""",
}.items()}


class Layout:
    """The page's parts, made of the figures of now and, where there are, of before."""

    def __init__(self, report, before, sets, stance_sets, pooled, worst):
        self.report, self.before = report, before
        self.measured, self.stance_measured, self.pooled, self.worst = sets, stance_sets, pooled, worst
        self.names = sorted(report["sets"])
        self.stance_names = sorted(report["stance"])

    def value(self, path, better=None):
        """The figure at a path with its difference."""
        now = figures.value_at(self.report, path)
        return self._valued(now, figures.value_at(self.before, path) if self.before else now, better)

    def _valued(self, now, before, better):
        text, tone = figures.change(now, before, better) if self.before else ("", "")
        return Value(figures.number(now), text, tone)

    def parts(self):
        yield Heading(1, "Quality of Errata")
        yield Paragraph(self._what())
        yield Heading(2, "Headline figures", "headline")
        yield Table(["figure", "value"], self._headline())
        if self.names:
            yield from self._retrieval()
        if self.stance_names:
            yield from self._stance()
        yield from self._errors()

    def _what(self):
        words = []
        if self.report["sample"]:
            words.append(f"Backgrounds are cut to their first {self.report['sample']:,} rows.")
        if self.before:
            words.append("Differences are to the earlier report: ▲ more, ▼ less, = the same to four decimals; "
                         "✓ better, ✗ worse.")
            if self.before.get("sample") != self.report["sample"]:
                words.append("The earlier report used another sample of the backgrounds: don't compare figures over "
                             "them.")
        words.append("This page quotes the evaluation sets: keep it out of the repository and don't publish it.")
        return " ".join(words)

    def _headline(self):
        old = {name: value for name, value, _ in figures.headline(self.before)} if self.before else {}
        for name, value, better in figures.headline(self.report):
            yield [name, self._valued(value, old.get(name), better)]

    # Retrieval sets

    def _retrieval(self):
        yield Heading(2, "Ranking", "ranking")
        yield Paragraph(TEXTS["ranking"])
        columns = [("MAP@5", "map5"), ("recall@1", "recall1"), ("recall@5", "recall5"), ("recall@50", "recall50"),
                   ("MRR", "mrr")]
        yield Table(["set", "queries", "claims", *(title for title, _ in columns)],
                    [[s, self.value(("sets", s, "queries")), self.value(("sets", s, "claims")),
                      *(self.value(("sets", s, key), HIGHER) for _, key in columns)] for s in self.names])
        yield from self._deciding()
        yield from self._cuts()
        yield from self._curves()

    def _deciding(self):
        yield Heading(2, "Deciding", "deciding")
        yield Paragraph(TEXTS["deciding"])
        yield Table(["set", "labelled right", "labelled wrong", "no match", "right, suppressed", "ECE",
                     "ECE from 0.5 up"],
                    [[s, self.value(("sets", s, "applied"), HIGHER), self.value(("sets", s, "applied_wrong"), LOWER),
                      self.value(("sets", s, "unmatched"), LOWER), self._suppressed(s),
                      self.value(("sets", s, "ece"), LOWER), self.value(("sets", s, "ece_from_half"), LOWER)]
                     for s in self.names]
                    + [["all sets together", "", "", "", "", self.value(("pooled", "ece"), LOWER),
                        self.value(("pooled", "ece_from_half"), LOWER)]])
        rows = []
        for s in self.names:
            for b in sorted(self.report["sets"][s]["backgrounds"]):
                at = ("sets", s, "backgrounds", b)
                rows.append([s, b, self.value((*at, "items")), self.value((*at, "false_per_10k"), LOWER),
                             self.value((*at, "recall_at_1_in_1000"), HIGHER),
                             self.value((*at, "recall_at_1_in_10000"), HIGHER)])
        yield Table(["set", "background", "items", "false in 10,000", "recall at 1 in 1,000",
                     "recall at 1 in 10,000"], rows)

    def _suppressed(self, s):
        count = lambda report: sum((figures.value_at(report, ("sets", s, "suppressed_right")) or {}).values())
        before = count(self.before) if self.before and s in self.before.get("sets", {}) else None
        return self._valued(count(self.report), before, LOWER)

    def _cuts(self):
        yield Heading(2, "Recommended cuts", "cuts")
        yield Paragraph(TEXTS["cuts"])
        rows = []
        for name, at in [(s, ("sets", s)) for s in self.names] + [("all sets together", ("pooled",))]:
            row = [name, self.value((*at, "present", "cut")), self.value((*at, "present", "precision"), HIGHER),
                   self.value((*at, "present", "recall"), HIGHER)]
            for goal in ("precision_99", "false_1_in_10000"):
                row += [self.value((*at, "cuts", goal, "cut")), self.value((*at, "cuts", goal, "recall"), HIGHER)]
            rows.append(row)
        yield Table(["set", "lowest labelled score", "precision now", "recall now", "cut for precision 0.99",
                     "recall there", "cut for 1 in 10,000", "recall there"], rows)

    def _curves(self):
        yield Heading(2, "Curves", "curves")
        yield Paragraph(TEXTS["curves"])
        groups = [("all sets together", ("pooled",), self.pooled)] if len(self.measured) > 1 else []
        groups += [(m.name, ("sets", m.name), (m.tally, m.reliability)) for m in self.measured]
        for name, at, (tally, reliability) in groups:
            own = figures.value_at(self.report, at)
            yield Heading(3, name)
            yield Figures([charts.precision_recall("Precision and recall", tally.curve(), tally.curve(only_open=True),
                                                   own["present"]),
                           charts.reliability("Reliability", reliability.rows(), own["ece"])])
            yield self._points(at)
            yield self._bins(at)

    def _points(self, at):
        rows = []
        for cut in figures.value_at(self.report, (*at, "curve", "score")):
            row = [cut]
            for curve in ("score", "open"):
                point = (*at, "curve", curve, cut)
                row += [self.value((*point, "precision"), HIGHER), self.value((*point, "recall"), HIGHER),
                        self.value((*point, "false_per_10k"), LOWER)]
            rows.append(row)
        return Table(["cut", "precision", "recall", "false in 10,000", "precision, guarded", "recall, guarded",
                      "false in 10,000, guarded"], rows, fold="Points of the curves")

    def _bins(self, at):
        rows = []
        for b in figures.value_at(self.report, (*at, "bins")):
            rows.append([f"{b['from']:.1f} to {b['to']:.1f}", figures.number(b["count"]),
                         figures.number(b["mean_score"]), figures.number(b["share_right"])])
        return Table(["scores", "count", "mean score", "share right"], rows, fold="Bins of the diagram")

    # Stance

    def _stance(self):
        yield Heading(2, "Stance", "stance")
        yield Paragraph(TEXTS["stance"])
        rows = []
        for s in self.stance_names:
            for part in ("refuting", "asserting", "topics"):
                if part in self.report["stance"][s]:
                    at = ("stance", s, part)
                    rows.append([s, part, self.value((*at, "items")),
                                 self.value((*at, "labelled"), HIGHER if part == "asserting" else LOWER),
                                 self.value((*at, "suppressed"), LOWER if part == "asserting" else None)])
        yield Table(["set", "items", "count", "labelled", "suppressed"], rows)
        yield Paragraph("What became of the best match, and why:")
        yield Table(["set", "items", "outcome", "reason", "count"], list(self._outcomes()))
        yield Paragraph(TEXTS["stances"])
        yield Table(["set", "items", "matches", *STANCES], list(self._stances()))

    def _outcomes(self):
        for s in self.stance_names:
            for part in ("refuting", "asserting", "topics"):
                for row in figures.value_at(self.report, ("stance", s, part, "outcomes")) or ():
                    yield [s, part, row["outcome"], row["reason"] or "", self._outcome(s, part, row)]

    def _outcome(self, s, part, row):
        old = figures.value_at(self.before or {}, ("stance", s, part, "outcomes"))
        same = lambda other: (other["outcome"], other["reason"]) == (row["outcome"], row["reason"])
        before = None if old is None else next((o["count"] for o in old if same(o)), 0)
        return self._valued(row["count"], before, None)

    def _stances(self):
        places = [(s, part, ("stance", s, part, "stances")) for s in self.stance_names
                  for part in ("refuting", "asserting", "topics")]
        places += [(s, "queries", ("sets", s, "stances", "queries")) for s in self.names]
        places += [(s, b, ("sets", s, "backgrounds", b, "stances")) for s in self.names
                   for b in sorted(self.report["sets"][s]["backgrounds"])]
        for s, part, at in places:
            counts = figures.value_at(self.report, at)
            if counts is None or not sum(counts.values()):
                continue
            old = figures.value_at(self.before or {}, at)
            total, before = sum(counts.values()), sum(old.values()) if old else None
            yield [s, part, self._valued(total, before, None),
                   *(self._valued(counts[k] / total, old[k] / before if before else None, None) for k in STANCES)]

    # Errors

    def _errors(self):
        collectors = [m.collector for m in self.measured + self.stance_measured]
        yield Heading(2, "Errors", "errors")
        yield Paragraph(TEXTS["errors"].format(worst=self.worst))
        kinds = [k for k in findings.KINDS if any(c.groups(k) for c in collectors)]
        yield Table(["kind", "count", "sets"], list(self._counts(kinds)), prose=True)
        for kind in kinds:
            title, intro = findings.KINDS[kind]
            yield Errors(kind, title, intro, self._causes(kind), findings.worst_of(collectors, kind, self.worst))

    def _counted(self, report, kind):
        """Count by set and by cause."""
        by_set, by_cause = {}, {}
        for s, own in [*report.get("sets", {}).items(), *report.get("stance", {}).items()]:
            errors = own.get("errors", {}).get(kind)
            if errors:
                by_set[s] = errors["count"]
                for cause, count in errors["causes"].items():
                    by_cause[cause] = by_cause.get(cause, 0) + count
        return by_set, by_cause

    def _counts(self, kinds):
        for kind in kinds:
            by_set, _ = self._counted(self.report, kind)
            before = sum(self._counted(self.before, kind)[0].values()) if self.before else None
            yield [findings.KINDS[kind][0], self._valued(sum(by_set.values()), before, LOWER),
                   ", ".join(f"{s} {n:,}" for s, n in sorted(by_set.items(), key=lambda item: (-item[1], item[0])))]

    def _causes(self, kind):
        _, causes = self._counted(self.report, kind)
        old = self._counted(self.before, kind)[1] if self.before else {}
        for cause in set(old) - set(causes):
            causes[cause] = 0
        return [[cause, self._valued(n, old.get(cause, 0) if self.before else None, LOWER)]
                for cause, n in sorted(causes.items(), key=lambda item: (-item[1], item[0]))]
