import gzip
from pathlib import Path

import pytest

from annotated.folder import shared_folder
from annotated.germeval import sentences
from annotated.splits import held_back, identifier
from annotated.treebanks import read_treebank

TREE = """# sent_id = x1
# text = Er geht zum Haus.
1\tEr\ter\tPRON\tPPER\tCase=Nom|Number=Sing\t2\tnsubj\t_\t_
2\tgeht\tgehen\tVERB\tVVFIN\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_
3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
3\tzu\tzu\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\tCase=Dat|Gender=Neut|Number=Sing\t5\tdet\t_\t_
5\tHaus\tHaus\tNOUN\tNN\tCase=Dat\t2\tobl\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "syntax").mkdir()
    for name in ("ud-gsd-dev", "ud-pud"):
        with gzip.open(tmp_path / "syntax" / f"{name}.conllu.gz", "wt", encoding="utf-8") as file:
            file.write(TREE)
    return tmp_path


def test_a_contracted_preposition_is_one_word(folder: Path) -> None:
    [sentence] = read_treebank(folder, "ud-gsd-dev")
    assert [word.form for word in sentence] == ["Er", "geht", "zum", "Haus", "."]
    zum = sentence[2]
    assert (zum.pos, zum.tag) == ("ADP", "APPRART")
    assert zum.features == {"Case": "Dat", "Gender": "Neut", "Number": "Sing"}
    assert [word.head for word in sentence] == [1, -1, 3, 1, 1]
    assert [word.space_after for word in sentence] == [True, True, True, False, True]


def test_what_a_treebank_does_not_annotate_is_unknown(folder: Path) -> None:
    [pud] = read_treebank(folder, "ud-pud")
    assert pud[1].tag is None
    assert pud[1].features == {"Mood": "Ind"}
    assert pud[1].unknown == {"VerbForm"}


def test_held_back_sentences_are_not_trained_on() -> None:
    try:
        corpora = shared_folder()
    except FileNotFoundError:
        pytest.skip("the corpora are not here")
    kept, trained = sentences(corpora, held_back=True), sentences(corpora, held_back=False)
    assert (len(kept), len(trained)) == (1500, 3600)
    assert {identifier(s.words) for s in kept} == held_back("germeval2014-test")
    assert not {s.words for s in kept} & {s.words for s in trained}
