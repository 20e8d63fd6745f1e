"""YAML as text: what cannot be read, and what to type instead."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "yaml.after_quote": (
        "Something stands behind a closing quote or bracket: {text}",
        "Put the whole value in one pair of quotes.",
    ),
    "yaml.alias": (
        "*{name} would copy another part of the file; such references are not allowed here.",
        "Write the value out. If the text itself begins with *, put it in quotes.",
    ),
    "yaml.anchor": (
        "&{name} marks a part of the file for copying; such marks are not allowed here.",
        "Remove &{name}. If the text itself begins with &, put it in quotes.",
    ),
    "yaml.bad_escape": (
        "A backslash in double quotes is followed by something that means nothing.",
        r"Write \\ for a backslash, or use single quotes.",
    ),
    "yaml.bad_start": ("A value cannot begin with {char}: {text}", "Put the value in quotes."),
    "yaml.binary": ("This is not a text file.", "Restore the file from git, or save it as UTF-8 text."),
    "yaml.block_text": (
        "The head of a text block cannot be read: {text}",
        "Write | and nothing else on that line; the text begins on the next one.",
    ),
    "yaml.bom": (
        "The file begins with a byte order mark; the next save leaves it out.",
        "Nothing to do. To avoid it, save as UTF-8 without BOM.",
    ),
    "yaml.carriage_returns": (
        "The file has the line ends of an old Mac (CR alone): all of it would be one line.",
        "Set the line ends of the editor to LF and save it again.",
    ),
    "yaml.colon_in_text": (
        "A colon followed by a space stands inside a text, or the line is indented too far: {text}",
        "Put the text in quotes, or line the key up with those above it.",
    ),
    "yaml.conflict_marker": (
        "git left an unresolved conflict here, up to line {until} ({marker}).",
        "Keep what is right of both sides, delete the marker lines, and check the file. While git's merge is unfinished, `salesctl merge` makes a customer's file again from both sides; else `git log -p -- FILE` shows what stood there.",
    ),
    "yaml.control_character": (
        "The invisible character {char} stands here.",
        "Delete it. Inside double quotes it may be written as an escape.",
    ),
    "yaml.crlf": (
        "The file has Windows line ends; the next save writes plain ones.",
        "Nothing to do. To avoid it, set the editor to LF.",
    ),
    "yaml.directive": (
        "The file has a %-line at its head or an end mark (...), which have no meaning here.",
        "Delete that line.",
    ),
    "yaml.duplicate_key": (
        "The key {key} stands here for the second time; the first is in line {first}.",
        "Keep one of the two. After a merge, look at both: one may hold what a colleague added.",
    ),
    "yaml.empty": (
        "The file is empty.",
        "`git checkout -- FILE` restores it from git; if it is a new one, fill it in and save it.",
    ),
    "yaml.fullwidth": ("The full-width {char} has no meaning to YAML here.", "Write: {fixed}"),
    "yaml.gbk": (
        "The file is saved as GBK (GB18030), not as UTF-8.",
        "Open it in the editor, choose “Save with encoding” and then UTF-8.",
    ),
    "yaml.indent": (
        "This line does not line up with those above it: {text}",
        "Indent it like its neighbours, with spaces.",
    ),
    "yaml.key_not_text": ("A key must be a text, not a list or a mapping.", "Write a plain word before the colon."),
    "yaml.key_too_long": ("The name {key}… is too long.", "Use at most {most} characters."),
    "yaml.merge_key": ("<< would merge another part of the file; that is not allowed here.", "Write the keys out."),
    "yaml.no_colon": (
        "A key without a colon, or a text that is not indented: {text}",
        "Write “key: value” with a space after the colon, or indent the text under its key.",
    ),
    "yaml.no_space": ("A space is missing behind the colon: {text}", "Write “key: value”, or put the text in quotes."),
    "yaml.not_unicode": ("{text} contains something that is no character.", "Type the text anew."),
    "yaml.not_utf8": (
        "The byte {byte} at this place is no UTF-8; the file is damaged or in another encoding.",
        "Save the file as UTF-8, or restore it from git.",
    ),
    "yaml.open_bracket": (
        "The bracket that opens here is not closed, or a comma is missing in it: {text}",
        "Close it, and separate the entries by commas.",
    ),
    "yaml.open_quote": ("The quote that opens here is never closed: {text}", "Close it with the same quote mark."),
    "yaml.several_documents": (
        "A second document begins here (---); a file holds one.",
        "Split the file, or delete ---.",
    ),
    "yaml.syntax": (
        "This cannot be read as YAML: {text}",
        "Compare the line with its neighbours; when in doubt, put the value in quotes.",
    ),
    "yaml.tab_indent": ("A tab stands in the indentation.", "Replace it by spaces."),
    "yaml.tag": (
        "{tag} is a type tag; tags are not allowed here.",
        "Remove it: every value is read as text. If the text itself begins with !, put it in quotes.",
    ),
    "yaml.too_deep": ("The nesting is deeper than {depth} levels.", "Make the structure flatter."),
    "yaml.too_large": ("The file is larger than {megabytes} MiB.", "Split it, or take out what does not belong in it."),
    "yaml.too_many_nodes": ("The file holds more than {nodes} values.", "Split it."),
    "yaml.utf16": (
        "The file is saved as {encoding}, not as UTF-8.",
        "Open it in the editor, choose “Save with encoding” and then UTF-8.",
    ),
}
