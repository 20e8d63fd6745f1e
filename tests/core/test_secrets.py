"""What looks like a secret is noticed, and what every record is full of is not."""

from __future__ import annotations

import pytest

from salesctl.core.secrets import secrets_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("VPN 密码：Hx2026!abc", "password"), ("login admin password: s3cret99", "password"),
        ("口令是abc123", "password"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", "key"), ("key AKIA" + "Q7ZP" * 4, "key"), ("ghp_" + "a1B2" * 9, "key"),
        ("LTAI" + "5tA7" * 4, "key"), ("Bearer eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + "." + "c" * 20, "key"),
        ("xoxb-" + "1234567890-" * 3, "key"), ("sk-proj-" + "Ab3" * 10, "key"),
        ("卡号6222 0212 3456 7890 128", "card"), ("4111-1111-1111-1111 exp", "card"),
        ("身份证11010519491231002X。", "paper"),
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_noticed_wherever_it_stands(text: str, kind: str) -> None:
    assert list(secrets_in(text)) == [kind]
    assert list(secrets_in({"form": ({"a": f"see: {text}"},)})) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "13800001234", "+86 138 0000 1234", "021-5888 8888-123", "91310000MA1FL5KL2P", "911100001000131234",
        "310000199001010000", "2026-03-02T09:10+08:00", "1,200,000", "6222021234567890123", "4111-1111-1111-1112",
        "密码箱一批，共 12 件", "password was changed by IT", "忘记密码，请重置", "the password is on paper",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "task-1234567890123456789012345678",
        "合同编号 4000000000000000", "0000000000000000", "", "sketch-of-the-plant-and-its-machines-2026",
    ],
)  # fmt: skip
def test_what_every_record_is_full_of_is_no_secret(text: str) -> None:
    assert list(secrets_in(text)) == []
