"""Precision-recall curves and reliability diagrams as SVG, coloured by the page's style."""
from html import escape

WIDTH, HEIGHT, LEFT, TOP, SIDE = 360, 320, 44, 30, 240


def x_at(share):
    return LEFT + SIDE * 1.22 * share


def y_at(share):
    return TOP + SIDE * (1 - share)


def _frame(title, across, up, body, note):
    """A square of 0 to 1 with ticks, axis names and a title."""
    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title + ". " + note)}">',
             f'<text class="title" x="{LEFT}" y="16">{escape(title)}</text>']
    for k in range(6):
        share = k / 5
        parts.append(f'<path class="grid" d="M{x_at(share):.1f} {y_at(0):.1f}V{y_at(1):.1f}"/>'
                     f'<path class="grid" d="M{x_at(0):.1f} {y_at(share):.1f}H{x_at(1):.1f}"/>'
                     f'<text class="tick" x="{x_at(share):.1f}" y="{y_at(0) + 15:.1f}" text-anchor="middle">{share:.1f}'
                     f'</text><text class="tick" x="{LEFT - 6}" y="{y_at(share) + 4:.1f}" text-anchor="end">{share:.1f}'
                     "</text>")
    parts.append(f'<text class="axis" x="{x_at(0.5):.1f}" y="{y_at(0) + 33:.1f}" text-anchor="middle">{escape(across)}'
                 f'</text><text class="axis" transform="translate(11 {y_at(0.5):.1f}) rotate(-90)" '
                 f'text-anchor="middle">{escape(up)}</text>')
    return "".join(parts + body + ["</svg>"])


def _path(points):
    """A line through points, thinned to what a drawing can show."""
    steps, last = [], None
    for x, y in points:
        at = f"{x:.1f} {y:.1f}"
        if at != last:
            steps.append(at)
            last = at
    return "M" + "L".join(steps) if steps else ""


def precision_recall(title, score, only_open, present):
    """The curve by the score alone, the one of what would be labelled, and the point where the policy stands."""
    body = []
    for curve, name in ((score, "line"), (only_open, "line second")):
        points = []
        right = None
        for point in curve:
            if point["right"] != right and point["right"]:
                points.append((x_at(point["recall"]), y_at(point["precision"])))
                right = point["right"]
        body.append(f'<path class="{name}" d="{_path(points)}"/>')
    note = "No label is given."
    if present["precision"] is not None:
        note = f"Present policy: precision {present['precision']:.3f}, recall {present['recall']:.3f}."
        body.append(f'<circle class="present" cx="{x_at(present["recall"]):.1f}" '
                    f'cy="{y_at(present["precision"]):.1f}" r="4.5"/>')
    return _frame(title, "recall", "precision", body, note)


def reliability(title, bins, ece):
    """Share right against mean score, bin by bin, with the bins' counts; on the diagonal scores are honest."""
    body = [f'<path class="diagonal" d="M{x_at(0):.1f} {y_at(0):.1f}L{x_at(1):.1f} {y_at(1):.1f}"/>']
    for b in bins:
        if not b["count"]:
            continue
        left, width = x_at(b["from"]) + 1.5, x_at(0.1) - x_at(0) - 3
        top = y_at(b["share_right"])
        body.append(f'<rect class="bar" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{y_at(0) - top:.1f}"/>'
                    f'<circle class="mean" cx="{x_at(b["mean_score"]):.1f}" cy="{y_at(b["share_right"]):.1f}" r="3"/>'
                    f'<text class="count" x="{left + width / 2:.1f}" y="{max(top - 9, TOP - 2):.1f}" '
                    f'text-anchor="middle">{_short(b["count"])}</text>')
    return _frame(f"{title}, ECE {ece:.4f}", "mean score of the bin", "share right", body, "Ten bins.")


def _short(count):
    if count >= 10000:
        return f"{count / 1000:.0f}k"
    return f"{count / 1000:.1f}k" if count >= 1000 else str(count)
