"""Renders a document as one HTML file that asks nothing of the network and runs no script."""
import html

import marked
from document import Errors, Figures, Heading, Paragraph, Table, Value

STYLE = """
:root{--paper:#fbfaf7;--ink:#22252b;--soft:#666c78;--rule:#d9d6cf;--card:#fff;--line:#1f5fbf;--second:#b3541e;
--mark:#ffe08a;--good:#1b7a3d;--bad:#b3261e;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--paper:#16181d;--ink:#e6e4df;--soft:#9aa1ad;--rule:#363a43;--card:#1e2128;
--line:#7db0ff;--second:#f0a060;--mark:#66541a;--good:#71d08f;--bad:#ff8f85}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1rem 1.25rem 4rem;max-width:72rem;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC",sans-serif}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.3rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--rule)}
h3{font-size:1.05rem;margin:1.75rem 0 .25rem}
p{max-width:46rem;margin:.5rem 0}
a{color:var(--line)}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:1rem 0}
code{font:.9em ui-monospace,Menlo,Consolas,monospace}
.wide{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;font-size:.875rem}
th,td{padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--rule);text-align:right;vertical-align:top}
th{font-weight:600;vertical-align:bottom;color:var(--soft)}
td{font-variant-numeric:tabular-nums;white-space:nowrap}
td.words,th.words{text-align:left}
td.prose{white-space:normal;min-width:13rem}
.change{display:block;font-size:.75rem;color:var(--soft)}
.better{color:var(--good)}.worse{color:var(--bad)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem;max-width:52rem}
svg{width:100%;height:auto;max-width:26rem;fill:var(--ink);font-family:inherit}
svg .title{font-size:13px;font-weight:600}
svg .tick,svg .count{font-size:10.5px;fill:var(--soft)}
svg .axis{font-size:11.5px}
svg .grid{stroke:var(--rule);stroke-width:1}
svg .line{fill:none;stroke:var(--line);stroke-width:2}
svg .second{stroke:var(--second);stroke-dasharray:6 3}
svg .present{fill:var(--second);stroke:var(--paper);stroke-width:1.5}
svg .diagonal{stroke:var(--soft);stroke-dasharray:3 3}
svg .bar{fill:var(--line);opacity:.35}
svg .mean{fill:var(--second)}
details{margin:.75rem 0;border:1px solid var(--rule);border-radius:.5rem;padding:0 1rem}
summary{cursor:pointer;padding:.65rem 0;font-weight:600}
details[open]{padding-bottom:1rem}
details.fold{border:0;padding:0;margin:.25rem 0}
.fold summary{font-weight:400;font-size:.875rem;color:var(--soft);padding:.25rem 0}
ol{list-style:none;margin:0;padding:0}
li{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.6rem .9rem;margin:.6rem 0;
overflow-wrap:anywhere;font-size:.93rem}
li p{max-width:none;margin:.3rem 0}
.facts,.terms{color:var(--soft);font-size:.8rem}
.facts b{color:var(--ink);font-size:.93rem}
.text{border-left:3px solid var(--rule);padding-left:.75rem}
.role{color:var(--soft);font-size:.8rem}
mark{background:var(--mark);color:inherit;border-radius:2px}
bdi{unicode-bidi:isolate}
@media(max-width:34rem){body{padding:.75rem .9rem 3rem}
td.words:first-child{white-space:normal;min-width:7rem}
td.words:first-child:not(:nth-last-child(2)){max-width:9rem}}
"""

# No script, no font, no picture, no request: should a text ever get through the escaping, it can do nothing.
HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


def escape(value):
    """Any text as HTML that is only text."""
    return html.escape(marked.readable(value))


def text(value):
    """A text from outside, escaped and with its direction kept to itself."""
    return f"<bdi>{escape(value)}</bdi>"


