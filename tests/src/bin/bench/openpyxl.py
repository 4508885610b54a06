"""Reads and writes a book with openpyxl: python3 openpyxl.py BOOK OUT RUNS. Prints nanoseconds, a line for each run."""

import sys
import time

from openpyxl import load_workbook

book, out, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
for run in range(runs + 1):  # the first is the warm-up
    start = time.perf_counter_ns()
    workbook = load_workbook(book)
    read = time.perf_counter_ns()
    workbook.save(out)
    written = time.perf_counter_ns()
    if run:
        print(read - start, written - read)
