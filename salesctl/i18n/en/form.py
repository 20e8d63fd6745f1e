"""What is wrong with a form, and which rule does not hold."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "form.missing": (
        "“{field}” ({id}) is missing in {form}. {choices}",
        "Add --set {id}=…, or put it into the form file.",
    ),
    "form.missing_on_card": (
        "“{field}” ({id}) is missing on the customer's card ({form}). {choices}",
        "Add --set {id}=…, or complete the card with edit.",
    ),
    "form.missing_cell": (
        "Row {row} of “{field}” lacks “{column}”.",
        "Complete the row: --set {id}='column=value; …'.",
    ),
    "form.few_rows": (
        "“{field}” has {rows} {rows|row|rows}; it needs at least {least}.",
        "Add rows: --set {id}='column=value; …' for each.",
    ),
    "form.unfit": (
        "“{field}” ({id}) is no fitting {kind}: {value}",
        "Correct the value: amend the form, or mend the line in the file.",
    ),
    "form.unknown_field": ("The form has no field {field}. It has: {fields}.", "Use one of these."),
    "form.not_the_same": (
        "“{field}” ({id}) is {value}, but {form} says {other}; they must be equal.",
        "Use the value of the earlier form, or correct that one first with amend.",
    ),
    "rule.broken": ("{of}: {rule}", "Change what does not fit; why shows what is asked."),
}
