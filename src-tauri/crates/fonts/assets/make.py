#!/usr/bin/env python3
"""Makes the three embedded fonts from Debian's fonts-noto-cjk; the same input gives the same bytes.

    apt-get install fonts-noto-cjk=1:20220127+repack1-1
    pip install fonttools==4.68.0
    python3 make.py

What is kept: GBK (text) or GB2312 (title, heading), the 8105 characters of 通用规范汉字表, and the signs in EXTRA.
What is changed: the dash and the middle dot take the font's own full-width glyphs (feature fwid), as in 宋体; digits, whose
widths differ by a hair, all get the width of 0, so that they line up in columns. Latin is proportional, as the font has it.
What is dropped: layout features, vertical metrics and hinting, which neither the layout nor the PDF uses.
"""

import hashlib
import pathlib

from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection

HERE = pathlib.Path(__file__).parent
NOTO = pathlib.Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED_CHINESE = 2  # index of the SC face in each collection

FONTS = {
    "text.otf": ("NotoSerifCJK-Regular.ttc", "gbk", "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481"),
    "title.otf": ("NotoSerifCJK-Bold.ttc", "gb2312", "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac"),
    "heading.otf": ("NotoSansCJK-Regular.ttc", "gb2312", "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"),
}

# Ranges (first, last) beyond the code pages: what finance texts and texts pasted from PDF files hold.
EXTRA = [
    (0x20, 0x7E),      # ASCII
    (0xA0, 0xFF),      # Latin-1
    (0x2000, 0x206F),  # general punctuation
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letter-like signs, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2460, 0x24FF),  # numbers in circles and brackets
    (0x2500, 0x26FF),  # box drawing, geometric shapes, ticks and boxes
    (0x2700, 0x27BF),  # dingbats
    (0x2E80, 0x2FDF),  # radicals, which copying from PDF files yields instead of the characters
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3200, 0x33FF),  # enclosed characters, square units
    (0xFE30, 0xFE4F),  # compatibility forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
]


def code_page(name):
    """All characters of a double-byte code page."""
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    return {char for pair in pairs for char in pair.decode(name, "ignore") if ord(char) > 0x7F}


def standard_characters():
    """The 8105 characters of 通用规范汉字表."""
    lines = (HERE / "tgh8105.txt").read_text("utf-8").splitlines()
    characters = {char for line in lines if not line.startswith("#") for char in line}
    assert len(characters) == 8105
    return characters


def feature(font, tag):
    """The one-to-one substitutions of a layout feature, glyph name to glyph name."""
    table = font["GSUB"].table
    lookups = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == tag for i in f.Feature.LookupListIndex}
    mapping = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    return mapping


def take_full_widths(font):
    """Points the dash and the middle dot at the full-width glyphs."""
    full = feature(font, "fwid")
    for table in font["cmap"].tables:
        if not table.isUnicode() or table.format == 14:
            continue
        for code in (0x2014, 0xB7):
            table.cmap[code] = full.get(table.cmap[code], table.cmap[code])


def set_digits_evenly(font):
    """Each digit in the middle of the width of 0."""
    names, glyphs, metrics = font.getBestCmap(), font.getGlyphSet(), font["hmtx"]
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    width = metrics[names[ord("0")]][0]
    for name in (names[ord(digit)] for digit in "123456789"):
        advance, bearing = metrics[name]
        shift = round((width - advance) / 2)
        pen = T2CharStringPen(width, glyphs)
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
        old = strings[name]
        strings[name] = pen.getCharString(old.private, old.globalSubrs)
        metrics[name] = (width, bearing + shift)


def make(source, code_page_name):
    """One subset font."""
    font = TTCollection(NOTO / source).fonts[SIMPLIFIED_CHINESE]
    take_full_widths(font)
    set_digits_evenly(font)
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"],
    )
    subsetter = subset.Subsetter(options)
    extra = {code for first, last in EXTRA for code in range(first, last + 1)}
    characters = {ord(char) for char in code_page(code_page_name) | standard_characters()}
    subsetter.populate(unicodes=extra | characters)
    subsetter.subset(font)
    font["cmap"].tables = [t for t in font["cmap"].tables if t.isUnicode() and t.format in (4, 12)]
    font.recalcTimestamp = False
    return font


def main():
    for name, (source, code_page_name, digest) in FONTS.items():
        found = hashlib.sha256((NOTO / source).read_bytes()).hexdigest()
        assert found == digest, f"{source}: another version of the font ({found})"
        make(source, code_page_name).save(HERE / name)
        print(name, (HERE / name).stat().st_size)


if __name__ == "__main__":
    main()
