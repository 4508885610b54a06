"""A small window in the corner of the screen from which the files named are dragged, as from a file manager.

It says `ready` once it stands there, `held` once the files hang on the mouse, and ends with the drag.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

files = [Path(name).resolve().as_uri() for name in sys.argv[1:]]
window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.set_default_size(60, 60)
window.move(0, 0)
source = Gtk.EventBox()
source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
source.drag_source_add_uri_targets()
source.connect("drag-data-get", lambda _source, _drag, data, _info, _time: data.set_uris(files))
source.connect("drag-begin", lambda *_: print("held", flush=True))
source.connect("drag-end", lambda *_: Gtk.main_quit())
window.add(source)
window.show_all()
window.get_display().sync()
print("ready", flush=True)
Gtk.main()
