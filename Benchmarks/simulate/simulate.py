#!/usr/bin/env python3
"""Simulate a rumor, its debunk, and what labels, pins and reach do; draw the picture and the table of Reach.md.

usage: simulate.py [--people N] [--seeds N] [--hours N] [--write] [--check]
  --people  people in the network (default 20000)
  --seeds   runs of each policy, each with another network and draw (default 8)
  --hours   simulated hours (default 168)
  --write   write Sources/Errata/Errata.docc/Resources/reach.svg and the table in Reach.md; else print the table
  --check   end with 1 unless the policies do what the documentation claims

Policies: no action; label only (a label and half of the reposts); label with weight (also ranked lower); all (also pins
on searches, and the debunk recommended to those who saw the rumor, by the rules of ReachPolicy's defaults). Only the
standard library is used; the same arguments give the same bytes. Parameters and their sources: PARAMETERS below.
"""
import argparse, math, pathlib, random, statistics, sys

# name: (value, why)
PARAMETERS = {
    "followers": (30.0, "mean number of followers; heavy-tailed (preferential attachment, Barabasi and Albert 1999)"),
    "repost": (0.03, "chance that somebody who sees the rumor reposts it; chosen so that an unhindered cascade reaches "
                      "a tenth to a half of the people"),
    "repost_cut": (0.53, "share of reposts that a label takes away: 46 % to 61 % after a note, the middle (Slaughter et al. "
                         "2025, Community Notes reduce engagement with and diffusion of false information online; Chuai "
                         "et al. 2024, Community-based fact-checking reduces the spread of misleading posts)"),
    "label_hour": (6.0, "hours until the review is out and the label attached; chosen"),
    "weight": (0.26, "ranking weight of a labelled rumor under the shipped policy (README: 0.2601)"),
    "seen_again": (0.08, "chance that a repost in the feed is shown to a follower each hour while it is fresh; chosen"),
    "fresh_hours": (24, "hours for which a post is shown; chosen"),
    "search": (0.004, "chance an hour that somebody who saw the rumor in the last two days searches for it; chosen"),
    "pin_found": (0.6, "share of such searches whose debunk is pinned: the aim of the pins, at 1 in 10,000 false ones"),
    "organic": (0.0006, "chance an hour that somebody who saw the rumor meets the debunk by themselves; chosen"),
    "visit": (0.12, "chance that a person looks at the feed in an hour, about three times a day; chosen"),
    "noticed": (0.7, "chance that a recommended debunk that is shown is noticed; chosen"),
    "opened": (0.15, "chance that a debunk that is noticed is opened; chosen"),
}
P = {name: value for name, (value, _) in PARAMETERS.items()}
# The defaults of ReachPolicy.
STABLE_HOURS, PER_CLAIM, PAUSE_HOURS, HOLDOUT = 1, 2, 24, 0.05
POLICIES = ["no action", "label only", "label with weight", "all, with pins and reach"]
COLORS = ["#767680", "#a35200", "#0b4a8f", "#1a6b3c"]


def network(people, rng):
    """Followers of each person: new people follow those whom others follow."""
    followers, ends = [[] for _ in range(people)], [0]
    each = int(P["followers"])
    for new in range(1, people):
        for followed in {ends[rng.randrange(len(ends))] if rng.random() < 0.7 else rng.randrange(new)
                         for _ in range(min(each, new))}:
            followers[followed].append(new)
            ends += [followed, new]
    return followers


