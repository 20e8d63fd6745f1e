"""Names that mean nothing here, or several things; customers by name."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "name.ambiguous": ("“{name}” may mean several: {candidates}.", "Write one of these, or more of the name."),
    "name.unknown": ("There is no “{name}” among: {candidates}.", "Write one of these, by id or label."),
    "name.unknown_near": (
        "There is no “{name}”. Did you mean {near}? Known: {candidates}.",
        "Write one of these, by id or label.",
    ),
    "name.not_a_number": ("What stands behind the stroke of “{name}” is no number.", "Write it like change_order/2."),
    "customer.ambiguous": (
        "“{name}” may mean {count} customers: {candidates}.",
        "Write the id, or more of the name.",
    ),
    "customer.is_a_step": (
        "“{name}” is a step, no customer.",
        "The customer comes first, then the step. All customers:",
    ),
    "customer.unknown": ("There is no customer “{name}”.", "All customers:"),
    "customer.unknown_near": ("There is no customer “{name}”. Alike: {candidates}.", "All customers:"),
    "customer.no_such_deal": ("{name} has no deal {number}; it has: {candidates}.", "Name one of these."),
    "customer.no_deal": (
        "No event that can be understood opens a deal in the history of {name}.",
        "Correct its first event, or put back what was taken out: `git diff {file}` shows what was changed, `git checkout -- {file}` takes all of that back.",
    ),
    "customer.no_history": (
        "The file has no history: what has happened with this customer stands under history:, at its end.",
        "`git diff {file}` shows what was taken out, and `git checkout -- {file}` throws away every change since the last sync. A new customer is begun by `salesctl lead add NAME`.",
    ),
    "customer.no_name": ("A customer needs a name.", "Write it behind the command, in quotes."),
    "customer.long_name": ("The name has {length} characters; {most} are the most.", "Shorten it."),
    "customer.control_in_name": (
        "The name has a line break or an invisible control character in it.",
        "Write it on one line, without such characters.",
    ),
    "customer.likely_same": (
        "{name} ({id}) is probably the same customer: same name but for the legal form, or same telephone.",
        "If it is, keep one: add to it what the other has more (`edit`, `note`, `deal add`), and end the other by `close CUSTOMER void --because …`. To look at it:",
    ),
    "customer.look_alike": (
        "“{other}” looks like {name} ({id}) and is written with other characters: {letters}.",
        "Type the name anew in one script and without invisible characters, or see whether somebody wants to be mistaken for them:",
    ),
    "customer.named_otherwise": (
        "The name of this file ends with {named}, but in it stands the id {id}; the id in the file counts.",
        "Nothing needs doing. If the file was begun as a copy of another, its id should be its own. To look at it:",
    ),
    "customer.same_id": (
        "The id {id} is also that of {other}.",
        "Compare the two, and delete the file that is a copy; if they are two customers, give one of them a new id: eight of 0-9 and a-z without i, l, o, u.",
    ),
}
