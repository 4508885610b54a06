"""Holds a table on the clipboard, as a browser or a word processor does: the HTML in the file named, and its text.

It says `ready` once it is there, and keeps it until it is ended.
"""

import re
import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

html = Path(sys.argv[1]).read_text(encoding="utf-8")
text = re.sub(r"<[^>]*>", "", html)

# PyGObject cannot hand out several kinds of data from Gtk.Clipboard; a selection of a window can.
owner = Gtk.Invisible()
clipboard = Gdk.atom_intern("CLIPBOARD", False)
for target, info in (("text/html", 0), ("UTF8_STRING", 1), ("text/plain;charset=utf-8", 1)):
    Gtk.selection_add_target(owner, clipboard, Gdk.atom_intern(target, False), info)


def give(_owner, data, info, _time):
    target = data.get_target()
    data.set(target, 8, (html if info == 0 else text).encode("utf-8"))


owner.connect("selection-get", give)
if not Gtk.selection_owner_set(owner, clipboard, Gdk.CURRENT_TIME):
    sys.exit("the clipboard cannot be taken")
Gdk.Display.get_default().sync()
print("ready", flush=True)
Gtk.main()
