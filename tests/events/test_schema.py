"""The published JSON Schema says what the decoder does."""

import json

import jsonschema
import pytest

from majiao.events import decode_event
from majiao.events.schema import json_schema
from majiao.lab.workload import SHARES, workload

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_the_schema_is_valid():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_good_events_pass():
    for line in workload(200, tuple(SHARES)):
        VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize("change", [{"outcome": "maybe"}, {"colour": "red"}, {"account": ""}])
def test_what_the_decoder_refuses_fails(change):
    event = json.loads(next(workload(1, ("login",))))
    event |= change
    assert not VALIDATOR.is_valid(event)
    with pytest.raises(ValueError, match=r"at \$"):
        decode_event(json.dumps(event))
