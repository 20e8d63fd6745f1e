"""Workspaces full of hostile strings: each in every place of a customer's file, of the team, of a playbook."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.soak.hostile import Hostile, quoted

ROOT = Path(__file__).parents[2]
_PLAYBOOK = ROOT / "playbook.yaml"
_LONGEST_FILE = 200

_LONGEST_KEY = 1000


def customer_id(one: Hostile) -> str:
    """The id of the customer who carries the string."""
    return one.mark.replace("h", "").zfill(8)


def records(root: Path, batch: Iterable[Hostile]) -> None:
    """One customer for each string, which stands in every text that a card and a history have; and its owner's name."""
    (root / "customers").mkdir(parents=True)
    shutil.copyfile(_PLAYBOOK, root / "playbook.yaml")
    team = ["people:", "  wang.lei:", "    name: Wang Lei"]
    team += ["    roles: [account_manager, sales_lead, product, technical, legal, finance, sales_assistant, delivery]"]
    for one in batch:
        (root / "customers" / f"c-{customer_id(one)}.yaml").write_text(_record(one), encoding="utf-8")
        team += [
            f"  p{customer_id(one)}:",
            f"    name: {quoted(one.text) if one.text.isprintable() and one.named else customer_id(one)}",
            "    roles: [account_manager]",
        ]
    (root / "team.yaml").write_text("\n".join(team) + "\n", encoding="utf-8")


def _record(one: Hostile) -> str:
    text, id_ = quoted(one.text), customer_id(one)
    name = text if one.named else f"Customer {id_}"
    lines = [
        "salesctl: 1", f"id: '{id_}'", "customer:", f"  name: {name}", f"  industry: {text}", f"  need: {text}",
        f"  own_key: {text}", "  contacts:", f"  - {{name: {text}, position: {text}, phone: {text}, email: {text}}}",
        f"  tags: [{text}]", "history:",
    ]  # fmt: skip
    owner = f"p{id_}" if int(id_) % 2 else "wang.lei"
    verb = text if one.text.isprintable() and one.text.strip() == one.text and len(one.text) < 200 else "x"
    events = [
        ("opened", "", f"{{channel: {text}, owner: {owner}, playbook: {text}, title: {text}}}"),
        ("noted", "", f"{{text: {text}}}"),
        ("contacted", "", f"{{kind: {text}, text: {text}, with: {text}}}"),
        (
            "done",
            "lead.first_contact",
            f"{{outcome: reached, note: {text}, form: {{interests: {text}, pains: {text}}}}}",
        ),
        ("planned", "", f"{{when: 2026-03-12T09:00+08:00, text: {text}}}"),
        ("graded", "", f"{{grade: A, because: {text}}}"),
        ("done", verb, f"{{form: {text}}}"),
        # YAML allows a key of so many signs on a line.
        (verb, "", f"{{{text if len(text) <= _LONGEST_KEY else 'x'}: {text}}}"),
        ("held", "", f"{{because: {text}, until: 2026-03-09T09:00+08:00}}"),
    ]
    for place, (what, step, told) in enumerate(events, start=1):
        lines += [f"- at: 2026-03-02T09:{place:02}+08:00", "  by: wang.lei", f"  what: {what}"]
        lines += [f"  step: {step}"] if step else []
        lines += [f"  with: {told}", f"  id: {place}-aaaaa"]
    return "\n".join(lines) + "\n"


