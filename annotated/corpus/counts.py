"""How much of what the corpus holds, as a table for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotated.corpus.article import Article, Quotation
from annotated.corpus.splits import split_of


def nested(article: Article) -> frozenset[int]:
    """Numbers of the quotations that lie within another."""
    return frozenset(
        one.number
        for one in article.quotations
        for other in article.quotations
        if one is not other and _inside(one, other)
    )


def _inside(one: Quotation, other: Quotation) -> bool:
    length = [sum(end - start for start, end in each.quote) for each in (one, other)]
    return length[0] < length[1] and all(
        any(first <= start and end <= last for first, last in other.quote)
        for start, end in one.quote
    )


def counts_table(articles: Iterable[Article]) -> str:
    """Articles, words and quotations by source and genre; then quotations and mentions by kind."""
    rows: dict[tuple[str, str], Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {
        title: Counter()
        for title in ("type", "medium", "factuality", "what", "form", "label", "block", "split")
    }
    for article in articles:
        place = (article.source, article.head.get("genre", ""))
        row = rows.setdefault(place, Counter())
        row["articles"] += 1
        row["words"] += len(article.text.split())
        row["quotations"] += len(article.quotations)
        row["mentions"] += len(article.mentions)
        _count_kinds(article, kinds)
    columns = ("articles", "words", "quotations", "mentions")
    every: list[tuple[str, ...]] = [("source", "genre", *columns)]
    every += [
        (*place, *(f"{row[key]:,}" for key in columns)) for place, row in sorted(rows.items())
    ]
    total: Counter[str] = sum(rows.values(), Counter())
    every.append(("all", "", *(f"{total[key]:,}" for key in columns)))
    lines = [_aligned(row, every) for row in every]
    for title, counted in kinds.items():
        lines += ["", title]
        lines += [f"  {kind:24}{number:8,}" for kind, number in counted.most_common()]
    return "\n".join(lines)


def _count_kinds(article: Article, kinds: dict[str, Counter[str]]) -> None:
    inner = nested(article)
    unnamed = {entity.key for entity in article.entities if not entity.named}
    kinds["split"][split_of(article.name)] += 1
    for quotation in article.quotations:
        kinds["type"][quotation.type] += 1
        kinds["medium"][quotation.medium] += 1
        kinds["factuality"][quotation.factuality] += 1
        kinds["what"]["nested"] += quotation.number in inner
        kinds["what"]["several speakers"] += len(quotation.speakers) > 1
        kinds["what"]["unnamed speaker"] += bool(unnamed.intersection(quotation.speakers))
        kinds["what"]["nobody"] += not quotation.speakers
        kinds["what"]["with addressee"] += bool(quotation.addressee)
        kinds["what"]["interview answer"] += any(
            block.kind == "interview_answer"
            and block.start <= quotation.quote[0][0] < block.end
            and quotation.number not in inner
            for block in article.blocks
        )
    for mention in article.mentions:
        kinds["form"][mention.form] += 1
    for entity in article.entities:
        kinds["label"][entity.label if entity.named else f"{entity.label}, unnamed"] += 1
    for block in article.blocks:
        kinds["block"][block.kind] += 1


def _aligned(row: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(each[column]) for each in rows) for column in range(len(row))]
    return "  ".join(
        cell.ljust(width) if column < 2 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ).rstrip()
