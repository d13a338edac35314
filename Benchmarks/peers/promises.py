"""What the project promises of its speed and recall, checked as ratios within one run."""
import dataclasses

from table import significant

KEPT, BROKEN, NO_FIGURE, NOT_ASKED = "kept", "**no**", "**no figure**", "not in this run"
LEAST_COPIES = 30  # of a perturbation, for its recall to be told


class Missing(Exception):
    """There is no figure though there should be one."""


class NotAsked(Exception):
    """The options left out what the figure needs."""


@dataclasses.dataclass(frozen=True)
class Check:
    text: str
    figure: str
    status: str

    @property
    def failed(self):
        return self.status in (BROKEN, NO_FIGURE)


@dataclasses.dataclass(frozen=True)
class Promise:
    """`figure` takes the run and gives (value, what to add to it in words)."""

    text: str
    figure: object
    least: float = None
    most: float = None
    unit: str = ""

    def check(self, run):
        try:
            value, words = self.figure(run)
        except NotAsked as reason:
            return Check(self.text, str(reason), NOT_ASKED)
        except Missing as reason:
            return Check(self.text, str(reason), NO_FIGURE)
        kept = (self.least is None or value >= self.least) and (self.most is None or value <= self.most)
        shown = f"{value:.3f}" if value < 10 else significant(value)
        return Check(self.text, f"{shown}{self.unit}{words}", KEPT if kept else BROKEN)


def engine(run, size, name):
    """The figures of an engine at a size."""
    if size not in run["sizes"]:
        raise NotAsked(f"size {size} wasn't run")
    result = run["sizes"][size]
    if name in result["engines"]:
        return result["engines"][name]
    if name != "errata" and name not in run["peers"]:
        raise NotAsked(f"{name} wasn't run")
    raise Missing(f"{name} at {size}: {result['failed'].get(name) or result['skipped'].get(name)}")


def faster_than(peer, size):
    def figure(run):
        ratio = engine(run, size, peer)["ratio"]
        if not ratio:
            raise Missing(f"errata at {size}: {run['sizes'][size]['failed'].get('errata')}")
        return ratio["median"], f" ({significant(ratio['min'])} to {significant(ratio['max'])})"
    return figure


def slower_between(small, large):
    speed = lambda run, size: engine(run, size, "errata")["speed"]["median"]
    return lambda run: (speed(run, small) / speed(run, large), "")


def sizes_of(run):
    return {size: engine(run, size, "errata") for size in run["sizes"]}


def two_cores(run):
    """The least ratio of all sizes."""
    if run["machine"]["cores"] < 2:
        raise NotAsked("the machine has one core")
    return min((e["two_cores"]["ratio"], f" at {size}") for size, e in sizes_of(run).items())


def recall(size):
    def figure(run):
        score = engine(run, size, "errata")["score"]
        if not score["measurable"] or score["recall"] is None:
            raise Missing(f"{score['background']} background posts and {score['planted']} planted ones are too few")
        return score["recall"], f" of {score['planted']:,} copies"
    return figure


def worst_perturbation(run):
    """The least recall of any perturbation at any size."""
    found = []
    for size, e in sizes_of(run).items():
        recall(size)(run)
        for kind, k in e["score"]["kinds"].items():
            if k["posts"] < LEAST_COPIES:
                raise Missing(f"{kind} at {size}: {k['posts']} copies are too few")
            found.append((k["recall"], f" for {kind} at {size}"))
    return min(found)


PROMISES = (
    Promise("at 1m at least 500 × as fast as tantivy re-ranked by rapidfuzz", faster_than("tantivy-rapidfuzz", "1m"),
            least=500, unit=" ×"),
    Promise("at 1m at least 5 × as fast as rensa", faster_than("rensa", "1m"), least=5, unit=" ×"),
    Promise("from 10k to 1m at most 2 × slower", slower_between("10k", "1m"), most=2, unit=" ×"),
    Promise("two cores at least 1.8 × as fast as one", two_cores, least=1.8, unit=" ×"),
    Promise("recall of at least 0.95 at 10k", recall("10k"), least=0.95),
    Promise("recall of at least 0.90 at 1m", recall("1m"), least=0.90),
    Promise("no perturbation below a recall of 0.60", worst_perturbation, least=0.60),
)


def check_all(run, promises=PROMISES):
    return [promise.check(run) for promise in promises]
