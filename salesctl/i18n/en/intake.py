"""Bringing tables in: what a row says wrongly and what to write, what a map says wrongly, and what came of it."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "intake.ambiguous_name": (
        "“{column}”: “{value}” can mean several: {candidates}.",
        "Write the whole name or the id of one of them.",
    ),
    "intake.changed_meanwhile": (
        "Nothing was written: meanwhile somebody has changed the customers in a way that changes what this table does.",
        "Run the command again, and look at the preview once more.",
    ),
    "intake.closed_before": ("“{column}”: it ended before it began ({since}).", "Correct one of the two dates."),
    "intake.closed_but_open": (
        "“{column}”: there is a day on which it ended, but its status is {status}.",
        "Write how it ended (won, lost, void), or clear the date.",
    ),
    "intake.column_twice": (
        "Two columns mean the same: “{other}” and “{column}”.",
        "Delete one, or say with a map which one counts.",
    ),
    "intake.columns_left_out": (
        "These columns are none of the register and are left out: {columns}.",
        "A map can bring them in: see docs/importing.md.",
    ),
    "intake.columns_missing": (
        "No row of this table has all the columns that the map names. Missing: {columns}. Found: {found}.",
        "Spell the columns in the map as in the head of the table.",
    ),
    "intake.contradicts": (
        "“{column}”: here it is “{value}”, in row {row} “{other}”.",
        "A customer has one of these: make the rows agree.",
    ),
    "intake.deal_elsewhere": (
        "“{column}”: {value} is known as a deal of {other} ({at}).",
        "Write the customer as there, or give the deal a number of its own.",
    ),
    "intake.finished_not_won": (
        "“{column}”: finished is what was won; this one is {status}.",
        "Write won beside it, or no here.",
    ),
    "intake.in_future": ("“{column}”: {value} lies in the future.", "Write the day on which it happened."),
    "intake.join_without_column": (
        "This second table has no column “{column}”.",
        "Spell the column under `by` as both tables have it.",
    ),
    "intake.like_form": (
        "“{column}”: “{value}” is {other} ({at}) but for the legal form, so it is probably the same customer.",
        "Write the name as it is there, so that the row changes that customer; or make the names differ.",
    ),
    "intake.look_alike": (
        "“{other}” looks like {name} ({at}) and is written with other characters: {letters}.",
        "It comes in as a customer of its own. Type the name anew in one script and without invisible characters if it is the same.",
    ),
    "intake.like_name": (
        "“{column}”: “{value}” is the name of {other} ({at}), which has another key.",
        "Write the key of that customer; or make the names differ.",
    ),
    "intake.like_phone": (
        "“{column}”: {value} is the number of {other} ({at}), so it is probably the same customer.",
        "Write the name as it is there, so that the row changes that customer; or take the number out.",
    ),
    "intake.map_choice": ("`{key}` is no “{value}”.", "Write one of: {choices}."),
    "intake.map_file": (
        "`{value}` is no plain file name.",
        "Put the second table into the folder of the first, and write its name alone.",
    ),
    "intake.map_key": (
        "A customer can be known again by its name or by a fact of the card; “{value}” is neither.",
        "Say under `columns` what it is, for example {value}: {card}.",
    ),
    "intake.map_key_near": ("A map has no `{key}`.", "Write `{near}`."),
    "intake.map_key_unknown": ("A map has no `{key}`.", "Write one of: {known}."),
    "intake.map_missing": ("`{key}` is missing here.", "Add it."),
    "intake.map_no_name": ("No column is the customer's name.", "Say under `columns` which one is `name`."),
    "intake.map_shape": ("`{key}` has another shape here than it needs.", "See the example in docs/importing.md."),
    "intake.map_target": (
        "A column cannot be “{value}”.",
        "Write one of: {known}; or card.… for any other fact of the card.",
    ),
    "intake.map_target_near": (
        "A column cannot be “{value}”.",
        "Write {near}; or card.{value} for a fact of its own. There are: {known}.",
    ),
    "intake.map_target_twice": ("Two columns are `{target}`: “{other}” and “{column}”.", "Leave one of them out."),
    "intake.moved_here": (
        "The table now says {said}, but this deal has been worked on here, where it says {here}.",
        "Move the deal with the commands of the process, or take the row out.",
    ),
    "intake.no_key": ("“{column}”: empty, but by it the row is known again.", "Fill it in."),
    "intake.no_name": (
        "“{column}”: there is no name of a customer.",
        "Write it. Where one name stands across several rows, take the merged cells apart and repeat it.",
    ),
    "intake.no_person_id": (
        "“{column}”: no id can be made from the name “{value}”.",
        "Take this person in with `team add`, and write that id.",
    ),
    "intake.no_register": (
        "No row of this table looks like the head of the register. The widest row says: {found}.",
        "Name the columns as the register does (客户名称, 联系人 …; Customer, Contact person …), or say with --map what they are: see docs/importing.md.",
    ),
    "intake.not_a_moment": ("“{column}”: “{value}” is no date.", "Write for example {example} or {example} 15:00."),
    "intake.not_a_day": ("“{column}”: “{value}” is no date.", "Write for example {example}."),
    "intake.not_money": ("“{column}”: “{value}” is no amount.", "Write for example 1200000, 1,200,000 or 120万."),
    "intake.nothing_written": (
        "Nothing was written: {count} {count|row|rows} must be looked at first.",
        "Correct the table and run the command again; or add --errors OUT.csv: then the good rows come in, and these go there with the reason.",
    ),
    "intake.out_is_table": ("{value} is the table itself.", "Give the list of set-aside rows a name of its own."),
    "intake.out_kind": (
        "The list of set-aside rows is written as CSV or Excel; {value} ends otherwise.",
        "Let its name end with .csv or .xlsx.",
    ),
    "intake.person_id_taken": (
        "“{column}”: {value} would get the id {id}, which is that of {other}.",
        "Take this person in with `team add` under another id, and write that id.",
    ),
    "intake.phone_cut": (
        "“{column}”: the spreadsheet has shortened the number to {value}; its last digits are lost.",
        "Format the column as text and write the number again.",
    ),
    "intake.several_known": (
        "“{column}”: several customers have this name: {candidates}.",
        "Give them different names, or take the row out.",
    ),
    "intake.sheets_left_out": (
        "Only the sheet “{sheet}” is read; these are not: {others}.",
        "Save another sheet as a file of its own to bring it in.",
    ),
    "intake.twice": ("“{column}”: row {row} is about the same, and says otherwise.", "Make one row of the two."),
    "intake.unknown_grade": ("“{column}”: “{value}” is no grade of the playbook.", "Write one of: {known}."),
    "intake.unknown_kind": ("“{column}”: “{value}” is no kind of deal of the playbook.", "Write one of: {known}."),
    "intake.unknown_owner": (
        "“{column}”: nobody in the team is called “{value}”.",
        "Write one of {known}; or take this person in; or let a map do it with `new people: add`.",
    ),
    "intake.unknown_stage": ("“{column}”: “{value}” is no stage of the playbook.", "Write one of: {known}."),
    "intake.unknown_status": ("“{column}”: “{value}” is no status.", "Write one of: {known}."),
    "intake.value_not_in_map": (
        "“{column}”: the map does not say what “{value}” means.",
        "Add it to the map beside {known}, or correct the cell.",
    ),
}

SENTENCES: dict[str, str] = {
    "help.lead_import": "Bring in a table of customers: the ten columns of the register as they are, or any table with a map.\nA customer who is here already is changed, everybody else added; the same table again writes nothing. CSV (UTF-8 or GB18030) or Excel (.xlsx).",
    "help.lead_import.dry_run": "Only show what would be written.",
    "help.lead_import.errors": "A file (.csv or .xlsx) for the rows that cannot come in, with the reason; the good ones then come in.",
    "help.lead_import.file": "The table.",
    "help.lead_import.map_": "What the columns of another table are: see docs/importing.md.",
    "intake.changed": "changed",
    "intake.column.customer": "Customer",
    "intake.column.row": "Row",
    "intake.column.says": "What comes in",
    "intake.column.what": "What",
    "intake.deals": "{count} {count|deal|deals}",
    "intake.field": "{name}",
    "intake.joined": "New in the team: {people}.",
    "intake.more": "… and {count} more.",
    "intake.new": "new",
    "intake.nothing_new": "Nothing was written: {count} {count|row says|rows say} nothing new.",
    "intake.reason": "reason",
    "intake.set_aside": "{count} {count|row is|rows are} set aside in {file}, with the reason.",
    "intake.title": "Import",
    "intake.would_set_aside": "{count} {count|row|rows} would be set aside.",
    "intake.would_write": "This would add {new} {new|customer|customers} with {deals} {deals|deal|deals} in all, and change {changed}; {same} {same|row says|rows say} nothing new. Nothing was written.",
    "intake.written": "{new} {new|customer|customers} added, {deals} {deals|deal|deals} in all; {changed} changed; {same} {same|row|rows} with nothing new.",
    "progress.importing": "Bringing in",
}
