"""The command line in French: its help, what is wrong with its arguments, and what the system refuses."""

from __future__ import annotations

import argparse
import errno
import re
import sys
from typing import NoReturn

FAULTS = (
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", r"\2 n’est pas connu ; attendus : \3"),
    (r"argument (\S+): invalid int value: (.+)", r"\1 : \2 n’est pas un nombre entier"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 : une valeur est attendue après"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 et \2 ne vont pas ensemble"),
    (r"argument NOM: (.+)", r"\1"),
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"unrecognized arguments: (.+)", r"inconnu : \1"),
)
OS_ERRORS = {
    errno.ENOENT: "ce fichier n’existe pas",
    errno.EISDIR: "un fichier est attendu, c’est un dossier",
    errno.ENOTDIR: "ce chemin passe par un fichier qui n’est pas un dossier",
    errno.EACCES: "vous n’avez pas le droit de le lire ou d’y écrire",
    errno.EPERM: "vous n’avez pas le droit de le lire ou d’y écrire",
    errno.EROFS: "ce disque ne se laisse pas écrire",
    errno.ENOSPC: "le disque est plein",
    errno.EFBIG: "ce disque n’accepte pas un fichier si grand",
    errno.EDQUOT: "la place qui vous est donnée sur le disque est pleine",
    errno.ENAMETOOLONG: "ce nom est trop long",
}


class FrenchParser(argparse.ArgumentParser):
    """A parser of arguments that says in French what it is given wrong."""

    def format_usage(self) -> str:
        """How to call the command."""
        return super().format_usage().replace("usage:", "Utilisation :", 1)

    def format_help(self) -> str:
        """The help, its headings in French."""
        words = {
            "usage:": "Utilisation :",
            "positional arguments:": "arguments :",
            "options:": "options :",
            "show this help message and exit": "montrer cette aide",
        }
        text = super().format_help()
        for english, french in words.items():
            text = text.replace(english, french, 1)
        return text

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and stop, as a parser does, with 2."""
        for pattern, french in FAULTS:
            message = re.sub(f"^{pattern}$", french, message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{message}.\n")


def describe_os_error(error: OSError) -> str:
    """What the system refuses, with the file it is about."""
    name = f"{error.filename} : " if error.filename else ""
    known = OS_ERRORS.get(error.errno or 0)
    code = errno.errorcode.get(error.errno or 0, "?")
    return f"{name}{known or f'le système refuse ({code})'}. Rien n’est écrit."
