"""The one list of what readers may come to see under an address of its own."""

from .article import Article
from .claim import Claim
from .note import Note
from .public_record import PublicRecord

PUBLIC_RECORDS: dict[str, type[PublicRecord]] = {record.type_name: record for record in (Article, Note, Claim)}
