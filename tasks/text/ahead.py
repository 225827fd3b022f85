"""Articles dated ahead of the clock: a slip of the finger, or a paper delivered before its day.

Reading is pure, so the clock comes in after it, as an argument. An article dated after tomorrow is
taken for undated, as one whose date cannot be; its identifier, which is made of content and date,
is that of the undated article. When its day has come, the file is read again and the article is
dated: another identifier, in place of the one before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tasks.text.article import Article
from tasks.text.dates import WITHOUT_DATE
from tasks.text.restore import content_id

# In the remarks of this release, and in those of earlier ones, which kept the date.
_TO_COME = "still to come"


def as_of(article: Article, today: date) -> Article:
    """The article as it is taken on this day: undated, with a remark, where it is dated ahead.

    Tomorrow counts as come: clocks stand in different time zones.
    """
    if article.published_on is None or article.published_on <= today + timedelta(days=1):
        return article
    said = (
        f"{WITHOUT_DATE}, for {article.published_on} is {_TO_COME}; mend the date, or leave it: it "
        "counts when its day has come"
    )
    return replace(undated(article), remark=f"{article.remark}; {said}" if article.remark else said)


def undated(article: Article) -> Article:
    """The same article without a date, and with the identifier that it has then."""
    without = replace(article, published_on=None, published_at=None, date_precision="unknown")
    return replace(without, article_id=content_id(without))


def is_ahead(remark: str | None) -> bool:
    """Whether the remark says that the article was dated ahead when its file was read."""
    return remark is not None and _TO_COME in remark


def is_without_its_date(remark: str | None) -> bool:
    """Whether the remark says that the article was loaded without the date in its header."""
    return remark is not None and WITHOUT_DATE in remark
