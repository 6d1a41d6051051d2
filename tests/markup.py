"""Reads HTML strictly, for tests: whether its tags balance, what elements it has, what it says."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "meta", "link", "input", "wbr"}


class Malformed(AssertionError):
    """The HTML has tags that don't nest, or a link inside a link."""


class Element:
    def __init__(self, tag, attrs):
        self.tag, self.attrs, self.text, self.inside = tag, attrs, "", []

    def is_a(self, tag, attrs):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return self.tag == tag and all(self.attrs.get(name) == value for name, value in wanted.items())

    def all(self, tag, **attrs):
        """The elements inside this one, as `Reader.all` finds them."""
        return [element for element in self.inside if element.is_a(tag, attrs)]

    def one(self, tag, **attrs):
        found = self.all(tag, **attrs)
        assert len(found) == 1, found
        return found[0]

    def __repr__(self):
        return f"<{self.tag} {self.attrs} {self.text!r}>"


class Reader(HTMLParser):
    """Reads a text of HTML. `elements` are in document order, each with its attributes and the text inside it."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.stack, self.text = [], [], ""
        self.feed(html)
        self.close()
        if self.stack:
            raise Malformed(f"never closed: {self.stack}")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise Malformed(f"an attribute twice on {tag}: {names}")
        if tag == "a" and any(element.tag == "a" for element in self.stack):
            raise Malformed("a link inside a link")
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        for outer in self.stack:
            outer.inside.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.stack or self.stack[-1].tag != tag:
            raise Malformed(f"</{tag}> closes {self.stack[-1:]}")
        self.stack.pop()

    def handle_data(self, data):
        self.text += data
        for element in self.stack:
            element.text += data

    def all(self, tag, **attrs):
        """The elements of that tag with those attributes (`class_` for class, `_` for `-`)."""
        return [element for element in self.elements if element.is_a(tag, attrs)]

    def one(self, tag, **attrs):
        found = self.all(tag, **attrs)
        assert len(found) == 1, found
        return found[0]

    def ids(self):
        return [element.attrs["id"] for element in self.elements if "id" in element.attrs]


def read(response_or_html):
    """A `Reader` for a text of HTML or a response of the test client."""
    content = getattr(response_or_html, "content", response_or_html)
    return Reader(content.decode() if isinstance(content, bytes) else content)
