"""The quick names are those that the full reading gives."""

from pathlib import Path

import pytest

from core.errors import TrialFileError
from core.names import TrialHead, read_diagnosis_names, read_heads
from core.reading import read_trials
from core.vocabulary import Condition, read_vocabulary

HOUSE = Path(__file__).parents[2]
VOCABULARY = HOUSE / "resources" / "vocabulary"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_diagnosis_is_called_as_in_the_vocabulary(language):
    vocabulary = read_vocabulary(VOCABULARY)
    keys = [condition.key for condition in vocabulary.all(Condition)]
    names = read_diagnosis_names(VOCABULARY / "diagnoses", language)
    assert names == {key: vocabulary.label(key, language) for key in keys}


def test_the_heads_are_those_of_the_trials_in_their_order():
    trials = read_trials(HOUSE / "trials")
    assert read_heads(HOUSE / "trials") == tuple(
        TrialHead(one.registry_number, one.short_name, one.product, one.status) for one in trials
    )


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    (tmp_path / "nct1.yaml").write_text("registry_number: NCT00000001\ntitle: [\n")
    with pytest.raises(TrialFileError, match=r"nct1\.yaml, line"):
        read_heads(tmp_path)
    (tmp_path / "more.yaml").write_text("diagnoses:\n  sle: [\n")
    with pytest.raises(TrialFileError, match=r"more\.yaml, line"):
        read_diagnosis_names(tmp_path, "en")
