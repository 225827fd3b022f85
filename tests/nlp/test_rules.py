"""Each rule of an ordered tuple fires on a document made by hand, and without it nothing else does.

No weights are read here. A tuple is found by what it is, so that none can be forgotten.
"""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from types import ModuleType

import pytest

import tasks.nlp
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.vocabulary import EVIDENCE
from tasks.nlp.quotations.explanations import explanations
from tasks.nlp.speakers.choice import SOURCES
from tests.nlp.documents import quotation_rules, speaker_rules

EXAMPLES = {**quotation_rules.EXAMPLES, **speaker_rules.EXAMPLES}


def tuples() -> Iterator[tuple[ModuleType, str]]:
    """Module and name of each tuple of rules."""
    for found in pkgutil.walk_packages(tasks.nlp.__path__, "tasks.nlp."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, tuple) and value and all(isinstance(one, Rule) for one in value):
                yield module, name


TUPLES = list(tuples())
RULES = [(module, name, rule) for module, name in TUPLES for rule in getattr(module, name)]


def test_every_rule_has_a_name_of_its_own_and_an_example() -> None:
    names = Counter(rule.name for _, _, rule in RULES)
    assert max(names.values()) == 1, names
    assert set(names) == set(EXAMPLES)


def test_every_rule_says_what_it_does_in_a_line() -> None:
    for _, _, rule in RULES:
        assert 10 < len(rule.says) <= 90 and "\n" not in rule.says, rule.name


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_answers_its_question(rule: str) -> None:
    question, answer = EXAMPLES[rule]
    assert question() == answer


@pytest.mark.parametrize(("module", "name", "rule"), RULES, ids=[each[2].name for each in RULES])
def test_without_a_rule_its_question_has_another_answer(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, rule: Rule[object]
) -> None:
    question, answer = EXAMPLES[rule.name]
    others = tuple(one for one in getattr(module, name) if one is not rule)
    monkeypatch.setattr(module, name, others)
    assert question() != answer


def test_what_a_speaker_was_found_by_is_one_of_the_declared_evidences() -> None:
    assert (*(source.name for source in SOURCES), "weighed") == EVIDENCE


def test_every_rule_about_quotations_is_explained() -> None:
    known = {rule.name for module, _, rule in RULES if ".quotations." in module.__name__}
    assert set(explanations()) == known