def render(parts):
    """The page."""
    parts = list(parts)
    title = next((p.text for p in parts if isinstance(p, Heading) and p.level == 1), "")
    body = []
    for part in parts:
        body.append(_RENDERERS[type(part)](part))
        if isinstance(part, Heading) and part.level == 1:
            links = [(p.anchor, p.text) for p in parts if isinstance(p, Heading) and p.level == 2]
            body.append("<nav>" + "".join(f'<a href="#{escape(a)}">{escape(t)}</a>' for a, t in links) + "</nav>")
    return HEAD.format(title=escape(title), style=STYLE) + "\n".join(body) + "\n</body>\n</html>\n"


def _heading(part):
    anchor = f' id="{escape(part.anchor)}"' if part.anchor else ""
    return f"<h{part.level}{anchor}>{escape(part.text)}</h{part.level}>"


def _paragraph(part):
    pieces = part.text.split("`")
    return "<p>" + "".join(f"<code>{escape(p)}</code>" if k % 2 else escape(p) for k, p in enumerate(pieces)) + "</p>"


def _table(part):
    words = [all(isinstance(row[k], str) and not row[k][:1].isdigit() for row in part.rows)
             for k in range(len(part.head))]
    head = "".join(f'<th{_column(words[k])} scope="col">{escape(h)}</th>' for k, h in enumerate(part.head))
    body = "".join("<tr>" + "".join(_cell(c, words[k], part.prose) for k, c in enumerate(row)) + "</tr>"
                   for row in part.rows)
    table = f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    return f'<details class="fold"><summary>{escape(part.fold)}</summary>{table}</details>' if part.fold else table


def _column(words, prose=False):
    return f' class="words{" prose" if prose else ""}"' if words else ""


def _cell(cell, words, prose):
    if isinstance(cell, Value):
        tone = f" {cell.tone}" if cell.tone else ""
        change = f'<span class="change{tone}">{escape(cell.change)}</span>' if cell.change else ""
        return f"<td>{escape(cell.text)}{change}</td>"
    # Names of sets are long: they may break after an underscore.
    return f"<td{_column(words, prose)}>{escape(cell).replace('_', '_<wbr>')}</td>"


def _figures(part):
    return '<div class="figures">' + "".join(f"<div>{svg}</div>" for svg in part.svgs) + "</div>"


def _errors(part):
    items = "".join(_finding(f) for f in part.findings)
    causes = _table(Table(["why", "count"], part.causes, prose=True)) if part.causes else ""
    return (f'<details id="{escape(part.anchor)}"><summary>{escape(part.title)}</summary><p>{escape(part.intro)}</p>'
            f"{causes}<ol>{items}</ol></details>")


def _finding(f):
    facts = " · ".join([escape(f.set), text(f.id), escape(f.cause)])
    score = ""
    if f.score is not None:
        score = f"<b>{f.score:.4f}</b> " + " · ".join(
            escape(str(v)) for v in (f.outcome, f.reason if f.reason != f.stance else None, f.stance) if v) + " — "
    shown = "".join(f"<mark>{escape(t)}</mark>" if m else escape(t)
                    for m, t in marked.shortened(marked.pieces(f.text or "", f.spans)))
    claims = "".join(f'<p class="claim"><span class="role">{escape(c.role)}</span> {text(marked.clipped(c.text))} '
                     f'<span class="role">{text(c.id)}{_terms(c.terms)}</span></p>' for c in f.claims)
    return (f'<li><p class="facts">{score}{facts}</p><p class="text"><bdi>{shown}</bdi></p>{claims}'
            f'<p class="why">{escape(f.words)}{_cues(f)}</p></li>')


def _terms(terms):
    return "".join(f" · {escape(str(k))} {v:.4g}" for k, v in terms.items())


def _cues(f):
    cues = [f"{escape(str(rule))} at “{text(cue)}”" for rule, cue in marked.cues(f)]
    return f" Cues: {', '.join(cues)}." if cues else ""


_RENDERERS = {Heading: _heading, Paragraph: _paragraph, Table: _table, Figures: _figures, Errors: _errors}
