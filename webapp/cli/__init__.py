"""The command line: `enlace COMMAND`. Commands are filters: results to stdout, progress and log to stderr.

Exit codes: 0 fine, 1 problems found or failed, 2 wrong usage. Heavy imports happen inside the commands, so that
`enlace --help` answers at once.
"""

import sys
from importlib import import_module

import click

from graph.errors import EnlaceError

# Command -> the module whose `command` it is, and its one line of help (shown without importing the module).
COMMANDS = {
    "build": ("build", "Construye una instantánea del grafo a partir de archivos y carpetas."),
    "serve": ("serve", "Publica el grafo en la web: páginas, SPARQL y datos abiertos."),
    "extract": ("extract", "Muestra lo que se extrae de cada registro, un objeto JSON por línea."),
    "query": ("query", "Responde una consulta SPARQL (o muestra quién está en cada mesa)."),
    "dump": ("dump", "Escribe todo el grafo en un formato RDF."),
    "validate": ("validate", "Comprueba el grafo contra las reglas SHACL."),
    "network": ("network", "Escribe la red de vínculos en JSON."),
    "unresolved": ("unresolved", "Lista lo que espera a una persona, con la línea que lo decide."),
    "queries": ("queries", "Lista las consultas guardadas, o responde una."),
    "snapshots": ("snapshots", "Lista las instantáneas; la que se sirve lleva un asterisco."),
    "rollback": ("rollback", "Vuelve a servir una instantánea anterior."),
}


class Commands(click.Group):
    """The group of commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table, which is the order of a user's way."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"webapp.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands for --help, from the table alone."""
        with formatter.section("Órdenes"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="enlace")
def group() -> None:
    """Enlace: instituciones, mesas y acuerdos en un grafo que se consulta, se explora y se cosecha."""


def main() -> None:
    """Entry point: a user's mistake ends in one sentence and an exit code, never in a traceback."""
    try:
        group(prog_name="enlace")
    except EnlaceError as error:
        click.echo(f"enlace: {error}", err=True)
        if hint := getattr(error, "hint", None):
            click.echo(f"        {hint}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
