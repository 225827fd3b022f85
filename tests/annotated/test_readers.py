"""Each reader on a corpus of a few lines."""

import gzip
import json
from pathlib import Path

import pytest

from annotated import germeval, mobie, plays, speeches, uner
from annotated.formats import json_lines, word_rows
from annotated.quotations import WordQuotation

SPEECH = """{"id": "1", "sentences": [["Er", "sagt", ":"], ["Nein", "."]], "events": [
{"message": [[1, 0], [1, 1]], "source": [[0, 0]], "cue": [[0, 1]]}, {"message": []}]}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("entities", "quotes"):
        (tmp_path / name).mkdir()
    return tmp_path


def pack(path: Path, text: str) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def test_a_shorter_line_ends_a_sentence_and_a_comment_does_not(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.gz", "a\tO\n# b\tO\nc\tO\n\n\nd\tO\n")
    assert list(word_rows(path, 2)) == [[["a", "O"], ["c", "O"]], [["d", "O"]]]
    assert [len(rows) for rows in word_rows(path, 2, comment=None)] == [3, 1]


def test_a_line_of_json_is_a_row(tmp_path: Path) -> None:
    assert list(json_lines(pack(tmp_path / "a.gz", '{"a": 1}\n{"a": 2}\n'))) == [{"a": 1}, {"a": 2}]


def test_derived_and_partial_names_of_germeval_are_none(folder: Path) -> None:
    text = "#\tquelle\n1\tDuden\tB-OTH\tO\n2\tdeutsche\tB-LOCderiv\tO\n"
    pack(folder / "entities" / "germeval2014-test.tsv.gz", text)
    [sentence] = germeval.sentences(folder, held_back=False)
    assert (sentence.words, sentence.labels) == (("Duden", "deutsche"), ("B-MISC", "O"))


def test_a_word_of_mobie_may_be_a_hash_and_a_documents_head_is_none(folder: Path) -> None:
    text = "-DOCSTART- -1- O O\n\n#\tNN\tO\tO\nBonn\tNE\tO\tB-location-city\n\n"
    for part in ("train", "dev", "test"):
        pack(folder / "entities" / f"mobie-{part}.conll.gz", text if part == "dev" else "")
    [sentence] = mobie.sentences(folder)
    assert (sentence.words, sentence.labels) == (("#", "Bonn"), ("O", "B-LOC"))


def test_names_of_universal_ner_have_no_other_kind(folder: Path) -> None:
    text = "# sent_id = n1\n1\tIn\tO\t-\t-\n2\tBonn\tB-LOC\t-\tx\n\n"
    pack(folder / "entities" / "uner-de-pud.iob2.gz", text)
    [sentence] = uner.sentences(folder)
    assert (sentence.words, sentence.labels) == (("In", "Bonn"), ("O", "B-LOC"))


def test_a_play_is_read_in_stretches_with_the_chains_in_them(folder: Path) -> None:
    (folder / "coreference").mkdir()
    words = [["Er", "geht", "."] for _ in range(61)]
    row = {
        "tokens": [word for sentence in words for word in sentence],
        "sentences": [[3 * n, 3 * n + 3] for n in range(61)],
        "chains": [[[0, 1], [3, 4], [180, 181]], [[6, 7], [180, 181]]],
    }
    pack(folder / "coreference" / "gerdracor-coref.jsonl.gz", json.dumps(row) + "\n")
    first, second = plays.scenes(folder)
    assert (len(first.sentences), first.chains) == (60, (((0, 1), (3, 4)),))
    assert (second.sentences, second.chains) == ((("Er", "geht", "."),), ())


def test_what_is_said_in_a_speech_has_no_type(folder: Path) -> None:
    pack(folder / "quotes" / "speeches-train.jsonl.gz", SPEECH.replace("\n", "") + "\n")
    pack(folder / "quotes" / "speeches-dev.jsonl.gz", "")
    [speech] = speeches.speeches(folder)
    roles = {"addressee": (), "cue": ((1, 2),), "frame": (), "speaker": ((0, 1),)}
    assert speech.quotations == (WordQuotation(None, None, ((3, 5),), roles),)
