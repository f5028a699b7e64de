"""`python -m tests.supply [FILE]`: what Terril is made of, as CycloneDX, and which of it has a known fault.

The bill lists all that requirements.txt brings in, each at the version that is here. Advisories are asked of OSV; where
it cannot be reached nothing is checked, which is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from loaders.catalog import ROOT

UNREACHED = "Avis de sécurité : OSV ne peut être atteint d’ici ; rien n’a été vérifié."


def list_installed() -> dict[str, str]:
    """Every package that requirements.txt brings in, with the version that is installed."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    waiting = [Requirement(line) for line in lines if line and not line.startswith("#")]
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted = waiting.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        package = distribution(wanted.name)
        found[key[0]] = package.version
        for text in package.requires or ():
            other = Requirement(text)
            extras = ("", *wanted.extras)
            if other.marker is None or any(other.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(other)
    return dict(sorted(found.items()))


def write_list(packages: dict[str, str]) -> str:
    """The packages as pip takes them."""
    return "".join(f"{name}=={version}\n" for name, version in packages.items())


def make_bill(packages: dict[str, str]) -> dict[str, Any]:
    """The bill of materials, checked against the schema of CycloneDX 1.6."""
    tool = Path(sys.executable).with_name("cyclonedx-py")
    words = ["requirements", "-", "--pyproject", "pyproject.toml", "--output-reproducible", "--validate", "--sv", "1.6"]
    done = subprocess.run(
        [tool, *words], input=write_list(packages), cwd=ROOT, capture_output=True, text=True, check=True
    )
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def find_advisories(packages: dict[str, str]) -> dict[str, list[str]] | None:
    """The known faults of the packages, by package; None where they cannot be asked for."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(write_list(packages))
        file.flush()
        words = ["-s", "osv", "-r", file.name, "--no-deps", "--disable-pip", "-f", "json", "--progress-spinner", "off"]
        done = subprocess.run([sys.executable, "-m", "pip_audit", *words], capture_output=True, text=True, check=False)
    return read_advisories(done.stdout)


def read_advisories(told: str) -> dict[str, list[str]] | None:
    """What pip-audit tells, as above: nothing where it reaches no one or passes a package over."""
    try:
        packages = json.loads(told)["dependencies"]
    except ValueError:
        return None
    if any("skip_reason" in one for one in packages):
        return None
    return {one["name"]: [fault["id"] for fault in one["vulns"]] for one in packages if one["vulns"]}


def main(arguments: list[str]) -> int:
    """The exit status: 1 where something that is here has a known fault."""
    packages = list_installed()
    bill = make_bill(packages)
    print(f"CycloneDX {bill['specVersion']} : {len(bill['components'])} paquets.")
    if arguments:
        Path(arguments[0]).write_text(json.dumps(bill, ensure_ascii=False, indent=1), encoding="utf-8")
        print(f"Écrit dans {arguments[0]}.")
    found = find_advisories(packages)
    if found is None:
        print(UNREACHED)
        return 0
    for name, faults in found.items():
        print(f"{name} {packages[canonicalize_name(name)]} : {', '.join(faults)}")
    print(f"Avis de sécurité : {len(found)} paquets sur {len(packages)} en ont.")
    return 1 if found else 0
