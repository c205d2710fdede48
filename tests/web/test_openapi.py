"""The API's description is valid, and what is answered fits it."""

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.web.serving import edit


@pytest.fixture(scope="module")
def document(live):
    import httpx  # noqa: PLC0415  one request

    answer = httpx.get(f"{live.url}/schema")
    assert answer.headers["content-type"].startswith("application/vnd.oai.openapi+json")
    return answer.json()


def fits(document, path, answer, status="200"):
    media = answer.headers["content-type"].partition(";")[0]
    operation = document["paths"][path]["post"]
    schema = operation["responses"][status]["content"][media]["schema"]
    whole = {**schema, "components": document["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer.json())


def test_the_description_is_valid_openapi(document):
    OpenAPIV31SpecValidator(document).validate()


def test_every_described_route_exists_and_every_route_is_described(document, live):
    from majiao.web.app import build_app  # noqa: PLC0415  slow to import

    served = {
        route.path
        for route in build_app(live.services).routes
        if route.path.startswith("/v1") or route.path in {"/healthz", "/readyz", "/metrics"}
    }
    described = set(document["paths"]) - {"/schema"}
    assert {path.replace("{", "<").split("<")[0] for path in served} == {
        path.replace("{", "<").split("<")[0] for path in described
    }


def test_answers_fit_the_description(document, api, number):
    decided = api.post("/v1/decisions", json=edit(number, "请激活"))
    fits(document, "/v1/decisions", decided)
    fits(document, "/v1/events", api.post("/v1/events", json=[edit(number), {}]))
    item = {"kind": "sms", "text": "请把验证码发给我"}
    fits(document, "/v1/check", api.post("/v1/check", json=item))
    fits(document, "/v1/check", api.post("/v1/check", json=[item, {"id": "x"}]))


def test_problems_fit_the_description(document, api, web):
    for path in ("/v1/decisions", "/v1/events", "/v1/check"):
        fits(document, path, api.post(path, content=b""), "default")
    fits(document, "/v1/decisions", web.post("/v1/decisions", json={}), "default")
    fits(document, "/v1/decisions", api.post("/v1/decisions", json={"id": "x"}), "default")


def test_events_fit_the_description(document):
    event = {**document["components"]["schemas"]["Event"], "components": document["components"]}
    validator = jsonschema.Draft202012Validator(event)
    validator.validate(edit(1))
    assert not validator.is_valid(edit(1) | {"surprise": 1})
