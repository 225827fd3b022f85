from tasks.nlp.speakers.confidence import confidence_of


def test_a_person_is_a_surer_speaker_than_a_body() -> None:
    person, body = (
        confidence_of("frame", quotation=0.9, mention=1.0, thing=thing) for thing in (False, True)
    )
    assert 0 < body < person < 1
