"""The few figures to look at first, and how figures differ from an earlier report's."""
import json

from evaluation import ReportError

FORMAT = 1
HIGHER, LOWER = "higher", "lower"


def load(path):
    """Reads a `report.json`."""
    try:
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
    except OSError as error:
        raise ReportError(f"{path}: can't be read: {error.strerror}") from None
    except ValueError as error:
        raise ReportError(f"{path}: no JSON: {error}") from None
    if not isinstance(report, dict) or report.get("format") != FORMAT:
        raise ReportError(f"{path}: isn't a report.json of format {FORMAT}")
    return report


def value_at(report, path):
    """The figure at a path of keys; None when the report has none there."""
    for key in path:
        if not isinstance(report, dict) or key not in report:
            return None
        report = report[key]
    return report


def _worst(report, group, path, choose):
    """The worst figure over the sets of a group."""
    figures = [v for s in report.get(group, {}).values() if (v := value_at(s, path)) is not None]
    return choose(figures) if figures else None


def _false_labels(figures):
    """The most false labels in 10,000 items of one background."""
    return max((b["false_per_10k"] for b in figures.get("backgrounds", {}).values()), default=None)


def headline(report):
    """Rows of (name, value, which way is better)."""
    sets = report.get("sets", {})
    variants = sets.get("cofacts2017_variants_zhtw", {})
    recall = lambda name, background, rate: value_at(sets, (name, "backgrounds", background, f"recall_at_1_in_{rate}"))
    false = [f for s in sets.values() if (f := _false_labels(s)) is not None]
    out = [(f"MAP@5, {name}", sets[name]["map5"], HIGHER) for name in sorted(sets)]
    out += [
        ("cofacts2017_variants_zhtw, labelled right", variants.get("applied"), HIGHER),
        ("cofacts2017_variants_zhtw, labelled with the wrong claim", variants.get("applied_wrong"), LOWER),
        ("cofacts2017_variants_zhtw, false labels in 10,000, worst background", _false_labels(variants), LOWER),
        ("checkthat_en, recall at 1 false in 1,000 of tweets_en", recall("checkthat_en", "tweets_en", 1000), HIGHER),
        ("jiaozhen_title2abstract_zh, recall at 1 false in 10,000 of hotsearch_zh",
         recall("jiaozhen_title2abstract_zh", "hotsearch_zh", 10000), HIGHER),
        ("false labels in 10,000, worst set and background", max(false, default=None), LOWER),
        ("debunks labelled, worst set", _worst(report, "stance", ("refuting", "labelled"), max), LOWER),
        ("copies labelled, worst set", _worst(report, "stance", ("asserting", "labelled"), min), HIGHER),
        ("topics about rumors labelled, worst set", _worst(report, "stance", ("topics", "labelled"), max), LOWER),
        ("calibration error (ECE), worst set", _worst(report, "sets", ("ece",), max), LOWER),
    ]
    return out


def number(value):
    """Four decimals, as the scores have; a dash for a figure that is missing."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:.4f}"


def change(value, before, better):
    """(text, "better" | "worse" | "") of a difference. The arrow tells the direction, ✓ or ✗ whether it is good."""
    if value is None or before is None:
        return ("", "") if value is before else ("new" if before is None else "gone", "")
    difference = value - before
    if abs(difference) < 0.00005:
        return "=", ""
    arrow = "▲" if difference > 0 else "▼"
    text = f"{arrow} {difference:+,}" if isinstance(difference, int) else f"{arrow} {difference:+.4f}"
    if better not in (HIGHER, LOWER):
        return text, ""
    good = (difference > 0) == (better == HIGHER)
    return f"{text} {'✓' if good else '✗'}", "better" if good else "worse"
