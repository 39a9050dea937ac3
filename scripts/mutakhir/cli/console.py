"""What a person sees while work goes on: a live line on a terminal, plain lines otherwise; always on stderr."""

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from mutakhir.cli.speech import one_line


class Steps:
    """Shows the steps of a long command one after the other, with counts where they are known."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        if self._console.is_terminal:
            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=30),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=self._console,
                transient=False,
            )

    def __enter__(self) -> "Steps":
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def step(self, title: str, total: int | None = None) -> None:
        """Begin a step; the one before is done."""
        if self._progress:
            self._finish()
            self._task = self._progress.add_task(title, total=total)
        else:
            print(title, file=sys.stderr, flush=True)

    def advance(self, done: int) -> None:
        """Say how many items of the step are done."""
        if self._progress and self._task is not None:
            self._progress.update(self._task, completed=done)

    def tell(self, sentence: str) -> None:
        """Print one sentence that stays."""
        sentence = one_line(sentence)
        if self._progress:
            self._console.print(sentence, markup=False, soft_wrap=True)
        else:
            print(sentence, file=sys.stderr, flush=True)

    def _finish(self) -> None:
        if self._progress and self._task is not None:
            task = self._progress.tasks[self._task]
            total = task.total if task.total is not None else max(task.completed, 1)
            self._progress.update(self._task, total=total, completed=total)
