"""Sample deliveries: what partners would really send, made up, the same bytes for the same as-of, defects included.

`write.write_sample` is the way in. Area modules (`areas/`) say what the rows are, `declared` reads from
sources/*.yml how partners write them down, `deliveries` says when they come, `planted` spoils some of them and keeps
the list of what must be found, `cells` and `writers` make the files.
"""
