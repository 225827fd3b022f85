from annotated.chain_offsets import mended
from annotated.chains import GoldMention

TOKENS = "Die Ministerin kam . Sie sagte ab . Der Bürgermeister lobte sie . Er ging .".split(" ")  # noqa: SIM905
CHAINS = [
    [GoldMention(0, 2, "defnp"), GoldMention(4, 5, "pper"), GoldMention(11, 12, "pper")],
    [GoldMention(8, 10, "defnp"), GoldMention(13, 14, "pper")],
]


def test_offsets_that_fit_stay_as_they_are() -> None:
    assert mended(TOKENS, CHAINS) == CHAINS


def test_offsets_that_slipped_by_a_lost_token_are_moved_back() -> None:
    lost = 3  # the token that the text lacks
    slipped = [
        [GoldMention(m.first + (m.first >= lost), m.end + (m.end > lost), m.form) for m in chain]
        for chain in CHAINS
    ]
    assert mended(TOKENS, slipped) == CHAINS
