#!/usr/bin/env python3
"""Makes the faces of the installation (src-tauri/fonts) for characters that no embedded font has; the same input gives
the same bytes.

    apt-get install fonts-noto-cjk=1:20220127+repack1-1 fonts-noto-core=20201225-1 fonts-noto-ui-core=20201225-1
    pip install fonttools==4.68.0
    python3 installed.py

They stand in the order of their names: the first that has a character draws it. Hinting is dropped, which PDF does not use;
layout features stay, which shaping needs. A face has only characters that no embedded font and no face before it has, and what
its own script needs beside them, so that no character is drawn by two.
"""

import hashlib
import pathlib

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parents[2] / "fonts"
NOTO = pathlib.Path("/usr/share/fonts/truetype/noto")
CJK = pathlib.Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SIMPLIFIED_CHINESE = 2  # index of the SC face in the collection

ANY = [(0x21, 0x3FFFF)]

# The file, where it comes from, its SHA-256, and the ranges of characters that it is wanted for.
FACES = [
    # Uyghur, Kazakh and Kirghiz in Arabic letters.
    ("10-arabic.ttf", NOTO / "NotoNaskhArabicUI-Regular.ttf", [(0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)]),
    ("20-tibetan.ttf", NOTO / "NotoSerifTibetan-Regular.ttf", [(0xF00, 0xFFF)]),
    ("30-mongolian.ttf", NOTO / "NotoSansMongolian-Regular.ttf", [(0x1800, 0x18AF), (0x11660, 0x1166F)]),
    ("40-yi.ttf", NOTO / "NotoSansYi-Regular.ttf", [(0xA000, 0xA4CF)]),
    # Latin with accents, Cyrillic, sub- and superscripts, fractions.
    ("50-letters.ttf", NOTO / "NotoSerif-Regular.ttf", ANY),
    ("60-signs.ttf", NOTO / "NotoSansSymbols2-Regular.ttf", [(0x2000, 0x2BFF), (0x1F000, 0x1FBFF)]),
    # Rare characters of names and places, Korean.
    ("70-han.otf", CJK, ANY),
]


def is_wanted(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def characters(font):
    return {code for table in font["cmap"].tables if table.isUnicode() and table.format in (4, 12) for code in table.cmap}


def load(source):
    return TTCollection(source).fonts[SIMPLIFIED_CHINESE] if source.suffix == ".ttc" else TTFont(source)


def make(font, codes, is_script):
    options = subset.Options(hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    if not is_script:
        options.layout_features = ["mark", "mkmk", "ccmp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.isUnicode() and table.format in (4, 12)]
    font.recalcTimestamp = False
    return font


def main():
    TARGET.mkdir(exist_ok=True)
    taken = characters(TTFont(HERE / "text.otf"))
    for name, source, ranges in FACES:
        font = load(source)
        codes = {code for code in characters(font) - taken if is_wanted(code, ranges)}
        is_script = ranges is not ANY and source.name != "NotoSansSymbols2-Regular.ttf"
        # Joiners and the space between words belong to every script.
        own = codes | ({0x20, 0x200C, 0x200D, 0x202F, 0x25CC} & characters(font) if is_script else set())
        make(font, own, is_script).save(TARGET / name)
        taken |= codes
        digest = hashlib.sha256((TARGET / name).read_bytes()).hexdigest()
        print(name, len(codes), (TARGET / name).stat().st_size, digest)


if __name__ == "__main__":
    main()
