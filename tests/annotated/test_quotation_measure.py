import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated.quotation_measure import MeasuredQuote, QuotationScore, assign, tokens_of


def quote(tokens: str, **parts: str) -> MeasuredQuote:
    numbers = {name: frozenset(map(int, value.split())) for name, value in parts.items()}
    return MeasuredQuote("Direct", "Speech", frozenset(map(int, tokens.split())), **numbers)


def figures(gold: list[MeasuredQuote], predicted: list[MeasuredQuote]) -> dict[str, float]:
    score = QuotationScore()
    score.add(gold, predicted)
    return score.figures()


def test_a_perfect_prediction_scores_one() -> None:
    quotes = [quote("1 2 3", speaker="5", cue="4", frame="4 5"), quote("8 9")]
    found = figures(quotes, quotes)
    assert found["message_f1"] == found["roles_f1"] == found["joint_f1"] == 1.0
    assert found["type_f1"] == found["medium_f1"] == 1.0


def test_a_missed_quote_costs_recall_and_no_precision() -> None:
    found = figures([quote("1 2"), quote("5 6")], [quote("1 2")])
    assert (found["message_precision"], found["message_recall"]) == (1.0, 0.5)


def test_an_invented_quote_costs_precision_and_no_recall() -> None:
    found = figures([quote("1 2")], [quote("1 2"), quote("5 6", speaker="7")])
    assert (found["message_precision"], found["message_recall"]) == (0.5, 1.0)
    assert found["roles_precision"] == 0.0


def test_joint_averages_over_parts_not_over_groups() -> None:
    gold = [quote("1 2", speaker="4", cue="3")]
    found = figures(gold, [quote("1 2", speaker="4", cue="9")])
    assert found["joint_precision"] == pytest.approx(2 / 3)
    assert found["roles_precision"] == pytest.approx(1 / 2)


def test_the_assignment_is_the_best_as_a_whole_not_the_first_that_fits() -> None:
    gold = [quote("1 2 3 4"), quote("3 4")]
    predicted = [quote("3 4"), quote("1 2 3")]
    pairs = assign(gold, predicted)
    assert (gold[0], predicted[1]) in pairs
    assert (gold[1], predicted[0]) in pairs


def test_among_equal_overlaps_the_equal_type_is_chosen() -> None:
    other = MeasuredQuote("Indirect", "Speech", frozenset({1, 2}))
    assert assign([other], [quote("1 2"), other])[0] == (other, other)


def test_a_span_takes_every_token_it_overlaps() -> None:
    starts, ends = [0, 4, 9], [3, 8, 12]
    assert tokens_of([(2, 9)], starts, ends) == {0, 1}
    assert tokens_of([(3, 4)], starts, ends) == frozenset()
    assert tokens_of([(0, 1), (10, 11)], starts, ends) == {0, 2}


numbers = st.frozensets(st.integers(0, 12), max_size=6)
quotes = st.lists(
    st.builds(MeasuredQuote, st.just("Direct"), st.just("Speech"), numbers, cue=numbers),
    max_size=5,
)


@given(quotes, quotes)
def test_every_quote_stands_in_one_pair_and_figures_lie_between_zero_and_one(
    gold: list[MeasuredQuote], predicted: list[MeasuredQuote]
) -> None:
    assert len(assign(gold, predicted)) == max(len(gold), len(predicted))
    assert all(0.0 <= value <= 1.0 for value in figures(gold, predicted).values())
