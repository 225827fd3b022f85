import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotated import wikinews
from annotated.corpus.article import MEDIA, QUOTE_TYPES, Article, Entity
from annotated.corpus.check import text_hash
from annotated.corpus.counts import counts_table, nested
from annotated.corpus.file import parse_article
from annotated.corpus.interchange import from_row, to_row
from annotated.corpus.measure import Measured
from annotated.corpus.offsets import read_offsets, write_offsets
from annotated.corpus.splits import split_of
from annotated.wikinews import TYPES
from tests.annotated.corpus.sample import WRITTEN

ROOT = Path(__file__).parents[3]


@pytest.fixture
def article() -> Article:
    return parse_article("written-bruecke", WRITTEN)


def figures(one: Article, other: Article) -> dict[str, float]:
    measured = Measured()
    measured.add(one, other)
    return measured.figures()


def test_an_annotation_agrees_with_itself(article: Article) -> None:
    assert set(figures(article, article).values()) == {1.0}


def test_a_quotation_that_one_lacks_costs_what_was_found(article: Article) -> None:
    fewer = figures(article, replace(article, quotations=article.quotations[1:]))
    assert fewer["found: Direct"] == pytest.approx(2 / 3)
    assert fewer["speaker end to end: all"] == pytest.approx(4 / 5)
    assert fewer["speaker where found: all"] == 1
    assert fewer["joint"] < 1


def test_every_quotation_of_the_second_has_its_outcome(article: Article) -> None:
    first, second, *others = article.quotations
    changed = (replace(first, speakers=()), replace(second, type="Reported"), *others)
    measured = Measured()
    measured.add(
        replace(article, quotations=article.quotations[:-1]), replace(article, quotations=changed)
    )
    told = {one.number: (one.right, one.speaker) for one in measured.outcomes}
    assert told == {
        first.number: (True, False),
        second.number: (False, True),
        **{one.number: (True, True) for one in others[:-1]},
        others[-1].number: (False, None),
    }


def test_another_speaker_is_told(article: Article) -> None:
    measured = Measured()
    other = replace(article.quotations[1], speakers=("rat",))
    measured.add(article, replace(article, quotations=(article.quotations[0], other)))
    assert measured.figures()["in both: same speaker"] == 0.5
    assert any("['rike dahl'] or ['stadtrat altenweser']" in one for one in measured.differences)


def test_somebody_unnamed_is_right_where_nobody_is_named(article: Article) -> None:
    nobody = replace(article.quotations[4], speakers=())
    assert (
        figures(article, replace(article, quotations=(*article.quotations[:4], nobody)))[
            "in both: same speaker"
        ]
        == 1
    )


def test_what_is_held_not_to_have_been_said_is_measured_by_precision_and_recall(
    article: Article,
) -> None:
    doubted = replace(article.quotations[0], factuality="denied_saying")
    found = figures(article, replace(article, quotations=(doubted, *article.quotations[1:])))
    assert found["in both: held not said, rightly"] == 0.5
    assert found["in both: not said, held so"] == 1
    plain = replace(article.quotations[4], factuality="said")
    missed = figures(article, replace(article, quotations=(*article.quotations[:4], plain)))
    assert missed["in both: not said, held so"] == 0
    assert "in both: held not said, rightly" not in missed


def test_a_further_name_of_a_body_is_as_good_as_its_first(article: Article) -> None:
    quotations = (replace(article.quotations[0], speakers=("rat",)),)
    short = Entity("rat", "Rat", "ORG")
    other = replace(article, quotations=quotations, entities=(short, *article.entities[2:]))
    assert figures(replace(article, quotations=quotations), other)["in both: same speaker"] == 1


def test_words_that_are_not_the_article_are_counted_apart(article: Article) -> None:
    found = figures(article, replace(article, blocks=()))
    assert found["words: the article, kept"] == 1
    assert found["words: not the article, left out"] == 0


def test_other_texts_are_not_compared(article: Article) -> None:
    with pytest.raises(ValueError, match="texts of the two"):
        Measured().add(article, replace(article, text="anders"))


def test_rows_of_the_wikinews_corpus_go_there_and_back(article: Article) -> None:
    row = to_row(article)
    assert from_row(row) == article
    assert [one["nested"] for one in row["quotes"]] == [False, False, True, False, False]
    assert row["quotes"][4]["speakers"] == ["unnamed: Sprecher des Kreises"]
    tokens = [article.text[start:end] for start, end in row["tokens"][0]]
    assert tokens[:3] == ["Dahl", ":", "„"]


def test_offsets_hold_all_but_the_text(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "packed.jsonl"
    write_offsets(path, [article])
    assert "Brücke" not in path.read_text("utf-8")
    (back,) = read_offsets(path, {text_hash(article.text): article.text})
    assert replace(back, head=article.head) == article


def test_the_table_counts_what_there_is(article: Article) -> None:
    table = counts_table([article])
    assert "written" in table
    assert nested(article) == {3}
    for row in ("Direct", "announced", "nested", "unnamed speaker", "headline"):
        assert row in table


def test_a_split_hangs_on_the_name_alone() -> None:
    splits = [split_of(f"written-{number}") for number in range(2000)]
    assert splits == [split_of(f"written-{number}") for number in range(2000)]
    assert 0.11 < splits.count("test") / 2000 < 0.16
    assert 0.08 < splits.count("dev") / 2000 < 0.12


def test_chains_with_nothing_in_common_count_nothing(article: Article) -> None:
    moved = tuple(replace(one, end=one.end + 1) for one in article.mentions)
    assert figures(article, replace(article, mentions=moved))["chains: CoNLL"] == 0


def test_numbers_of_quotations_stay_where_some_are_missing(article: Article) -> None:
    gaps = replace(article, quotations=article.quotations[1:])
    assert from_row(to_row(gaps)) == gaps


def test_types_and_media_are_those_of_the_wikinews_corpus() -> None:
    assert set(QUOTE_TYPES) == set(TYPES.values())
    assert set(MEDIA) == set(wikinews.MEDIA.values())


@pytest.mark.parametrize(
    ("module", "arguments", "words"),
    [
        ("annotated.corpus.agreement", ["corpus"], "name two folders, or none"),
        ("annotated.corpus", ["blank"], "blank needs a path"),
    ],
)
def test_a_command_without_its_folders_says_so(
    module: str, arguments: list[str], words: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ended.returncode == 2
    assert words in ended.stderr
