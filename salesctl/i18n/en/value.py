"""What was typed and cannot be read, and what only looks odd."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "value.ambiguous_choice": ("“{value}” for “{field}” may mean {candidates}.", "Write one of these."),
    "value.unknown_choice": (
        "“{value}” is no choice of “{field}”: {candidates}.",
        "Write one of these, by id or label.",
    ),
    "value.control_character": ("“{field}” has an invisible control character in it.", "Type it again without."),
    "value.form_not_mapping": (
        "{file} is no form: it must say field: value, line by line.",
        "Write it like `pains: …`; --form writes one to fill in.",
    ),
    "value.no_such_file": ("There is no file {value} that can be read.", "Check the path."),
    "value.not_a_date": ("“{value}” for “{field}” is no day.", "Write 2026-10-01, “tomorrow”, or “Friday”."),
    "value.not_a_time": ("“{value}” for “{field}” is no moment.", "Write 2026-10-01T15:00, or “yesterday 15:00”."),
    "value.not_a_number": ("“{value}” for “{field}” is no number.", "Write digits, such as 12 or 0.5."),
    "value.not_money": ("“{value}” for “{field}” is no amount of money.", "Write 1200000, 1,200,000 or 120万."),
    "value.not_plain": ("“{field}” ({id}) wants one plain value, no list and no mapping.", "Write the value itself."),
    "value.not_rows": (
        "“{field}” ({id}) is a list of rows with the columns {columns}.",
        "Write --set {id}='column=value; column=value' for each row.",
    ),
    "value.unknown_column": (
        "Row {row} of “{field}” has a column {column} that it does not know: {candidates}.",
        "Use one of these.",
    ),
    "value.not_yes_no": ("“{value}” for “{field}” is neither yes nor no.", "Write yes or no."),
    "value.too_large": ("{value} for “{field}” is more than {most}.", "Write {most} or less."),
    "value.too_small": ("{value} for “{field}” is less than {least}.", "Write {least} or more."),
    "value.too_long": (
        "“{field}” is longer than {most} characters.",
        "Shorten it; keep long texts in a file of their own.",
    ),
    "hint.passed_when": (
        "{day} has passed already, so this follow-up counts as late at once.",
        "Nothing must be done; plan it anew if it is a slip. What has taken place is recorded by `log`.",
    ),
    "hint.passed_sign_by": (
        "{day}, the day to sign by, has passed already.",
        "Nothing must be done; correct it by `edit --sign-by DATE` if it is a slip.",
    ),
    "hint.passed_review": (
        "{day}, the day to look at this deal again, has passed already, so it is due at once.",
        "Nothing must be done; if it is a slip, take it back by `undo` and name another day.",
    ),
    "accept.nothing": (
        "Nothing under {at} looks like a secret.",
        "Give the place that `check` names: the id of an event, or a key of the card.",
    ),
    "hint.secret_password": (
        "A text here looks like a password.",
        "Git keeps it for good, in every colleague's copy: have the password changed, and take the text out by hand. If it is none, a remark with `--accept` settles it; `check` shows the command.",
    ),
    "hint.secret_key": (
        "A text here looks like a key or an access token.",
        "Git keeps it for good, in every colleague's copy: have the key withdrawn, and take the text out by hand. If it is none, a remark with `--accept` settles it; `check` shows the command.",
    ),
    "hint.secret_card": (
        "A text here looks like the number of a bank card.",
        "Git keeps it for good. `forget CUSTOMER --also NUMBER` takes it out of the file if it does not belong there. If it does, a remark with `--accept` settles it; `check` shows the command.",
    ),
    "hint.secret_paper": (
        "A text here looks like the number of an identity card.",
        "Git keeps it for good. `forget CUSTOMER` takes it out of the file if it does not belong there. If it does, a remark with `--accept` settles it; `check` shows the command.",
    ),
    "hint.odd_phone": (
        "“{field}”: {value} does not look like a telephone number.",
        "Nothing must be done; correct it if it is a slip.",
    ),
    "hint.odd_email": (
        "“{field}”: {value} does not look like an e-mail address.",
        "Nothing must be done; correct it if it is a slip.",
    ),
    "hint.odd_credit_code": (
        "“{field}”: {value} does not look like a credit code of 18 characters.",
        "Nothing must be done; compare it with the business licence.",
    ),
    "usage.not_a_moment": (
        "“{value}” after {option} is no moment.",
        "Write 2026-03-02T15:00, 2026-03-02, or “yesterday 15:00”.",
    ),
    "usage.not_a_setting": ("“{value}” does not say which field gets which value.", "Write --set FIELD=VALUE."),
    "usage.setting_sign": ("“{value}” has {char} where an equals sign belongs.", "Write {fixed}"),
    "usage.setting_alone": ("“{value}” is no step.", "A field needs a --set of its own: {fixed}"),
    "calendar.not_mapping": ("calendar.yaml must be a mapping.", "Write for example off: and under it the days."),
}
