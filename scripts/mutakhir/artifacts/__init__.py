"""Reads dbt's artifacts; the only place that knows their JSON and its versions. dbt need not be installed.

Readers are partial and tolerant: they name the fields that are used, whatever else a version holds is passed over,
and what differs between versions is evened out here. What cannot be read is an ArtifactError in one sentence.
"""
