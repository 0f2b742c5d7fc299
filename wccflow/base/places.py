"""Where the data beside the code lies, in a checkout and in a wheel alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def templates_folder() -> Path:
    """The folder of page templates."""
    return _beside("templates")


def workflows_folder() -> Path:
    """The folder that holds one folder for each workflow."""
    return _beside("workflows")


def migrations_folder() -> Path:
    """The folder of the database migrations."""
    return _beside("migrations")


def checkout() -> Path | None:
    """The root of the source checkout, or None when the package was installed from a wheel."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "wsgi.py").is_file() else None


def _beside(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
