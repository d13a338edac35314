"""The peers: what a user would pick in Errata's place, with the package that each needs."""
import dataclasses
import importlib.metadata
import importlib.util
import pathlib

REQUIREMENTS = pathlib.Path(__file__).with_name("requirements.txt")
INSTALL = "pip install -r Benchmarks/peers/requirements.txt"


@dataclasses.dataclass(frozen=True)
class Peer:
    name: str
    module: str
    packages: tuple
    what: str
    sizes: tuple = ()  # where it is run; empty for everywhere

    def missing(self):
        """The packages that aren't installed."""
        return [p for p in self.packages if importlib.util.find_spec(p) is None]

    def reason_to_skip(self, size):
        """Why it isn't run; None when it is."""
        if self.sizes and size not in self.sizes:
            return f"run at {', '.join(self.sizes)} only"
        missing = self.missing()
        return f"needs {', '.join(missing)}: {INSTALL}" if missing else None


PEERS = (
    Peer("hyperscan", "engines.hyperscan_literals", ("hyperscan",), "exact literals of all claims in one database"),
    Peer("rensa", "engines.rensa_lsh", ("rensa",), "MinHash LSH of 3-grams, 32 bands of 4, Jaccard re-check"),
    Peer("datasketch", "engines.datasketch_lsh", ("datasketch",),
         "MinHash LSH of 3-grams at Jaccard 0.5, Jaccard re-check"),
    Peer("tantivy-containment", "engines.tantivy_containment", ("tantivy",),
         "BM25 over character pairs, the best ten re-ranked by containment of the claim"),
    Peer("tantivy-rapidfuzz", "engines.tantivy_rapidfuzz", ("tantivy", "rapidfuzz"),
         "the same, the best ten re-ranked by partial_ratio"),
    Peer("fts5", "engines.fts5_trigram", (),
         "SQLite FTS5 with trigrams, the best ten re-ranked by containment of the claim"),
    Peer("rapidfuzz", "engines.rapidfuzz_linear", ("rapidfuzz",), "partial_ratio with every claim", ("10k",)),
)
BY_NAME = {peer.name: peer for peer in PEERS}


def chosen(names):
    """The peers of the names given on the command line: `all`, `none`, or some."""
    if "none" in names:
        return []
    return list(PEERS) if "all" in names else [p for p in PEERS if p.name in names]


def pinned_versions(path=REQUIREMENTS):
    """Package and version of each requirement."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return dict(line.split("==", 1) for line in lines if "==" in line)


def installed_versions(peers):
    """The version of each package that the peers need and that is installed."""
    versions = {}
    for package in sorted({p for peer in peers for p in peer.packages if p not in peer.missing()}):
        versions[package] = importlib.metadata.version(package)
    return versions


def other_than_pinned(versions, pinned):
    """What to say of packages whose version isn't the pinned one."""
    return [f"{package} {version} is installed, {pinned[package]} is pinned"
            for package, version in versions.items() if pinned.get(package, version) != version]
