"""A policy: which signals lead to which action; a TOML file with a name and a revision."""

import tomllib
from importlib.resources import files
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from majiao.events import ACTIONS, KINDS, Action, BadInputError, Level, Surface, explain

DUE_KINDS = ("login", "field_edit", "order_status", "order_access", "message")
"""Kinds of event that are answered with a decision."""

FOLLOW_UPS = ("revoke_sessions", "force_password_change", "warn_customers", "open_case")
"""Follow-ups a rule may name, beside `freeze:<surface>`."""

_FREEZES = frozenset(f"freeze:{surface}" for surface in (*get_args(Surface), "{surface}"))

Kind = Literal["login", "field_edit", "order_status", "order_access", "message"]
Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]


class PolicyError(ValueError):
    """A policy file that cannot be used; the message names the place in it."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of the policy.

    Attributes:
        name: a sentence for people.
        on: kinds of event it looks at.
        detectors: whose signals count.
        level: this level or a worse one.
        at_least: how many of the detectors must say so about the same event.
        where: allowed values of the event's own fields, such as `outcome = ["success"]`.
        action: what happens then.
        follow_ups: what happens besides; `freeze:{surface}` takes the event's surface.

    """

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    on: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    detectors: Annotated[tuple[str, ...], Meta(min_length=1)]
    level: Level
    at_least: Annotated[int, Meta(ge=1)] = 1
    where: dict[str, tuple[str, ...]] = {}
    action: Action
    follow_ups: tuple[str, ...] = ()


class Policy(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file; `ref` is what decisions carry."""

    name: Name
    revision: Annotated[int, Meta(ge=1)]
    description: str = ""
    rules: tuple[Rule, ...]

    @property
    def ref(self) -> str:
        """Name and revision, `<name>@<revision>`."""
        return f"{self.name}@{self.revision}"


def load_policy(
    text: str, *, spoofable: frozenset[str] = frozenset(), known: frozenset[str] | None = None
) -> Policy:
    """Read a policy from TOML.

    Args:
        text: the file's content.
        spoofable: detectors that read what an outsider can write; a rule that can rest on
            these alone may not block.
        known: the detectors there are; a rule may name no other. Not checked if None.

    Raises:
        PolicyError: naming the rule and field that is wrong.

    """
    try:
        policy = msgspec.convert(_parse(text), Policy)
    except msgspec.ValidationError as error:
        raise PolicyError(str(explain(error))) from error
    for number, rule in enumerate(policy.rules):
        _check(rule, f"$.rules[{number}]", spoofable)
        _check_names(rule, f"$.rules[{number}]", known)
    return policy


def default_policy_text() -> str:
    """Give the default policy's TOML, to start one's own from."""
    return files("majiao.decide").joinpath("default.toml").read_text(encoding="utf-8")


def default_policy(*, spoofable: frozenset[str] = frozenset()) -> Policy:
    """Give the policy that is used when the settings name none."""
    return load_policy(default_policy_text(), spoofable=spoofable)


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"not valid TOML: {error}"
        raise PolicyError(message) from error


def _check(rule: Rule, place: str, spoofable: frozenset[str]) -> None:
    if rule.action == "allow":
        raise _wrong("`allow` is what happens when no rule applies", f"{place}.action")
    if rule.action == "block" and len(spoofable.intersection(rule.detectors)) >= rule.at_least:
        what = "an outsider can write what these detectors read, so they alone may not block"
        raise _wrong(what, f"{place}.action")
    if rule.at_least > len(set(rule.detectors)):
        raise _wrong("more detectors asked for than named", f"{place}.at_least")


def _check_names(rule: Rule, place: str, known: frozenset[str] | None) -> None:
    """Refuse names that nothing answers to, which would switch the rule off in silence."""
    for number, name in enumerate(rule.detectors):
        if known is not None and name not in known:
            raise _wrong(f"no detector is called {name!r}", f"{place}.detectors[{number}]")
    for field, values in rule.where.items():
        for kind in rule.on:
            hints = get_type_hints(KINDS[kind])
            if field not in hints:
                raise _wrong(f"{kind} has no field `{field}`", f"{place}.where.{field}")
            choices = get_args(hints[field]) if get_origin(hints[field]) is Literal else values
            if wrong := [value for value in values if value not in choices]:
                raise _wrong(f"{field} is never {wrong[0]!r}", f"{place}.where.{field}")
    for number, follow_up in enumerate(rule.follow_ups):
        if follow_up not in FOLLOW_UPS and follow_up not in _FREEZES:
            raise _wrong(f"unknown follow-up {follow_up!r}", f"{place}.follow_ups[{number}]")


def _wrong(what: str, path: str) -> PolicyError:
    return PolicyError(str(BadInputError(what, path)))


def strictest(actions: list[Action]) -> Action:
    """Pick the strictest of several actions; `allow` if there is none."""
    return max(actions, key=ACTIONS.__getitem__, default="allow")
