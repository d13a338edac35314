"""How a body of JSON Lines is sent, for schemathesis: it knows no generator for them, so lines are any text."""

import schemathesis


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def json_lines(context, value):
    """Text as it is; whatever else the generator makes up, as text."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else str(value).encode()
