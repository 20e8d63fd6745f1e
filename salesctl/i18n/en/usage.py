"""Wrong use of the command line, and the ways in which a run ends badly."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "usage.no_such_command": ("There is no command “{name}”.", "All commands:"),
    "usage.no_such_command_near": ("There is no command “{name}”. Did you mean “{near}”?", "How it is used:"),
    "usage.no_such_command_in": (
        "“{word}” cannot stand after “{path}”; these can: {choices}.",
        "Add --help for what each of them does.",
    ),
    "usage.no_command": ("“{path}” needs one more word: {choices}.", "Add --help for what each of them does."),
    "usage.hyphen": (
        "What begins with “{text}” was taken for an option.",
        "Put -- before it, at the end of the line: {path} … -- '{text}…'",
    ),
    "usage.no_such_option": ("“{path}” has no option {option}.", "Its options:"),
    "usage.no_such_option_near": ("“{path}” has no option {option}. Did you mean {near}?", "Its options:"),
    "usage.missing": ("“{path}” needs {what}.", "How it is used:"),
    "usage.unexpected": (
        "“{path}” cannot use: {words}. A name or text with spaces in it must stand in quotes.",
        "How it is used:",
    ),
    "usage.blank": ("{what} says nothing.", "Write what is to be kept."),
    "usage.bad_value": ("The value of {what} is not understood. Expected: {expected}.", "How it is used:"),
    "usage.value_missing": ("The option {option} needs a value after it.", "Write the value after the option."),
    "usage.values_missing": (
        "The option {option} needs these after it: {shape}.",
        "Write them apart, a text with spaces in it in quotes.",
    ),
    "usage.no_value_wanted": ("The option {option} takes no value.", "Leave out what stands after the = sign."),
    "usage.not_text": ("“{word}” is not text in UTF-8.", "Set the terminal to UTF-8, or type the name again."),
    "usage.not_a_language": ("{source} says “{value}”, which is no language here.", "Choose one of: {choices}."),
    "usage.other": ("“{path}”: {message}", "How it is used:"),
    "usage.interrupted": (
        "Interrupted. What had been saved before stays saved; nothing is left half written.",
        "",
    ),
    "usage.unprinted": (
        "The answer could not be written to the output: {reason}.",
        "Free some space, or send the output somewhere else, and ask again.",
    ),
    "usage.unprinted_but_saved": (
        "Saved, but the answer could not be written to the output: {reason}.",
        "Do not run the command again: the change is in the workspace. Look at it with `salesctl show`.",
    ),
    "usage.bug": (
        "salesctl itself failed ({kind}); this is a bug and not your mistake. The details are in {log}",
        "Please report it with that file, after taking out what others should not read.",
    ),
}

SENTENCES: dict[str, str] = {
    "usage.expected.int": "a whole number",
    "usage.expected.int_range": "a whole number that is allowed here",
    "usage.expected.float": "a number",
    "usage.expected.float_range": "a number that is allowed here",
    "usage.expected.boolean": "yes or no",
    "usage.expected.datetime": "a moment, such as 2026-10-02T18:00",
    "usage.expected.path": "a file or folder that exists and can be read",
    "usage.expected.filename": "a file that exists and can be read",
}
