"""The workload: claims, posts with planted copies of some, and the text that the peers are given."""
import dataclasses
import json
import pathlib
import random
import re
import unicodedata

BACKGROUND = "bg"  # the kind of posts that have nothing to do with any claim
SEED = 1


class PeersError(Exception):
    """Something that the user can put right; its text is all that is shown."""


@dataclasses.dataclass(frozen=True)
class Post:
    """A post; `truth` is the place of the claim planted in it, `kind` says how it was perturbed."""

    id: str
    text: str
    truth: int | None
    kind: str

    @property
    def planted(self):
        return self.truth is not None

    @property
    def background(self):
        """Unrelated to every claim. Posts that quote a few characters of one are neither this nor planted."""
        return self.truth is None and self.kind == BACKGROUND


@dataclasses.dataclass(frozen=True)
class Claim:
    id: str
    text: str


def rows(path):
    """The rows of a JSON Lines file with their places."""
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield f"{path}:{number}", json.loads(line)
                except ValueError as error:
                    raise PeersError(f"{path}:{number}: no JSON: {error}") from None
    except OSError as error:
        raise PeersError(f"{path}: can't be read: {error.strerror} (--workload)") from None


def field(row, name, place):
    if not isinstance(row, dict) or name not in row:
        raise PeersError(f"{place}: has no {name!r}")
    return row[name]


class Workload:
    """A folder with data/corpus_SIZE.jsonl of `id`, `text` and data/queries.jsonl of `id`, `text`, `truth`, `kind`.

    `truth` is the id of the planted claim or null. The corpora are nested: every planted claim is in the smallest.
    """

    def __init__(self, folder):
        self.data = pathlib.Path(folder) / "data"
        if not self.data.is_dir():
            raise PeersError(f"{folder}: has no folder data (--workload)")

    def require(self, sizes):
        """Fails early when a corpus is missing."""
        for size in sizes:
            if not self._corpus(size).is_file():
                there = sorted(p.stem.removeprefix("corpus_") for p in self.data.glob("corpus_*.jsonl"))
                raise PeersError(f"{self._corpus(size)}: no such corpus (--sizes); "
                                 f"there is {', '.join(there) or 'none'}")

    def claims(self, size):
        return [Claim(str(field(row, "id", place)), field(row, "text", place))
                for place, row in rows(self._corpus(size))]

    def posts(self, claims, limit=0):
        """The posts in the order in which they are run, at most `limit`; every beginning has each kind's share."""
        places = {claim.id: place for place, claim in enumerate(claims)}
        posts = []
        for place, row in rows(self.data / "queries.jsonl"):
            truth = field(row, "truth", place)
            if truth is not None and str(truth) not in places:
                raise PeersError(f"{place}: its claim {truth} isn't in the corpus")
            posts.append(Post(str(field(row, "id", place)), field(row, "text", place),
                              None if truth is None else places[str(truth)], field(row, "kind", place)))
        if not posts:
            raise PeersError(f"{self.data / 'queries.jsonl'}: is empty")
        return spread(posts)[:limit or None]

    def _corpus(self, size):
        return self.data / f"corpus_{size}.jsonl"


def spread(posts, seed=SEED):
    """The posts in an order of which every stretch from the start has each kind's share, to within one post of it."""
    kinds = {}
    for post in posts:
        kinds.setdefault(post.kind, []).append(post)
    draw = random.Random(seed)
    placed = []
    for rank, (_, members) in enumerate(sorted(kinds.items())):
        draw.shuffle(members)
        offset = (rank + 0.5) / len(kinds)
        placed += [((k + offset) / len(members), rank, post) for k, post in enumerate(members)]
    placed.sort(key=lambda p: p[:2])
    return [post for _, _, post in placed]


_DROPPED = re.compile(r"[\W_]+")


def normalized(text):
    """What the peers are given: NFKC, lower case, blanks and marks dropped."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())


def normalizer(fold_script):
    """`normalized`, and if so wished traditional Chinese folded to simplified by OpenCC."""
    if not fold_script:
        return normalized
    try:
        import opencc
    except ImportError:
        raise PeersError("--fold-script needs OpenCC: pip install -r Benchmarks/peers/requirements.txt") from None
    simplified = opencc.OpenCC("t2s").convert
    return lambda text: normalized(simplified(unicodedata.normalize("NFKC", text)))


def grams(text, n=3):
    """The distinct character n-grams of a text; the text itself when it is shorter."""
    return {text[i:i + n] for i in range(len(text) - n + 1)} or {text}
