"""What goes wrong between a publisher and here, in French: what, where, and what to do."""

from __future__ import annotations

import ssl

import httpx

AGAIN = "Relancez plus tard : ce qui est déjà là sera repris."
STATUSES = {
    400: "l’éditeur ne comprend pas la demande, une colonne y a peut-être changé de nom",
    401: "l’éditeur demande de s’identifier",
    403: "l’éditeur refuse l’accès",
    404: "l’éditeur n’a plus rien à cette adresse",
    410: "l’éditeur a retiré ce fichier",
    413: "l’éditeur juge la demande trop grande",
    429: "l’éditeur demande de ralentir",
    500: "le serveur de l’éditeur est en panne",
    502: "le serveur de l’éditeur est en panne",
    503: "le serveur de l’éditeur est indisponible",
    504: "le serveur de l’éditeur ne répond pas à temps",
}
GONE = frozenset({404, 410})
CERTIFICATE = "le certificat de l’éditeur n’est pas valable, {0}"
CERTIFICATES = {
    10: "il a expiré",
    18: "il est signé par lui-même",
    19: "il est signé par une autorité inconnue",
    20: "il est signé par une autorité inconnue",
    62: "il est d’un autre nom",
}


class FetchError(ValueError):
    """A publisher could not be asked, or its answer cannot be taken: `where` is the file that it is about."""

    def __init__(self, wrong: str, advice: str = AGAIN, *, where: str = "") -> None:
        self.wrong, self.advice, self.where = wrong, advice, where
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.where} : {self.wrong}. {self.advice}" if self.where else f"{self.wrong}. {self.advice}"

    def about(self, where: str) -> FetchError:
        """The same fault, saying which file it is about where it does not yet."""
        return type(self)(self.wrong, self.advice, where=self.where or where)


class AbsentError(FetchError):
    """The publisher has nothing at an address, or nothing any more."""


class PassingError(FetchError):
    """A fault that may have passed in a moment: `wait` are the seconds that the publisher asks for, None where none."""

    def __init__(self, wrong: str, advice: str = AGAIN, *, where: str = "", wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(wrong, advice, where=where)


def describe_status(status: int, url: str) -> str:
    """What an answer's number means, with the address where the file is no longer at it."""
    told = STATUSES.get(status, "réponse inattendue de l’éditeur")
    return f"{told} (réponse {status})" + (f", {url}" if status in GONE else "")


def translate(error: Exception) -> FetchError:
    """What a failed request is, in French; one that may have passed is a PassingError."""
    certificate = _find_certificate(error)
    if certificate is not None:
        why = CERTIFICATES.get(certificate.verify_code, "il ne se laisse pas vérifier")
        return FetchError(
            CERTIFICATE.format(why),
            "Rien n’est lu sans lui : vérifiez la date de cette machine, ou attendez que l’éditeur le répare.",
        )
    if isinstance(error, httpx.TimeoutException):
        return PassingError("l’éditeur ne répond pas à temps")
    if isinstance(error, httpx.RemoteProtocolError):
        return PassingError("la réponse est coupée avant sa fin, ou n’est pas de la taille annoncée")
    if isinstance(error, httpx.ConnectError):
        return PassingError("l’éditeur ne se laisse pas joindre", "Vérifiez le réseau de cette machine, puis relancez.")
    return PassingError(f"la liaison avec l’éditeur s’est rompue ({type(error).__name__})")


def _find_certificate(error: BaseException) -> ssl.SSLCertVerificationError | None:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None
