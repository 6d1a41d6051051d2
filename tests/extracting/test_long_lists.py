"""Long lists of a page are read in time that grows with their length, not with its square."""

import pytest
from bs4 import Tag

from explainer.extracting.markdown import to_markdown


@pytest.mark.parametrize("count", [100, 1000])
def test_each_item_of_a_numbered_list_is_looked_at_a_few_times(monkeypatch, count):
    asked = []
    read = Tag.get_text
    monkeypatch.setattr(Tag, "get_text", lambda tag, *args, **named: asked.append(tag) or read(tag, *args, **named))
    html = f'<ol start="7">{"<li>One of the rules.</li>" * count}<li> </li><li>The last.</li></ol>'
    assert to_markdown(html).splitlines()[-1] == f"{7 + count}. The last."
    assert len(asked) <= 3 * count
