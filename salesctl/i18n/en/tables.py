"""Tables in files: what cannot be read, and how to save it so that it can."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "tables.bad_excel": (
        "This is no Excel sheet that can be read ({reason}).",
        "Open it in Excel or WPS and save it again as .xlsx.",
    ),
    "tables.binary": (
        "This is no text: it has the character {char} in it.",
        "Save the table as .xlsx or as CSV UTF-8.",
    ),
    "tables.bomb": (
        "Unpacked, this file is far too large for a table (more than {megabytes} MB, or packed a hundred times over).",
        "Save only the sheet with the rows, without pictures and empty formatting, or as CSV UTF-8.",
    ),
    "tables.empty": (
        "There is nothing in this table.",
        "Name the file that has the rows, or put the sheet with them first.",
    ),
    "tables.encoding": (
        "This text is neither UTF-8 nor GB18030.",
        "Save it in the spreadsheet as CSV UTF-8 (comma delimited).",
    ),
    "tables.macros": ("This workbook has macros in it; it is not read.", "Save it as .xlsx, which holds no macros."),
    "tables.markup": (
        "This is a web page under the name of a table, as some systems export it.",
        "Open it in Excel or WPS and save it as .xlsx.",
    ),
    "tables.missing": ("There is no file {path}.", "Check the name and the folder."),
    "tables.no_excel_reader": (
        "Reading Excel needs two libraries that are not installed.",
        "Install them with `{pip}`, or save the table as CSV UTF-8.",
    ),
    "tables.old_excel": (
        "This is a workbook of the old kind (.xls), or one with a password; it is not read.",
        "Open it in Excel or WPS and save it as .xlsx without a password.",
    ),
    "tables.open_quote": (
        "From this row on the text is in quotation marks that do not end where the cell does.",
        "Look at the quotation marks of this row, or save the table again as .xlsx.",
    ),
    "tables.too_large": (
        "This file is larger than {megabytes} MB.",
        "Split the table, and bring in the parts one by one.",
    ),
    "tables.too_many": (
        "A table may have {rows} rows and {columns} columns; this one goes on here.",
        "Delete the empty rows and columns at its end, or split it.",
    ),
    "tables.unreadable": ("This cannot be read: {reason}.", "Check the name, the permissions and the disk."),
    "tables.unreckoned": (
        "{count} {count|cell holds a formula|cells hold formulas} whose result is not in the file: {cells}.",
        "Open it in Excel or WPS and save it there: then the results stand in the file.",
    ),
}
