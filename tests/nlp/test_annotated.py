"""The rules' version is raised with every change of what the samples' annotation says."""

import pytest
from spacy.language import Language

from tasks.nlp.rules_version import RULES_VERSION
from tests.nlp.annotation_lines import FOLDER, files


def test_the_samples_are_annotated_as_is_written_down_for_this_version(nlp: Language) -> None:
    found = dict(files(nlp))
    assert set(found) == set(FOLDER.glob("*.txt"))
    read_otherwise = 0
    for path, text in found.items():
        said, now = path.read_text("utf-8").splitlines(), text.splitlines()
        assert said[0] == f"rules {RULES_VERSION}", "run python -m tests.nlp.annotation_lines"
        if said[1] != now[1]:
            read_otherwise += 1
            continue
        changed = sorted(set(said) ^ set(now))
        assert said == now, (
            f"{path.name}: raise RULES_VERSION ({len(changed)} lines: {changed[:4]})"
        )
    if read_otherwise == len(found):
        pytest.skip("this processor reads otherwise, which says nothing of the rules")
