"""A page as a list of parts, written once and rendered twice: as HTML and as Markdown."""
import dataclasses


@dataclasses.dataclass
class Heading:
    level: int
    text: str
    anchor: str = ""


@dataclasses.dataclass
class Paragraph:
    text: str


@dataclasses.dataclass
class Value:
    """A figure in a table, with its difference from the earlier report where there is one."""

    text: str
    change: str = ""
    tone: str = ""


@dataclasses.dataclass
class Table:
    """`rows` hold strings and values. Columns of `prose` may wrap; with a `fold` title HTML shows it on demand."""

    head: list
    rows: list
    prose: bool = False
    fold: str = ""

    def __post_init__(self):
        self.rows = [list(row) for row in self.rows]


@dataclasses.dataclass
class Figures:
    """Drawings that stand side by side; Markdown leaves them out, for a table tells the same."""

    svgs: list


@dataclasses.dataclass
class Errors:
    """The worst errors of a kind, with a title and what they are."""

    anchor: str
    title: str
    intro: str
    causes: list
    findings: list
