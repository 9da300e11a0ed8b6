#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
"""Writes unicode_tables.inc from Python's unicodedata, so that the tables can be renewed with one command.

    python3 generate_unicode_tables.py > unicode_tables.inc
    python3 generate_unicode_tables.py --checksums      # what tests/unit/values/unicode_test.cpp expects
"""
import hashlib
import sys
import unicodedata

SURROGATES = range(0xD800, 0xE000)
HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)  # composed and decomposed by arithmetic, not by table
CHEROKEE = [*range(0x13A0, 0x1400), *range(0xAB70, 0xABC0)]  # folds to upper case; ours goes to lower
ACCENTS = [(0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)]
ALL = [chr(c) for c in range(0x110000) if c not in SURROGATES]
WIDE_PLANES = [(0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]  # wide even where not assigned yet (UAX 11)


def nfc(text):
    return unicodedata.normalize("NFC", text)


def is_accent(char):
    return any(first <= ord(char) <= last for first, last in ACCENTS)


def decompositions():
    """code -> (first, second or 0), one step; canonical only."""
    found = {}
    for char in ALL:
        parts = unicodedata.decomposition(char)
        if parts and not parts.startswith("<"):
            codes = [int(part, 16) for part in parts.split()]
            found[ord(char)] = (codes[0], codes[1] if len(codes) > 1 else 0)
    return found


def folded_char(char):
    return char.lower() if ord(char) in CHEROKEE else char.casefold()


def fold(text):
    bare = (c for c in unicodedata.normalize("NFD", text) if not is_accent(c))
    return nfc("".join(folded_char(c) for c in bare))


def is_wide(char):
    if unicodedata.category(char) != "Cn" and unicodedata.east_asian_width(char) in "WF":
        return True
    return any(first <= ord(char) <= last for first, last in WIDE_PLANES)


def is_zero_width(char):
    if 0x1160 <= ord(char) <= 0x11FF:  # vowels and finals that join a Hangul syllable
        return True
    return unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp") and char not in "\t\u00ad"


def ranges(keyed):
    """Runs of consecutive code points with an equal key: (first, last, key)."""
    runs = []
    for code, key in sorted(keyed.items()):
        if runs and runs[-1][1] == code - 1 and runs[-1][2] == key:
            runs[-1][1] = code
        else:
            runs.append([code, code, key])
    return runs


def lower_ranges():
    """(first, last, step, delta): every step-th code point goes down by the same distance."""
    runs = []
    for char in ALL:
        lower = char.lower()
        if lower == char or len(lower) > 1:
            continue
        code, delta = ord(char), ord(lower) - ord(char)
        if runs and runs[-1][3] == delta:
            first, last, step, _ = runs[-1]
            gap = code - last
            if gap <= 2 and (first == last or gap == step):
                runs[-1][1:3] = [code, gap]
                continue
        runs.append([code, code, 1, delta])
    return runs


def hexadecimal(number):
    return f"0x{number:X}" if number > 9 else str(number)


def bounds(codes):
    return [[hexadecimal(first), hexadecimal(last)] for first, last, _ in ranges(codes)]


def write_table(struct, name, rows):
    print(f"inline constexpr {struct} {name}[] = {{")
    line = "   "
    for row in rows:
        cell = " " + (row if isinstance(row, str) else "{" + ",".join(row) + "}") + ","
        if len(line) + len(cell) > 110:
            print(line)
            line = "   "
        line += cell
    print(line + "\n};\n")


def write_tables():
    print("// Copyright 2026 The tramo authors\n// SPDX-License-Identifier: Apache-2.0")
    print("// What Unicode says of code points, sorted for binary search.")
    print("// Written by generate_unicode_tables.py from the Unicode Character Database "
          f"{unicodedata.unidata_version}; do not edit.\n")
    steps = decompositions()
    order = sorted(steps)
    write_table("decomposition", "decompositions",
                [[hexadecimal(c), *map(hexadecimal, steps[c])] for c in order])
    pairs = [i for i, c in enumerate(order) if steps[c][1] and nfc(chr(c)) == chr(c)]
    pairs.sort(key=lambda i: steps[order[i]])
    print("/// Indexes of `decompositions` that composition may undo, sorted by their parts.")
    write_table("std::uint16_t", "compositions", [str(i) for i in pairs])

    classes = {ord(c): unicodedata.combining(c) for c in ALL if unicodedata.combining(c)}
    write_table("combining_range", "combining_classes",
                [[hexadecimal(a), hexadecimal(b), str(k)] for a, b, k in ranges(classes)])
    seconds = {steps[order[i]][1] for i in pairs} | {*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}
    unstable = {ord(c): 1 for c in ALL if nfc(c) != c or ord(c) in classes or ord(c) in seconds}
    print("/// Not certain to stand as they are in composed text: NFC_Quick_Check no or maybe, or a mark.")
    write_table("code_range", "unstable_in_nfc", bounds(unstable))
    write_table("code_range", "accents", [[hexadecimal(a), hexadecimal(b)] for a, b in ACCENTS])

    write_table("lower_range", "lower_ranges",
                [[hexadecimal(a), hexadecimal(b), str(s), str(d)] for a, b, s, d in lower_ranges()])
    folds = {c: folded_char(c) for c in ALL if folded_char(c) != c.lower() and ord(c) not in steps}
    write_table("folding", "special_foldings",
                [[hexadecimal(ord(c)), "{" + ",".join(hexadecimal(ord(part)) for part in f) + "}"]
                 for c, f in sorted(folds.items())])
    for name, claim in (("wide_ranges", is_wide), ("zero_width_ranges", is_zero_width)):
        codes = {ord(c): 1 for c in ALL if claim(c)}
        write_table("code_range", name, bounds(codes))


def write_checksums():
    sample = [chr(c) for c in (*range(0x20000), *range(0x2F800, 0x2FA20)) if c not in SURROGATES]
    results = {
        "each composed": "".join(map(nfc, sample)),
        "each before an acute, a cedilla and a letter": "".join(nfc(c + "\u0301\u0327a") for c in sample),
        "each between a letter and a circumflex": "".join(nfc("e" + c + "\u0302") for c in sample),
        "each folded": "".join(map(fold, sample)),
        "each in lower case": "".join(c.lower() for c in sample),
        "the width of each": "".join("0" if is_zero_width(c) else "2" if is_wide(c) else "1" for c in sample),
    }
    for name, text in results.items():
        print(hashlib.sha256(text.encode()).hexdigest(), name)


if __name__ == "__main__":
    write_checksums() if "--checksums" in sys.argv else write_tables()
