"""Renders a document as Markdown, with texts escaped so that they stay texts."""
import re

import marked
from document import Errors, Figures, Heading, Paragraph, Table, Value

# What could start markup, a link, a picture or a formula anywhere in a line.
_SPECIAL = re.compile(r"[\\`*\[\]<>&|~$]|(?<!\w)_|_(?!\w)|(?<!\w)@|@(?=[\w.-]+\.)|#(?=\d)|:(?=//)|(?<=www)\.",
                      re.IGNORECASE)


def text(value):
    """A text from outside on one line, with nothing in it that Markdown or HTML would act on."""
    return _SPECIAL.sub(lambda m: "\\" + m.group(0), marked.readable(value))


def render(parts):
    """The page."""
    return "\n\n".join(filter(None, (_RENDERERS[type(part)](part) for part in parts))) + "\n"


def _heading(part):
    return "#" * part.level + " " + text(part.text)


def _table(part):
    cells = lambda row: "| " + " | ".join(_cell(c) for c in row) + " |"
    words = [all(isinstance(row[k], str) for row in part.rows) for k in range(len(part.head))]
    rule = "|" + "|".join("---" if w else "--:" for w in words) + "|"
    return "\n".join([cells(part.head), rule, *map(cells, part.rows)])


def _cell(cell):
    if isinstance(cell, Value):
        return f"{cell.text} ({cell.change})" if cell.change else cell.text
    return text(cell)


def _errors(part):
    out = [f"### {part.title}", part.intro]
    if part.causes:
        out.append(_table(Table(["why", "count"], part.causes)))
    out.append("\n".join(_finding(number, f) for number, f in enumerate(part.findings, 1)))
    return "\n\n".join(out)


def _finding(number, f):
    score = ""
    if f.score is not None:
        named = (f.outcome, f.reason if f.reason != f.stance else None, f.stance)
        score = f"**{f.score:.4f}** {' · '.join(text(str(v)) for v in named if v)} — "
    shown = "".join(f"⟦{text(t)}⟧" if m else text(t)
                    for m, t in marked.shortened(marked.pieces(f.text or "", f.spans)))
    cues = ", ".join(f"{text(str(rule))} at “{text(cue)}”" for rule, cue in marked.cues(f))
    lines = [f"{number}. {score}{text(f.set)} · {text(f.id)} · {text(f.cause)}", f"   - Text: {shown}"]
    for c in f.claims:
        terms = "".join(f" · {text(str(k))} {v:.4g}" for k, v in c.terms.items())
        lines.append(f"   - {c.role}: {text(marked.clipped(c.text))} ({text(c.id)}{terms})")
    lines.append(f"   - {text(f.words)}" + (f" Cues: {cues}." if cues else ""))
    return "\n".join(lines)


_RENDERERS = {Heading: _heading, Paragraph: lambda part: part.text, Table: _table, Figures: lambda part: "",
              Errors: _errors}
