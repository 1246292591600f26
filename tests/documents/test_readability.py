from casereview.documents import readability


def test_short_words_and_sentences_are_easy_and_long_ones_are_not():
    easy = readability.measure(["The cat sat on the mat. It was a good day. He went out to play."])
    hard = readability.measure(
        ["Multidisciplinary organisational accountability necessitates comprehensive interdepartmental communication."]
    )
    assert easy.in_words == "easy to read"
    assert hard.in_words == "very hard to read"
    assert easy.ease > 90 > 0 > hard.ease


def test_the_ease_is_flesch_s():
    """206.835 − 1.015 × words a sentence − 84.6 × syllables a word: nine words, two sentences, ten syllables."""
    measured = readability.measure(["The dog ran home. The happy dog ran fast."])
    assert (measured.words, measured.sentences) == (9, 2)
    assert measured.ease == round(206.835 - 1.015 * 9 / 2 - 84.6 * 10 / 9, 1)


def test_sentences_longer_than_25_words_are_listed_with_their_pages():
    long = " ".join(["word"] * 26) + "."
    measured = readability.measure(["Short.", f"Short again. {long} End."])
    (found,) = measured.long
    assert (found.page, found.words) == (2, 26)
    assert "Short again. " + long == f"Short again. {long} End."[: found.end]
    assert measured.share_long == 1 / 4


def test_a_title_with_a_point_ends_no_sentence():
    assert len(readability.sentences("Dr. Shah saw Mrs. Lee on the ward, e.g. on Monday. Then she left.")) == 2


def test_the_lines_of_a_list_are_sentences_of_their_own():
    assert len(readability.sentences("The board should:\n• see the child\n• hear the child\n• act")) == 4


def test_an_empty_report_is_measured_as_empty():
    assert readability.measure(["", "  "]).words == 0
    assert readability.measure([]).share_long == 0
