"""Texts with their matched spans, cut to what is worth reading. The texts are hostile: nothing here trusts them."""

CONTEXT, LONGEST, PLAIN = 60, 700, 320


def pieces(text, spans):
    """[(matched, text)] of a text by byte spans; spans that overlap or lie outside are put right."""
    data = text.encode("utf-8", "surrogatepass")
    out, at = [], 0
    for span in sorted(tuple(s) for s in spans):
        start, end = max(at, span[0]), min(len(data), span[1])
        if start >= end:
            continue
        out += [(False, data[at:start]), (True, data[start:end])]
        at = end
    out.append((False, data[at:]))
    return [(m, readable(b.decode("utf-8", "replace"))) for m, b in out if b]


def shortened(parts):
    """Keeps matched parts and some text around them, and not more than one can read."""
    if not any(matched for matched, _ in parts):
        whole = "".join(text for _, text in parts)
        return [(False, clipped(whole, PLAIN))]
    out, left = [], LONGEST
    for k, (matched, text) in enumerate(parts):
        if not matched:
            head = "" if k == 0 else text[:CONTEXT]
            tail = "" if k == len(parts) - 1 else text[-CONTEXT:]
            if len(text) > len(head) + len(tail) + 20:
                text = f"{head} […] {tail}" if head and tail else head + " […]" if head else "[…] " + tail
        if len(text) > left:
            out.append((matched, text[:left] + " […]"))
            break
        out.append((matched, text))
        left -= len(text)
    return out


def clipped(text, longest=PLAIN):
    """The beginning of a text."""
    return text if len(text) <= longest else text[:longest] + " […]"


def readable(text):
    """Shows control characters, lone surrogates and marks of direction as symbols, so that they do nothing."""
    return "".join(_shown(c) for c in text)


def _shown(c):
    code = ord(c)
    if c in "\n\t\r":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x200E, 0x200F, 0x2028, 0x2029):
        return f"‹U+{code:04X}›"
    return c


def cues(finding):
    """[(rule, words)]: what in the text decided the stance."""
    data = (finding.text or "").encode("utf-8", "surrogatepass")
    return [(cue.get("rule"), clipped(readable(data[cue["span"][0]:cue["span"][1]].decode("utf-8", "replace")), 60))
            for cue in finding.cues]
