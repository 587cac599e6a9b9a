"""The engine on one machine: Whoosh, in a folder.

``engine`` opens an index for searching, ``opening`` gives the writer for one: apart, so
that a search does not wait for the import of what only writing needs.
"""
