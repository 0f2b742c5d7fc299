"""Checks every template: the house's style by djlint, then what the application makes of it."""

import os
import subprocess
import sys
import tempfile

from tests.harness.templates import faults_of
from wccflow.app import create_app
from wccflow.base.places import templates_folder


def main() -> int:
    """Print the faults; 1 when there is any."""
    folder = templates_folder()
    style = subprocess.run([sys.executable, "-m", "djlint", str(folder), "--lint", "--quiet"], check=False)
    with tempfile.TemporaryDirectory() as instance:
        os.environ["WCCFLOW_INSTANCE"] = instance
        faults = list(faults_of(create_app().jinja_env, folder))
    print("\n".join(faults))
    return 1 if faults or style.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
