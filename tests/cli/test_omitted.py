"""What a command passes over is counted by kind in its last line, listed with -v, and is no failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def enlace(*args: object, store: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, over a store."""
    command = [sys.executable, "-m", "webapp.cli", *map(str, args)]
    environment = {**os.environ, "ENLACE_STORE": str(store)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path):
    """A folder with one record, two pictures, a style sheet and the README that explains it."""
    folder = tmp_path / "registros"
    folder.mkdir()
    for name in ("a.png", "b.jpg", "c.css", "README.md"):
        (folder / name).write_text("x")
    (folder / "nota.md").write_text("---\ntitle: Mesa de Agua\ndate: 2024-01-05\n---\nLa Mesa de Agua sesionó.\n")
    return folder


def test_extract_counts_what_it_passes_over_and_lists_it_when_asked(folder, tmp_path):
    done = enlace("extract", folder, store=tmp_path / "store")
    assert done.returncode == 0
    assert done.stderr == "1 registros, 0 rechazados, 3 archivos omitidos (imágenes 2, estilos y letras 1)\n"
    told = enlace("extract", "-v", folder, store=tmp_path / "store").stderr
    assert f"omitido  {folder}/a.png: es una imagen\n" in told
    assert f"omitido  {folder}/README.md: explica su carpeta\n" in told


def test_build_counts_what_it_passes_over_and_lists_it_when_asked(folder, tmp_path):
    done = enlace("build", "-v", folder, store=tmp_path / "store")
    assert done.returncode == 0
    assert ", 0 rechazados, 3 archivos omitidos (imágenes 2, estilos y letras 1) · " in done.stdout
    assert f"omitido  {folder}/c.css: es parte del diseño del sitio\n" in done.stderr


def test_nothing_is_added_to_the_line_when_nothing_is_passed_over(folder, tmp_path):
    done = enlace("extract", folder / "nota.md", store=tmp_path / "store")
    assert done.stderr == "1 registros, 0 rechazados\n"
