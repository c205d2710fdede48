"""What somebody filled in on the check page."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from litestar.exceptions import HTTPException

from majiao.engine.check_shapes import CheckItem
from majiao.events import Context
from majiao.web.check.turns import read_turns
from majiao.web.pages.languages import Words

MOST = 20_000
"""Characters of text that are looked at."""

_MOST_SHORT = 200
_MOST_FIELDS = 20

KINDS = {
    "call": "call",
    "chat": "chat",
    "sms": "sms",
    "email": "email",
    "other": "im",
    "notice": "notice",
}
"""What can be chosen, and what it is checked as."""


@dataclass(frozen=True)
class Form:
    """The fields as they were typed."""

    kind: str = "call"
    text: str = ""
    shop: str = ""
    phone: str = ""

    def problems(self, t: Words) -> dict[str, str]:
        """Say per field what is wrong with it."""
        found = {}
        if not self.text.strip():
            found["text"] = t("check.problems.empty")
        elif len(self.text) > MOST:
            found["text"] = t("check.problems.too_long", count=len(self.text), most=MOST)
        for field in ("shop", "phone"):
            if len(getattr(self, field)) > _MOST_SHORT:
                found[field] = t("check.problems.field_too_long", most=_MOST_SHORT)
        return found

    def item(self) -> CheckItem:
        """Give what is to be checked."""
        turns = read_turns(self.text) if self.kind in {"call", "chat"} else ()
        return CheckItem(
            kind=KINDS[self.kind],
            text=None if turns else self.text,
            turns=turns or None,
            context=Context(brand=self.shop.strip() or None, phone=self.phone.strip() or None),
        )


def read_form(body: bytes) -> Form:
    """Read a submitted form; line ends become line feeds, as offsets count them.

    Raises:
        HTTPException: if it is no form of ours.

    """
    try:
        fields = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise HTTPException(status_code=400, detail="this is not the form") from error
    typed = {name: values[0] for name, values in fields.items()}
    kind = typed.get("kind", "")
    text = typed.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    return Form(
        kind if kind in KINDS else "other", text, typed.get("shop", ""), typed.get("phone", "")
    )
