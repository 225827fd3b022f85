from tasks.nlp.entities import canonical_names


def names(*surfaces: str, label: str = "PER") -> list[str]:
    pairs = [(surface, label) for surface in surfaces]
    canonical = canonical_names(pairs)
    return [canonical[pair] for pair in pairs]


def test_a_surname_means_the_one_person_whose_full_name_ends_in_it() -> None:
    assert names("Anna Berg", "Berg") == ["Anna Berg", "Anna Berg"]


def test_a_surname_of_two_people_stays_as_it_is() -> None:
    assert names("Anna Berg", "Otto Berg", "Berg") == ["Anna Berg", "Otto Berg", "Berg"]


def test_a_genitive_is_taken_off_where_the_name_without_it_is_there() -> None:
    assert names("Anna Kern", "Kerns") == ["Anna Kern", "Anna Kern"]
    assert names("Chinas", "China", label="LOC") == ["China", "China"]


def test_names_that_end_in_s_keep_it() -> None:
    assert names("Hans", "Heiko Maas", "Maas") == ["Hans", "Heiko Maas", "Heiko Maas"]


def test_titles_are_left_out() -> None:
    assert names("Dr. Anna Berg") == ["Anna Berg"]
