"""``vindplaats schema``: print the JSON Schema of the fields of a kind of page or of ``site.yaml``, or of all."""

from argparse import Namespace

from msgspec import json

from vindplaats.json_schema import schema_of, schema_of_all
from vindplaats.result import OK
from vindplaats.terminal import write


def run(arguments: Namespace) -> int:
    """Print the schema and return the exit code."""
    schema = schema_of(arguments.kind) if arguments.kind else schema_of_all()
    write(json.format(json.encode(schema), indent=2).decode())
    return OK