def playbook(root: Path, batch: Iterable[Hostile]) -> None:
    """A process of which every title, goal, talk track, hint and reason is one of the strings; with one customer."""
    (root / "customers").mkdir(parents=True)
    strings = list(batch)
    first = quoted(strings[0].text)
    lines = [
        "playbook: hostile",
        "version: 1",
        f"title: {first}",
        "roles:",
        f"  seller: {{title: {first}, owner: yes}}",
    ]
    lines += [f"  r{customer_id(one)}: {quoted(one.text)}" for one in strings]
    lines += ["grades: {A: " + first + "}", "moves:", "  lost:", "    reasons:"]
    lines += [f"      w{customer_id(one)}: {quoted(one.text)}" for one in strings]
    lines += ["stages:", "- stage: only", f"  title: {first}", f"  goal: {first}", "  steps:"]
    for one in strings:
        text, id_ = quoted(one.text), customer_id(one)
        lines += [
            f"  - step: s{id_}", f"    title: {text}", "    by: seller", f"    form: f{id_}", f"    goal: {text}",
            f"    say: {text}", f"    hint: {text}", f"    outcomes: {{o{id_}: {{title: {text}, do: go on}}}}",
        ]  # fmt: skip
    lines += ["forms:"]
    for one in strings:
        text, id_ = quoted(one.text), customer_id(one)
        field = f"{{is: choice, title: {text}, hint: {text}, choices: {{c{id_}: {text}}}}}"
        lines += [f"  f{id_}: {{title: {text}, fields: {{a{id_}: {field}}}}}"]
    (root / "playbook.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / "team.yaml").write_text("people:\n  wang.lei: {roles: [seller]}\n", encoding="utf-8")
    (root / "customers" / "c-00000001.yaml").write_text(
        "salesctl: 1\nid: '00000001'\ncustomer: {name: One}\nhistory:\n- at: 2026-03-02T09:01+08:00\n  by: wang.lei\n"
        "  what: opened\n  with: {owner: wang.lei}\n  id: 1-aaaaa\n",
        encoding="utf-8",
    )


def broken(root: Path, batch: Iterable[Hostile]) -> None:
    """Files that are wrong in every way that a string can make them: as bytes, in a file's name, as keys and values."""
    (root / "customers").mkdir(parents=True)
    shutil.copyfile(_PLAYBOOK, root / "playbook.yaml")
    (root / "team.yaml").write_text("people:\n  wang.lei: {roles: [account_manager]}\n", encoding="utf-8")
    for one in batch:
        raw, text, id_ = one.text.encode("utf-8", "surrogatepass"), quoted(one.text).encode(), customer_id(one).encode()
        head = b"salesctl: 1\nid: '" + id_ + b"'\n"
        here = root / "customers"
        (here / f"raw-{id_.decode()}.yaml").write_bytes(head + b"customer: {name: x}\nhistory:\n- at: " + raw + b"\n")
        (here / f"ill-{id_.decode()}.yaml").write_bytes(head + b"customer:\n  name: \xff\xed\xa0\x80" + raw + b"\n")
        (here / f"key-{id_.decode()}.yaml").write_bytes(
            head + b"customer: {name: x}\n" + text + b": " + text + b"\n" + text + b": " + text + b"\nhistory: []\n"
        )
        (here / f"bad-{id_.decode()}.yaml").write_bytes(
            head + b"customer: {name: x}\nhistory:\n- at: " + text + b"\n  by: " + text + b"\n  id: " + text + b"\n"
        )
        name = one.text.replace("/", "").replace("\0", "")[:60]
        (here / f"{name}-{id_.decode()[::-1]}.yaml").write_bytes(b"customer: [" + raw)


def register(file: Path, batch: Iterable[Hostile], *, raw: bool = False) -> None:
    """A table to import, with a good row and a bad one for each string, which stands in every cell and in a head.

    No table may hold most of the controls: without ``raw`` they are left out.
    """
    import csv

    strings = list(batch)
    heads = ["客户名称", "负责人", "所属行业", "联系人", "需求描述", "联系方式", "跟进阶段", _head(strings[0].text)]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heads)
        for one in strings:
            text = one.text if raw else re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", one.text)
            name = text if one.named else f"Import {one.mark}"
            writer.writerow([name, "wang.lei", text, text, text, text, "", text])
            writer.writerow([text, text, text, text, text, text, text, text])


def _head(text: str) -> str:
    """A bar would be taken for what parts the columns."""
    return "more" if "|" in text else text
