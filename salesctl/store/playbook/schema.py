"""The JSON schema of a playbook, for editors: completion and a first check while typing."""

from __future__ import annotations

import json
from typing import Any

from salesctl.store.playbook.keys import SHAPES
from salesctl.store.playbook.shape import Key, Shape, Value
from salesctl.store.playbook.values import VALUES

Schema = dict[str, Any]
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_NUMBER: Schema = {"type": ["integer", "string"]}
_LISTED: frozenset[Value] = frozenset({"names", "fields", "key names", "plains"})


def schema() -> Schema:
    """The whole schema as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "salesctl playbook",
        **_shape(SHAPES["playbook"]),
        "$defs": {
            **{name: _shape(shape) for name, shape in SHAPES.items() if name != "playbook"},
            "text": {
                "oneOf": [_SCALAR, {"type": "object", "additionalProperties": False, "properties": _languages()}],
            },
            "condition": _condition(()),
            "rules": _condition(("block", "warn", "info")),
        },
    }


def as_text() -> str:
    """The schema as the file that is shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _shape(shape: Shape) -> Schema:
    properties = {key.name: {"description": f"{key.en} · {key.zh}", **_key(key)} for key in shape.keys.values()}
    found: Schema = {"description": f"{shape.en} · {shape.zh}", "type": "object", "properties": properties}
    needed = [key.name for key in shape.keys.values() if key.required]
    return {**found, "additionalProperties": False, **({"required": needed} if needed else {})}


def _key(key: Key) -> Schema:
    match key.value:
        case "text" | "condition" | "rules":
            return _ref(key.value)
        case "word":
            return {"enum": list(key.words)}
        case "yes":
            return {"enum": ["yes", "no", True, False]}
        case "number":
            return _NUMBER
        case "shape":
            return _ref(key.of)
        case "map":
            return _map(key)
        case "list" | "entries" | "together":
            return _list(key)
        case "titles":
            return {"oneOf": [{"type": "object", "additionalProperties": _ref("text")}, _many()]}
        case "remind" | "looks":
            names = {"oneOf": [_SCALAR, _many(), {"type": "object"}]}
            return {"type": "object", "additionalProperties": names}
        case _:
            return _phrase(key)


def _phrase(key: Key) -> Schema:
    kinds: list[Schema] = [_SCALAR]
    if key.value in _LISTED:
        kinds.append({"type": "array"} if key.value == "plains" else _many())
    if VALUES[key.value].cases:
        kinds.append({"type": "object", "additionalProperties": {"oneOf": [_SCALAR, _many()]}})
    if key.value == "plains":
        kinds.append({"type": "object"})
    return kinds[0] if len(kinds) == 1 else {"oneOf": kinds}


def _map(key: Key) -> Schema:
    kinds = [_ref(key.of)]
    if key.short is not None:
        kinds.insert(0, _key(Key(key.of, key.short, "", "", words=key.words)))
    one = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if key.of == "move":
        return {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(key.words, one)}
    return {"type": "object", "additionalProperties": one}


def _list(key: Key) -> Schema:
    if key.value == "list":
        return {"type": "array", "items": _ref(key.of)}
    words = ("step",) if key.value == "together" else key.words
    items: Schema = {"type": "array", "items": {"oneOf": [_ref(word) for word in words]}}
    return {"oneOf": [items, _ref(key.of)]} if key.value == "together" else items


def _condition(strengths: tuple[str, ...]) -> Schema:
    own = _ref("rules" if strengths else "condition")
    inner = _ref("condition")
    keys: Schema = {"all": inner, "any": inner, "not": inner, **dict.fromkeys(strengths, inner)}
    if strengths:
        keys["say"] = _ref("text")
    mapping = {"type": "object", "additionalProperties": False, "properties": keys}
    return {"oneOf": [_SCALAR, {"type": "array", "items": own}, mapping]}


def _languages() -> Schema:
    return {"zh": _SCALAR, "en": _SCALAR}


def _many() -> Schema:
    return {"type": "array", "items": _SCALAR}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
