"""Why the system would not read or write, by the name of its error number; of others its own words are shown."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "system.EACCES": "you have no right to do that there",
    "system.EBUSY": "something else is using it",
    "system.EDQUOT": "your share of the disk is used up",
    "system.EIO": "the disk failed to read or write",
    "system.EISDIR": "this is a folder",
    "system.ELOOP": "a link stands in the way",
    "system.EMFILE": "too many files are open in this program",
    "system.ENAMETOOLONG": "the name is too long",
    "system.ENFILE": "too many files are open on this computer",
    "system.ENOENT": "there is no such file or folder",
    "system.ENOMEM": "there is not enough memory",
    "system.ENOSPC": "no space is left on the disk",
    "system.ENOTDIR": "a part of the path is no folder",
    "system.EPERM": "the system does not allow it",
    "system.EROFS": "the disk can only be read",
    "system.ETXTBSY": "a program that is running is kept in it",
}
