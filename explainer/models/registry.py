"""The one list of what readers may come to see under an address of its own."""

from .article import Article
from .claim import Claim
from .note import Note

Record = Article | Note | Claim

PUBLIC_RECORDS: dict[str, type[Article] | type[Note] | type[Claim]] = {
    model.type_name: model for model in (Article, Note, Claim)
}
