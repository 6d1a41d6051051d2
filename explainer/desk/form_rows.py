"""The rows of a form (dates, sources) as a working copy takes them: all of them new with every save."""

import re

from django.http import QueryDict


def with_new_rows(sent: QueryDict) -> QueryDict:
    """A form's fields with every row as one that isn't stored yet, of whichever record the form is."""
    fields = sent.copy()
    for name in sent:
        if name.endswith("-INITIAL_FORMS"):
            fields[name] = "0"
        elif re.fullmatch(r"\w+-\d+-(id|article|note|claim)", name):
            fields[name] = ""
    return fields
