"""What stands above a text between two lines of dashes: YAML, of which only plain values are read.

Site generators write a title, an author and a date there. YAML can do far more: a few hundred bytes of aliases that
name each other unfold to gigabytes (the "billion laughs"), and nesting is as deep as its writer likes. So this goes
through the parser's events, one after the other, and makes nothing of what is neither a value nor a list of values.
"""

from collections.abc import Iterable

import yaml

LONGEST = 20_000  # code points; a page of its own, where a few lines are usual
MOST_BRACKETS = 100  # the parser takes the longer for each the deeper it stands: seconds for some thousands


def read_front_matter(text: str) -> dict[str, str] | None:
    """Its plain values by their names in small letters; a list of values is one, joined by commas. None if it is none.

    Anchors and aliases make it none; so does anything that is no YAML. What is nested deeper is left out.
    """
    if len(text) > LONGEST or text.count("[") + text.count("{") > MOST_BRACKETS:
        return None
    try:
        return _values(yaml.parse(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _values(events: Iterable[yaml.Event]) -> dict[str, str] | None:
    depth, name, values, found = 0, "", list[str](), dict[str, str]()
    for event in events:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return None
        if isinstance(event, yaml.CollectionStartEvent):
            if not depth and not isinstance(event, yaml.MappingStartEvent):
                return None
            depth += 1
            values = [] if depth == 2 else values
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if depth == 1:
                found[name], name = ", ".join(values), ""
        elif isinstance(event, yaml.ScalarEvent) and depth == 2:
            values.append(event.value)
        elif isinstance(event, yaml.ScalarEvent) and depth == 1 and not name:
            name = event.value.lower()
        elif isinstance(event, yaml.ScalarEvent) and depth == 1:
            found[name], name = event.value, ""
    return found or None
