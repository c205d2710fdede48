"""A link that belongs neither to the shop nor to the brand that is claimed."""

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from msgspec.structs import replace

from majiao.detectors.base import About
from majiao.detectors.page.heard import CONVERSATION, HOUR, Heard
from majiao.events import Context, Evidence, FieldEdit, Level, Message, Reason, Signal, Subject
from majiao.links import (
    LinkFinding,
    Said,
    Talk,
    Url,
    canonical,
    hear,
    is_named,
    is_somebodys,
    judge_said,
    talk_in,
)
from majiao.text import Speaker, read

EDITS = HOUR
"""How far apart the edits of one planted notice are."""

DANGER = 0.8
CAUTION = 0.45
EXCERPT = 80

# What every way of writing a link has somewhere: a dot, in one of its disguises.
_TRIGGER = re.compile(r"[.。．｡・點点]|\b(?:dot|dian)\b|[([]dot", re.IGNORECASE)

_NO_PLACE_FOR_LINKS = frozenset({"address", "nickname", "order_note", "gift"})
_IN_FIELD = Reason(
    zh="地址、昵称、备注这类地方不该有外面的网址（{host}），请向顾客本人核实。",
    en="An address, nickname or note is no place for an outside link ({host}). "
    "Ask the customer about it.",
)


class _Link(NamedTuple):
    url: Url
    evidence: Evidence


class ForeignLink:
    """Compare every link with the shop, with the brand claimed, and with what is talked about."""

    about: ClassVar[About] = About(
        id="foreign-link",
        stage="page",
        title=Reason(
            zh="链接既不是商城的，也不是所称品牌的",
            en="A link that is neither the shop's nor the claimed brand's",
        ),
        reads=(Message, FieldEdit),
        confidence="medium",
        spoofable=True,
        quiet_when=Reason(
            zh="真客服发的官网链接，或顾客评价里顺手贴的网址",
            en="Real staff sending the brand's own site, or an address in a customer's review",
        ),
    )
    state: ClassVar[type[Heard]] = Heard
    ttl: ClassVar[float] = CONVERSATION

    def __init__(self, context: Context) -> None:
        """Take the shop's brand and domains to compare with."""
        self._context = context

    def keys(self, event: Message | FieldEdit) -> tuple[str, ...]:
        """Give the conversation of a message, the account of an edit."""
        if isinstance(event, Message):
            return (f"conversation:{event.conversation}",)
        return (f"account:{event.account}",)

    def update(self, state: Heard, event: Message | FieldEdit) -> tuple[Signal, ...]:
        """Listen to what is said, and judge the links in it by all that was said."""
        if isinstance(event, FieldEdit):
            return tuple(self._edit(state, event))
        if event.role == "customer":
            if talk_in(event.text):
                state.note_talk(event.at)
            return ()
        return tuple(self._message(state, event))

    def _message(self, state: Heard, event: Message) -> Iterator[Signal]:
        said = hear(event.text)
        links = _links(event.text, "text", "contact")
        context = self._with_claim(state, said, event.at)
        if links:
            whole = _with_talk(said, heard=state.talked(event.at, CONVERSATION))
            found = [(judge_said(link.url, whole, context), link) for link in links]
            worst, link = max(found, key=lambda pair: pair[0].score)
            if worst.level != "ok":
                yield self._signal(event, worst.level, worst, link.evidence)
            for finding, one in found:
                if finding.level != "danger" and not is_somebodys(one.url, self._context):
                    state.note_link(one.url.href, event.at)
        elif said.talk.money and state.links:
            yield from self._afterwards(state, event, said, context)
        state.note(said, event.at)

    def _afterwards(
        self, state: Heard, event: Message, said: Said, context: Context
    ) -> Iterator[Signal]:
        """Judge a link that came bare, now that the talk about it follows."""
        near = [href for href, at in state.links.items() if abs(event.at - at) <= HOUR]
        found = [judge_said(href, said, context) for href in near]
        worst = max(found, key=lambda finding: finding.score, default=None)
        if worst is not None and worst.level == "danger":
            # Once is enough: the talk that goes on says nothing new about these links.
            state.links.clear()
            excerpt = event.text[:EXCERPT]
            yield self._signal(event, "danger", worst, Evidence(excerpt, "text", 0, len(excerpt)))

    def _edit(self, state: Heard, event: FieldEdit) -> Iterator[Signal]:
        said = hear("\n".join(event.parts.values()))
        links = [
            link
            for part, text in event.parts.items()
            for link in _links(text, f"parts.{part}", "unknown")
        ]
        if links:
            whole = _with_talk(said, heard=state.talked(event.at, EDITS))
            context = self._with_claim(state, said, event.at)
            found = [(*_in_field(link.url, whole, context, event), link) for link in links]
            level, worst, link = max(found, key=lambda row: row[1].score)
            if level != "info":
                yield self._signal(event, level, worst, link.evidence)
        state.note(said, event.at)

    def _with_claim(self, state: Heard, said: Said, at: float) -> Context:
        """Add a brand that was claimed earlier, unless the text names one itself."""
        earlier = None if said.claimed else state.claimed(at)
        if earlier is None:
            return self._context
        return Context(brand=earlier, shop_domains=self._context.shop_domains)

    def _signal(
        self, event: Message | FieldEdit, level: Level, finding: LinkFinding, evidence: Evidence
    ) -> Signal:
        subject = (
            Subject("conversation", event.conversation)
            if isinstance(event, Message)
            else Subject("account", event.account)
        )
        return self.about.signal(
            event,
            level=level,
            score=finding.score,
            subject=subject,
            reason=_aloud(finding.reasons),
            evidence=(evidence,),
            tactic="link_form",
        )


def _aloud(reasons: tuple[Reason, ...]) -> Reason:
    """Put the two weightiest sentences together."""
    two = reasons[:2]
    return Reason("".join(reason.zh for reason in two), " ".join(reason.en for reason in two))


def _with_talk(said: Said, *, heard: bool) -> Said:
    return replace(said, talk=said.talk | Talk(money=True)) if heard else said


def _in_field(
    url: Url, said: Said, context: Context, event: FieldEdit
) -> tuple[Level, LinkFinding]:
    """Judge a link more strictly than in a message: nobody is refunded through a field."""
    finding = judge_said(url, said, context)
    if is_somebodys(url, context):
        return "info", finding
    claims = said.claimed is not None and said.claimed.how == "claimed"
    if finding.level == "danger" or ((said.talk.money or claims) and not is_named(url, said)):
        return "danger", replace(finding, score=max(finding.score, DANGER))
    if finding.level == "caution":
        return "caution", finding
    if event.surface in _NO_PLACE_FOR_LINKS:
        host = finding.host
        reason = Reason(_IN_FIELD.zh.format(host=host), _IN_FIELD.en.format(host=host))
        return "caution", replace(finding, score=max(finding.score, CAUTION), reasons=(reason,))
    return "info", finding


def _links(text: str, where: str, speaker: Speaker) -> list[_Link]:
    """Find the links in a text, each address once; nothing is read if it has no dot."""
    if not _TRIGGER.search(text):
        return []
    found: dict[str, _Link] = {}
    for entity in read(text, speaker=speaker).entities:
        if entity.type == "url" and (url := canonical(entity.value)) is not None:
            quote = text[entity.start : entity.end]
            found.setdefault(url.href, _Link(url, Evidence(quote, where, entity.start, entity.end)))
    return list(found.values())
