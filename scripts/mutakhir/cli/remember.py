"""Every count of the warehouse goes into the history, so that the next one has something to compare with."""

from mutakhir.artifacts.facts import read_facts
from mutakhir.artifacts.history import history_path
from mutakhir.artifacts.history_file import append_facts
from mutakhir.artifacts.runlog import read_run_log
from mutakhir.cli.console import Steps
from mutakhir.cli.speech import LANGUAGE
from mutakhir.config import Project
from mutakhir.errors import ArtifactError


def remember(project: Project, steps: Steps) -> ArtifactError | None:
    """Add the facts in the target folder to the history of the project, sample runs to that of the sample.

    Returns the error where the history cannot be read: the caller first writes what does not need it. Facts that no
    run log binds, or that count no data set, are not kept: nobody knows whose they are, or there is nothing to keep.
    """
    path = project.target_dir / "mutakhir.json"
    if not path.exists():
        return None
    log, _ = read_run_log(path)
    facts, raw = read_facts(project.target_dir / "facts.json")
    if not facts.datasets:
        return None
    try:
        remarks = append_facts(
            history_path(project.history_dir, sample=log.sample),
            facts,
            raw,
            project=log.project,
            target=log.full_target,
            tool_version=log.tool_version,
            sample=log.sample,
        )
    except ArtifactError as error:
        return error
    for remark in remarks:
        steps.tell(remark.in_(LANGUAGE))
    return None