class Run:
    def __init__(self, followers, policy, hours, rng):
        self.followers, self.policy, self.hours, self.rng = followers, policy, hours, rng
        people = len(followers)
        self.seen = [None] * people          # hour in which the rumor was seen first
        self.reached = [None] * people       # hour in which the debunk was noticed after it
        self.opened = [False] * people
        self.shown = [[] for _ in range(people)]
        self.held = [rng.random() < HOLDOUT for _ in range(people)]
        # It begins with ten accounts among the twentieth of people with most followers.
        known = sorted(range(people), key=lambda p: (-len(followers[p]), p))[:max(10, people // 20)]
        self.posts = [(p, 0) for p in rng.sample(known, 10)]
        self.exposures = 0
        self.curve, self.reach_curve = [], []

    def go(self):
        for hour in range(self.hours):
            self.spread(hour)
            self.people(hour)
            self.curve.append(self.exposures)
            self.reach_curve.append(sum(r is not None for r in self.reached))
        return self

    def spread(self, hour):
        labelled = self.policy != "no action" and hour >= P["label_hour"]
        weight = P["weight"] if labelled and self.policy != "label only" else 1.0
        repost = P["repost"] * (1 - P["repost_cut"] if labelled else 1.0)
        rng, fresh = self.rng, []
        for author, at in self.posts:
            age = hour - at
            if age >= P["fresh_hours"]:
                continue
            fresh.append((author, at))
            chance = P["seen_again"] * math.exp(-age / 8) * weight
            followers = self.followers[author]
            # As many as see it in this hour, drawn at once.
            for _ in range(binomial(len(followers), chance, rng)):
                reader = followers[rng.randrange(len(followers))]
                self.exposures += 1
                if self.seen[reader] is None:
                    self.seen[reader] = hour
                if rng.random() < repost and self.reached[reader] is None:
                    fresh.append((reader, hour))
        self.posts = fresh

    def people(self, hour):
        if hour < P["label_hour"]:
            return
        rng, everything = self.rng, self.policy.startswith("all")
        for person, seen in enumerate(self.seen):
            if seen is None or self.reached[person] is not None:
                continue
            if rng.random() < P["organic"]:
                self.reach(person, hour)
            elif hour - seen < 48 and rng.random() < P["search"]:
                if everything and rng.random() < P["pin_found"]:
                    self.reach(person, hour)
            elif everything and not self.held[person] and hour >= P["label_hour"] + STABLE_HOURS:
                self.recommend(person, hour)

    def recommend(self, person, hour):
        shown = self.shown[person]
        if len(shown) >= PER_CLAIM or (shown and hour - shown[-1] < PAUSE_HOURS) or self.opened[person]:
            return
        if self.rng.random() >= P["visit"]:
            return
        shown.append(hour)
        if self.rng.random() < P["noticed"]:
            self.reach(person, hour)

    def reach(self, person, hour):
        self.reached[person] = hour
        self.opened[person] = self.rng.random() < P["opened"]

    def figures(self):
        exposed = [p for p, s in enumerate(self.seen) if s is not None]
        reached = [p for p in exposed if self.reached[p] is not None]
        share = lambda held: (sum(self.held[p] == held for p in reached)
                              / max(1, sum(self.held[p] == held for p in exposed)))
        waits = [self.reached[p] - self.seen[p] for p in reached]
        return dict(exposures=self.exposures, exposed=len(exposed), reached=len(reached) / max(1, len(exposed)),
                    hours=statistics.median(waits) if waits else float("nan"),
                    lift=share(False) - share(True), shown=max((len(s) for s in self.shown), default=0),
                    held=sum(len(s) for p, s in enumerate(self.shown) if self.held[p]))


def binomial(n, p, rng):
    """How many of n happen, each with chance p: by the gaps between them."""
    if p <= 0 or n == 0:
        return 0
    count, place, log = 0, -1, math.log(1 - p)
    while True:
        place += 1 + int(math.log(1 - rng.random()) / log)
        if place >= n:
            return count
        count += 1


def simulate(people, seeds, hours):
    runs = {policy: [] for policy in POLICIES}
    for seed in range(seeds):
        followers = network(people, random.Random(seed))
        for policy in POLICIES:
            # The same draws begin each policy's run, so that what differs is the policy.
            runs[policy].append(Run(followers, policy, hours, random.Random(1000 + seed)).go())
    return runs


def mean(values):
    return statistics.fmean(values)


def table(runs):
    lines = ["| policy | showings of the rumor | people who saw it | of them reached by the debunk | median wait | "
             "more reached than in the holdout |", "|---|---|---|---|---|---|"]
    for policy in POLICIES:
        f = [r.figures() for r in runs[policy]]
        spread = lambda key: f"{mean([x[key] for x in f]):,.0f} ({min(x[key] for x in f):,.0f} to {max(x[key] for x in f):,.0f})"
        wait = [x["hours"] for x in f if x["hours"] == x["hours"]]
        lift = f"{100 * mean([x['lift'] for x in f]):.0f} points" if policy.startswith("all") else "-"
        lines.append(f"| {policy} | {spread('exposures')} | {spread('exposed')} | {100 * mean([x['reached'] for x in f]):.0f} % | "
                     f"{mean(wait) if wait else 0:.0f} h | {lift} |")
    return "\n".join(lines)


def path(values, left, top, width, height, most, hours):
    points = [f"{left + width * k / (hours - 1):.1f},{top + height * (1 - v / most):.1f}" for k, v in enumerate(values)]
    return "M" + " L".join(points[::2] + points[-1:])


def picture(runs, hours):
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 380" role="img" aria-labelledby="t d" '
           'font-family="system-ui,sans-serif" font-size="12">',
           '<title id="t">What labels, weights, pins and reach do to a simulated rumor</title>',
           '<desc id="d">Left: showings of the rumor over a week, fewest with all measures. Right: people whom the debunk '
           'reached, most with all measures.</desc><rect width="760" height="380" fill="#fff"/>']
    for left, title, curve in ((60, "showings of the rumor", "curve"), (430, "people reached by the debunk", "reach_curve")):
        curves = [[mean([getattr(r, curve)[h] for r in runs[p]]) for h in range(hours)] for p in POLICIES]
        most = max(max(c) for c in curves) or 1
        out.append(f'<text x="{left}" y="28" font-size="14" font-weight="bold">{title}</text>')
        out.append(f'<path d="M{left},50 V290 H{left + 300}" fill="none" stroke="#444"/>')
        out.append(f'<text x="{left - 6}" y="56" text-anchor="end">{most:,.0f}</text>')
        out.append(f'<text x="{left - 6}" y="292" text-anchor="end">0</text>')
        for day in range(0, hours // 24 + 1, 2):
            out.append(f'<text x="{left + 300 * day * 24 / hours:.1f}" y="308" text-anchor="middle">{day} d</text>')
        for color, values in zip(COLORS, curves):
            out.append(f'<path d="{path(values, left, 50, 300, 240, most, hours)}" fill="none" stroke="{color}" stroke-width="2"/>')
    for k, (policy, color) in enumerate(zip(POLICIES, COLORS)):
        x = 60 + k * 170
        out.append(f'<rect x="{x}" y="340" width="14" height="4" fill="{color}"/><text x="{x + 20}" y="346">{policy}</text>')
    return "\n".join(out) + "\n</svg>\n"


def claims(runs):
    """What the documentation claims of the defaults; the ones that don't hold."""
    f = {p: [r.figures() for r in runs[p]] for p in POLICIES}
    value = lambda p, key: mean([x[key] for x in f[p]])
    none, label, weight, all_ = POLICIES
    return [text for text, holds in [
        ("a label alone takes showings away", value(label, "exposures") < value(none, "exposures")),
        ("the weight takes more away", value(weight, "exposures") < value(label, "exposures")),
        ("pins and reach bring the debunk to at least twice as many of the exposed",
         value(all_, "reached") > 2 * value(weight, "reached")),
        ("nobody is shown the debunk oftener than the cap", max(x["shown"] for x in f[all_]) <= PER_CLAIM),
        ("nobody in the holdout is recommended it", sum(x["held"] for x in f[all_]) == 0),
        ("the holdout shows the difference", value(all_, "lift") > 0.2),
    ] if not holds]


def write(runs, hours, arguments):
    root = pathlib.Path(__file__).resolve().parents[2] / "Sources/Errata/Errata.docc"
    (root / "Resources").mkdir(exist_ok=True)
    (root / "Resources/reach.svg").write_text(picture(runs, hours), encoding="utf-8")
    page = root / "Reach.md"
    text = page.read_text(encoding="utf-8")
    begin, end = "<!-- simulated: written by Benchmarks/simulate/simulate.py --write -->\n", "<!-- end of simulated -->"
    head, rest = text.split(begin)
    parameters = "\n".join(f"| `{n}` | {v:g} | {why} |" for n, (v, why) in PARAMETERS.items())
    body = (f"{table(runs)}\n\nMeans over {arguments.seeds} networks of {arguments.people:,} people, {hours} hours; the "
            f"least and the most in brackets.\n\n| parameter | value | why |\n|---|---|---|\n{parameters}\n")
    page.write_text(head + begin + body + end + rest.split(end)[1], encoding="utf-8")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--people", type=int, default=20000)
    a.add_argument("--seeds", type=int, default=8)
    a.add_argument("--hours", type=int, default=168)
    a.add_argument("--write", action="store_true")
    a.add_argument("--check", action="store_true")
    o = a.parse_args()
    runs = simulate(o.people, o.seeds, o.hours)
    if o.write:
        write(runs, o.hours, o)
    else:
        print(table(runs))
    if o.check:
        failed = claims(runs)
        for text in failed:
            print("doesn't hold:", text, file=sys.stderr)
        sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
