"""Every exception of this package.

Exceptions are raised for wrong use, and by steps that cannot continue. A fault that an editor can cause is a
`Diagnostic` instead; two exceptions carry a diagnostic to the code that reports it. A failed system call raises
Python's own `OSError`. No exception here is an `OSError`, because handlers report every `OSError` as a fault of the
system.
"""

TYPE_CHECKING = False  # type checkers take this for the constant of `typing`, whose import takes a third of `--version`
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vindplaats.diagnostics.diagnostic import Diagnostic


class VindplaatsError(Exception):
    """The base of every exception of this package, apart from `LateInterrupt`."""


class UsageError(VindplaatsError, ValueError):
    """The arguments on the command line are wrong. The message is in Dutch.

    Raised by `argparse_dutch`, `cli`, `commands.compare`, `commands.init`, `commands.new`, `commands.new_page` and
    `commands.wish`, caught by `cli`.
    """


class NestingError(VindplaatsError, ValueError):
    """Lists or quotes are nested too deeply, on line ``line`` of a body (from 0).

    Raised by `read.commonmark.block_parser`, caught by `read.markdown`.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class SourceChangedError(VindplaatsError, RuntimeError):
    """The source changed during a build.

    Raised by `inputs.snapshot`; caught by `publish.retry` and `preview.site`.
    """


class PublishError(VindplaatsError, RuntimeError):
    """The site cannot be published or served, or the source keeps changing. The message is in Dutch.

    Raised by the modules of `publish`, by `search.pagefind` and, if a port cannot be used, by `preview.server`.
    """


REFUSALS = (PublishError, OSError)
"""The exceptions that a command reports instead of a result (`commands.report.report_refusal`)."""


class RenderFailedError(VindplaatsError, RuntimeError):
    """A template cannot be rendered, or a picture cannot be scaled; ``diagnostic`` says which one and why.

    Raised by `render.theme.templates` and `publish.picture_cache`, raised again in the main process by
    `publish.make_files`, and caught by `pipeline` and `render.outputs.site_plan`.
    """

    def __init__(self, diagnostic: "Diagnostic") -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class UndefinedNameError(VindplaatsError, NameError):
    """A template uses a name, or an attribute of ``owner``, that does not exist.

    ``hint`` is Jinja's own explanation, in English, if it has one. ``has_owner`` is false for a variable, because the
    owner of an attribute may be None. ``is_number`` is true for an element of a list. Raised by
    `render.theme.environment`, caught by `render.theme.templates`.
    """

    def __init__(self, name: object, hint: str, owner: object, *, has_owner: bool) -> None:
        super().__init__(hint or f"{name!r} is undefined")
        self.name: str = str(name)
        self.hint, self.owner, self.has_owner = hint, owner, has_owner
        self.is_number = isinstance(name, int)


class UnprintableValueError(VindplaatsError, TypeError):
    """A template writes a value that has no text for visitors, such as a function or a whole view.

    Raised by `render.theme.printable` and `render.views.pages`, caught by `render.theme.templates`.
    """

    def __init__(self, value: object, *, is_function: bool) -> None:
        super().__init__(type(value).__name__)
        self.is_function = is_function


class UnknownStaticFileError(VindplaatsError, KeyError):
    """A template asks for the address of a static file that does not exist. ``known`` has the names of those that do.

    Raised by `render.facts.static_files`, caught by `render.theme.templates`.
    """

    def __init__(self, name: str, known: "Sequence[str]") -> None:
        super().__init__(name)
        self.name, self.known = name, tuple(known)


class PageRefusedError(VindplaatsError, ValueError):
    """A new page cannot be made: it exists already, names what is unknown, or would be an error in the site.

    ``messages`` say why, in Dutch. Raised by `commands.new_page`, caught by `commands.new`.
    """

    def __init__(self, messages: "Sequence[str]", exit_code: int) -> None:
        super().__init__(" ".join(messages))
        self.messages, self.exit_code = tuple(messages), exit_code


class FrontMatterRefusedError(VindplaatsError, ValueError):
    """Front matter contains something that is not allowed; ``diagnostic`` says what.

    Raised and caught by `read.front_matter`.
    """

    def __init__(self, diagnostic: "Diagnostic") -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class DamagedError(VindplaatsError, ValueError):
    """The cache is damaged, or cannot be read or written, so the build must run without it.

    Raised by `read.html_store` and `read.page_cache`, caught by `pipeline`.
    """


class BrokenPictureError(VindplaatsError, ValueError):
    """Pillow cannot decode a picture. Raised by `media.pillow`."""


class TooLargePictureError(VindplaatsError, ValueError):
    """A picture has more pixels, or a longer side, than Vindplaats accepts. Raised by `media.pillow`."""


class TooManyReadsError(VindplaatsError, RuntimeError):
    """Inspecting a PDF takes more reads than we allow. Raised and caught by `media.pdf`."""


class LateInterrupt(KeyboardInterrupt):
    """An interrupt that came after the work was done.

    Raised by `workers.interrupts` and `commands.report`, caught by `cli`.

    It is a `KeyboardInterrupt`, so that ``except Exception`` does not catch it.
    """
