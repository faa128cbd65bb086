"""A new fact, from what somebody types to the files that are to hold it.

`names` and `typed` turn what is typed into fields, `passages` finds a place in a saved copy,
`draft` gathers all that is to be added, `files` says what stands in which file then, and
`trial` what `check` would say of that. Nothing here asks, and nothing writes into a pack.
"""
