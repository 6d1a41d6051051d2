"""Tables as Markdown can hold them: a cell in every row and column, each on one line."""

from bs4 import BeautifulSoup
from bs4.element import Tag

MOST_COLUMNS = 60
MOST_SPAN = 1000  # rows, as HTML has it at most 65534
BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")


def even_out(soup: BeautifulSoup) -> None:
    """Change the tables: a cell over several rows or columns stands in the first, and empty ones in the others."""
    for table in soup.find_all("table"):
        if table.find_parent("table") is not None:
            _flatten(soup, table)
    for table in soup.find_all("table"):
        _fill_spans(soup, table)
        if len(cells := table.find_all(["td", "th"])) == 1:
            _unwrap(soup, table, cells[0])
            continue
        _even_rows(soup, table)
        for cell in table.find_all(["td", "th"]):
            _put_on_one_line(soup, cell)


def _fill_spans(soup: BeautifulSoup, table: Tag) -> None:
    covered: dict[int, int] = {}  # column -> rows below that a cell above reaches into
    for row in _own(table, "tr"):
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while covered.get(column, 0) > 0 and column < MOST_COLUMNS:
                cell.insert_before(soup.new_tag("td"))
                covered[column] -= 1
                column += 1
            width, height = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", MOST_SPAN)
            for _place in range(width - 1):
                cell.insert_after(soup.new_tag(cell.name))
            for place in range(width):
                covered[column + place] = height - 1
            column += width
        for place in range(column, MOST_COLUMNS):
            if covered.get(place, 0) > 0:
                row.append(soup.new_tag("td"))
                covered[place] -= 1


def _flatten(soup: BeautifulSoup, table: Tag) -> None:
    """A table in a cell becomes lines of it, one for each row."""
    for row in table.find_all("tr"):
        line = soup.new_tag("p")
        words = [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["td", "th"])]
        line.string = ", ".join(word for word in words if word)
        if line.string:
            table.insert_before(line)
    table.decompose()


def _unwrap(soup: BeautifulSoup, table: Tag, cell: Tag) -> None:
    """A table of one cell is a box around its words."""
    cell.name = "div"
    caption = soup.new_tag("p")
    caption.string = " ".join(str(words) for words in table.find_all(string=True, recursive=False)).strip()
    if caption.string:
        table.insert_before(caption)
    table.replace_with(cell.extract())


def _even_rows(soup: BeautifulSoup, table: Tag) -> None:
    """As many cells in the first row as in the longest: renderers of Markdown drop what is beyond its columns."""
    rows = _own(table, "tr")
    sizes = [len(row.find_all(["td", "th"], recursive=False)) for row in rows]
    for _missing in range(min(MOST_COLUMNS, max(sizes, default=0)) - sizes[0] if sizes else 0):
        rows[0].append(soup.new_tag("th"))


def _own(table: Tag, name: str) -> list[Tag]:
    return [element for element in table.find_all(name) if element.find_parent("table") is table]


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.attrs.pop(name, "1")).strip()
    return max(1, min(most, int(value))) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _put_on_one_line(soup: BeautifulSoup, cell: Tag) -> None:
    """Paragraphs and items in a cell become lines parted by semicolons' kin: a blank and a slash."""
    if cell.find("table"):
        return
    pieces = cell.find_all([*BLOCKS, "li", "br"])
    for element in pieces:
        if element.name != "br" and element.find([*BLOCKS, "li"]):
            continue
        text_after = any(getattr(later, "strip", lambda: "")() for later in _following_words(element, cell))
        if element.name == "br":
            element.replace_with(" / " if text_after and _has_words_before(element, cell) else " ")
        elif text_after:
            element.append(" / " if element.name in {"p", "li", "div"} else " ")
    for element in cell.find_all([*BLOCKS, "ul", "ol", "li"]):
        element.unwrap()


def _following_words(element: Tag, cell: Tag) -> list[str]:
    words = []
    for later in element.next_elements:
        if cell not in getattr(later, "parents", []):
            break
        if isinstance(later, str) and element not in later.parents and later.strip():
            words.append(str(later))
            break
    return words


def _has_words_before(element: Tag, cell: Tag) -> bool:
    return any(
        isinstance(earlier, str) and earlier.strip() and cell in earlier.parents
        for earlier in element.previous_siblings
    )
