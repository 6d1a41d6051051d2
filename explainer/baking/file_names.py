"""What the file of an address is called. Free of Django, which isn't there yet when the first page is served."""

from urllib.parse import unquote


def file_of_address(address: str) -> str:
    """The file of an address as pages and the outbox have it, percent-encoded: its name has the letters themselves.

    nginx and hosts of plain files decode an address before they look for its file.
    """
    return file_name(unquote(address))


def file_name(path: str) -> str:
    """The file of an address: `/notes/` is `notes/index.html`.

    Raises ValueError for a path that leaves the folder, and for a second spelling of an address, such as `//notes/`.
    """
    parts = path[1:].split("/")
    if (
        not path.startswith("/")
        or parts[-1] == "index.html"
        or "" in parts[:-1]
        or any(part in {".", ".."} or "\0" in part or "\\" in part for part in parts)
    ):
        raise ValueError(f"“{path}” is not an address that can be a file")
    return "/".join(parts) + ("index.html" if path.endswith("/") else "")
