"""The facts as a `Corpus`: from an index where there is a usable one, else all in memory.

A query opens `opening`; `layout` describes the format of a file, `rows` what stands in it.
"""
