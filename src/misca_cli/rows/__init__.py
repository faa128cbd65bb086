"""Rows of tables from elsewhere ↔ records: CSV, TSV and JSON Lines.

`sheets` reads files into rows, `mapping` says which column is which field, `names` finds or
makes the ids of what rows name, `taking` turns rows into records that the loader accepts, and
`placing` says what stands in which file of a pack then. Nothing here writes a file.
"""
